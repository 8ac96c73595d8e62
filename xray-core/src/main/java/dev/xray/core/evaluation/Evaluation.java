package dev.xray.core.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How well probabilities agree with the truth.
 *
 * @param images number of cases
 * @param positives how many of them are positive
 * @param patients number of different patients among the cases whose patient is known
 * @param withoutPatient cases whose patient is not known
 * @param scores every metric that needs no {@linkplain Metric#atThreshold() threshold}
 * @param thresholds one entry for each threshold, in the order asked for
 * @param reliability bins of probability that have images, from the lowest up
 */
public record Evaluation(
    int images,
    int positives,
    int patients,
    int withoutPatient,
    Map<Metric, Estimate> scores,
    List<ThresholdEvaluation> thresholds,
    List<ReliabilityBin> reliability) {
  /** Copies the collections. */
  public Evaluation {
    scores = Collections.unmodifiableMap(new EnumMap<>(scores));
    thresholds = List.copyOf(thresholds);
    reliability = List.copyOf(reliability);
  }

  /** Negative cases. */
  public int negatives() {
    return images - positives;
  }

  /** Whether some known patient has several images. */
  public boolean repeatedPatients() {
    return patients < images - withoutPatient;
  }

  /**
   * One score.
   *
   * @throws IllegalArgumentException if the metric is not among the {@link #scores}
   */
  public Estimate score(Metric metric) {
    Estimate score = scores.get(metric);
    if (score == null) {
      throw new IllegalArgumentException(metric.key() + " needs a threshold");
    }
    return score;
  }
}
