package dev.xray.core.evaluation;

/**
 * Cases by truth (rows) and prediction (columns).
 *
 * @param truePositives positive, predicted positive
 * @param falseNegatives positive, predicted negative: missed
 * @param falsePositives negative, predicted positive: false alarm
 * @param trueNegatives negative, predicted negative
 */
public record ConfusionMatrix(
    int truePositives, int falseNegatives, int falsePositives, int trueNegatives) {
  /** Checks that no count is negative. */
  public ConfusionMatrix {
    if (truePositives < 0 || falseNegatives < 0 || falsePositives < 0 || trueNegatives < 0) {
      throw new IllegalArgumentException("A count is negative");
    }
  }

  /** Positive cases. */
  public int positives() {
    return truePositives + falseNegatives;
  }

  /** Negative cases. */
  public int negatives() {
    return falsePositives + trueNegatives;
  }

  /** All cases. */
  public int total() {
    return positives() + negatives();
  }
}
