package dev.xray.core.evaluation;

import java.util.Arrays;
import java.util.Optional;

/**
 * What can be measured. TP, FN, FP and TN are the counts of a {@link ConfusionMatrix}, n their sum.
 */
public enum Metric implements Measurable {
  /** Share of positives that were found, TP / (TP + FN), also called recall. */
  SENSITIVITY("sensitivity", "sensitivity", true, true, 0, 1),
  /** Share of negatives that were left alone, TN / (TN + FP). */
  SPECIFICITY("specificity", "specificity", true, true, 0, 1),
  /**
   * Positive predictive value: share of positive predictions that are right, TP / (TP + FP), also
   * called precision. Holds only at the share of positives of these very cases.
   */
  PPV("ppv", "PPV", true, true, 0, 1),
  /**
   * Negative predictive value: share of negative predictions that are right, TN / (TN + FN). Holds
   * only at the share of positives of these very cases.
   */
  NPV("npv", "NPV", true, true, 0, 1),
  /**
   * PPV where the disease is as frequent as declared, by Bayes' theorem from sensitivity and
   * specificity. Only where a prevalence is declared.
   */
  PPV_AT_PREVALENCE("ppvAtPrevalence", "PPV at prevalence", true, true, 0, 1),
  /** NPV where the disease is as frequent as declared. Only where a prevalence is declared. */
  NPV_AT_PREVALENCE("npvAtPrevalence", "NPV at prevalence", true, true, 0, 1),
  /** Share of all cases classified rightly, (TP + TN) / n. */
  ACCURACY("accuracy", "accuracy", true, true, 0, 1),
  /** Mean of sensitivity and specificity. */
  BALANCED_ACCURACY("balancedAccuracy", "balanced accuracy", true, true, 0, 1),
  /** Harmonic mean of PPV and sensitivity, 2 TP / (2 TP + FP + FN). */
  F1("f1", "F1", true, true, 0, 1),
  /**
   * Matthews correlation coefficient (Matthews 1975): the correlation of truth and prediction, (TP
   * TN - FP FN) / sqrt((TP + FP) (TP + FN) (TN + FP) (TN + FN)).
   */
  MCC("mcc", "MCC", true, true, -1, 1),
  /**
   * Area under the ROC curve: probability that a positive scores higher than a negative, ties
   * counted half (Mann–Whitney).
   */
  ROC_AUC("rocAuc", "ROC AUC", false, true, 0, 1),
  /**
   * Average precision: the sum over distinct probabilities, from the highest down, of the precision
   * at that probability times the recall it adds. No interpolation, as in scikit-learn.
   */
  PR_AUC("prAuc", "PR AUC", false, true, 0, 1),
  /**
   * Mean negative logarithm of the probability given to the truth, natural logarithm; probabilities
   * are kept {@code 2^-52} away from 0 and 1, as scikit-learn does, which bounds it.
   */
  LOG_LOSS("logLoss", "log loss", false, false, 0, 52 * Math.log(2)),
  /** Mean squared difference of probability and truth (Brier 1950). */
  BRIER("brier", "Brier score", false, false, 0, 1),
  /**
   * Expected calibration error: mean distance between predicted probability and share of positives
   * in the ten bins of {@link ReliabilityBin}, weighted by their images (Guo et al. 2017).
   */
  ECE("ece", "ECE", false, false, 0, 1);

  private final String key;
  private final String text;
  private final boolean atThreshold;
  private final boolean higherIsBetter;
  private final double lowest;
  private final double highest;

  Metric(
      String key,
      String text,
      boolean atThreshold,
      boolean higherIsBetter,
      double lowest,
      double highest) {
    this.key = key;
    this.text = text;
    this.atThreshold = atThreshold;
    this.higherIsBetter = higherIsBetter;
    this.lowest = lowest;
    this.highest = highest;
  }

  /** Its name in {@code evaluation.json} and in gates, such as {@code rocAuc}. */
  @Override
  public String key() {
    return key;
  }

  /** Its name for readers, such as {@code ROC AUC}. */
  public String text() {
    return text;
  }

  /** Whether it needs a threshold; otherwise it looks at the probabilities themselves. */
  @Override
  public boolean atThreshold() {
    return atThreshold;
  }

  /** Whether a higher value is a better one. */
  @Override
  public boolean higherIsBetter() {
    return higherIsBetter;
  }

  /** Lowest value it can have. */
  @Override
  public double lowest() {
    return lowest;
  }

  /** Highest value it can have. */
  @Override
  public double highest() {
    return highest;
  }

  /** The metric of that key; empty if there is none. */
  public static Optional<Metric> ofKey(String key) {
    return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
  }
}
