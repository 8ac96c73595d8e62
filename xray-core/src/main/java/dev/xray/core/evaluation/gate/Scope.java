package dev.xray.core.evaluation.gate;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Which figure of an evaluation, or of its audit, a gate looks at.
 *
 * @param dataset name of a set of images, such as {@code test}
 * @param slice a slice of it; empty for all its images
 * @param ofClass the class of which the metric speaks, as the user wrote it; empty where the user
 *     did not
 * @param threshold one of the evaluated thresholds; empty for the one that was chosen
 * @param check a check of the audit, or a family of them, such as {@code probe.*}; empty for all
 * @param severity the least severity of the audit's findings that counts; empty for any
 */
public record Scope(
    String dataset,
    Optional<SliceName> slice,
    Optional<String> ofClass,
    Optional<BigDecimal> threshold,
    Optional<String> check,
    Optional<Severity> severity) {
  /** Of the evaluation. */
  public Scope(
      String dataset,
      Optional<SliceName> slice,
      Optional<String> ofClass,
      Optional<BigDecimal> threshold) {
    this(dataset, slice, ofClass, threshold, Optional.empty(), Optional.empty());
  }

  /**
   * A severity of findings.
   *
   * @param text as it is written
   * @param rank its place in {@link AuditTerms#severities}
   */
  public record Severity(String text, int rank) {}
}
