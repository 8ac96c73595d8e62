package dev.xray.core.evaluation.gate;

import java.math.BigDecimal;

/**
 * One thing that a gate asks for.
 *
 * @param bound what is limited
 * @param limit the limit, with the decimals with which it was written; {@code 90%} is 0.90; a
 *     verdict's level by its place in {@link AuditTerms#levels}
 * @param limitText the limit for a reader
 */
public record Demand(Bound bound, BigDecimal limit, String limitText) {
  /** A limit that is a number, as a decimal. */
  public Demand(Bound bound, BigDecimal limit) {
    this(bound, limit, limit.toPlainString());
  }
}
