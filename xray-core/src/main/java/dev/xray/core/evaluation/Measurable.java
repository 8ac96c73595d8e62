package dev.xray.core.evaluation;

import java.util.Optional;

/** A figure that can be named, and limited by a gate. */
public interface Measurable {
  /** Its name in JSON and in gates, such as {@code rocAuc}. */
  String key();

  /** Whether it needs a threshold. */
  boolean atThreshold();

  /** Whether a higher value is a better one. */
  boolean higherIsBetter();

  /** Lowest value it can have. */
  double lowest();

  /** Highest value it can have. */
  double highest();

  /** The figure of that key, of the evaluation or of the audit; empty if there is none. */
  static Optional<Measurable> ofKey(String key) {
    Optional<Metric> metric = Metric.ofKey(key);
    return metric.isPresent() ? Optional.of(metric.get()) : AuditMetric.ofKey(key).map(any -> any);
  }
}
