package dev.xray.core.evaluation;

/**
 * What comes out at one threshold: a case is predicted positive if its probability is strictly
 * greater.
 *
 * @param threshold in [0, 1]
 * @param confusion cases by truth and prediction
 */
public record ThresholdEvaluation(double threshold, ConfusionMatrix confusion) {
  /** See {@link ConfusionMatrix#accuracy()}. */
  public Proportion accuracy() {
    return confusion.accuracy();
  }

  /** See {@link ConfusionMatrix#sensitivity()}. */
  public Proportion sensitivity() {
    return confusion.sensitivity();
  }

  /** See {@link ConfusionMatrix#specificity()}. */
  public Proportion specificity() {
    return confusion.specificity();
  }

  /** See {@link ConfusionMatrix#ppv()}. */
  public Proportion ppv() {
    return confusion.ppv();
  }

  /** See {@link ConfusionMatrix#npv()}. */
  public Proportion npv() {
    return confusion.npv();
  }

  /** See {@link ConfusionMatrix#f1()}. */
  public Proportion f1() {
    return confusion.f1();
  }
}
