package dev.xray.core.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What comes out at one threshold: a case is predicted positive if its probability is strictly
 * greater.
 *
 * @param threshold in [0, 1]
 * @param confusion cases by truth and prediction
 * @param figures every {@linkplain Metric#atThreshold() metric at a threshold}; those at a
 *     prevalence only where one is declared
 */
public record ThresholdEvaluation(
    double threshold, ConfusionMatrix confusion, Map<Metric, Estimate> figures) {
  /** Copies the map. */
  public ThresholdEvaluation {
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
  }

  /**
   * One figure.
   *
   * @throws IllegalArgumentException if the metric is not among the {@link #figures}
   */
  public Estimate figure(Metric metric) {
    Estimate figure = figures.get(metric);
    if (figure == null) {
      throw new IllegalArgumentException("There is no " + metric.key() + " at " + threshold);
    }
    return figure;
  }
}
