package dev.xray.core.evaluation;

import java.util.Optional;

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

  /** Share of all cases classified rightly, (TP + TN) / n. */
  public Proportion accuracy() {
    return Proportion.of(truePositives + trueNegatives, total(), Reasons.NO_IMAGES);
  }

  /** Share of positives that were found, TP / (TP + FN), also called recall. */
  public Proportion sensitivity() {
    return Proportion.of(truePositives, positives(), Reasons.NO_POSITIVES);
  }

  /** Share of negatives that were left alone, TN / (TN + FP). */
  public Proportion specificity() {
    return Proportion.of(trueNegatives, negatives(), Reasons.NO_NEGATIVES);
  }

  /**
   * Positive predictive value: share of positive predictions that are right, TP / (TP + FP), also
   * called precision. Holds only at the share of positives of these very cases.
   */
  public Proportion ppv() {
    return Proportion.of(
        truePositives, truePositives + falsePositives, "nothing was predicted positive");
  }

  /**
   * Negative predictive value: share of negative predictions that are right, TN / (TN + FN). Holds
   * only at the share of positives of these very cases.
   */
  public Proportion npv() {
    return Proportion.of(
        trueNegatives, trueNegatives + falseNegatives, "nothing was predicted negative");
  }

  /** Harmonic mean of PPV and sensitivity, 2 TP / (2 TP + FP + FN). */
  public Proportion f1() {
    int wrong = falsePositives + falseNegatives;
    int of = 2 * truePositives + wrong;
    return of == 0
        ? Proportion.of(0, 0, "there are no positive images and nothing was predicted positive")
        : new Proportion(
            2 * truePositives,
            of,
            Optional.of(Interval.wilsonOfF1(truePositives, wrong)),
            Optional.empty());
  }
}
