package dev.xray.core.evaluation.gate;

import java.math.BigDecimal;

/**
 * One thing that a gate asks for.
 *
 * @param bound what is limited
 * @param limit the limit, with the decimals with which it was written; {@code 90%} is 0.90
 */
public record Demand(Bound bound, BigDecimal limit) {
  /** The limit as it was written, as a decimal. */
  String limitText() {
    return limit.toPlainString();
  }
}
