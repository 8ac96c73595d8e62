package dev.xray.core.evaluation;

import java.util.function.DoubleBinaryOperator;

/**
 * Figures made of sensitivity and specificity, with intervals put together from those of the two:
 * MOVER, the method of variance estimates recovery (Zou and Donner 2008, Statistics in Medicine
 * 27:1693). The distances from a figure to its bounds are those that each share's bounds would
 * cause alone, added as squares. The shares' own are Jeffreys intervals, since with Wilson's the
 * simulated coverage fell below 0.90.
 *
 * <p>The two count as independent, which images of different patients are. Where a patient has
 * images of both classes, what they have in common is left out.
 */
final class TwoShares {
  private final double sensitivity;
  private final double specificity;
  private final Interval ofSensitivity;
  private final Interval ofSpecificity;
  private final double confidence;

  TwoShares(Share sensitivity, Share specificity, double confidence) {
    this.sensitivity = sensitivity.value();
    this.specificity = specificity.value();
    this.ofSensitivity = sensitivity.jeffreys(confidence);
    this.ofSpecificity = specificity.jeffreys(confidence);
    this.confidence = confidence;
  }

  double balancedAccuracy() {
    return (sensitivity + specificity) / 2;
  }

  Interval ofBalancedAccuracy() {
    return mover((one, other) -> (one + other) / 2, Metric.BALANCED_ACCURACY);
  }

  /** The Matthews correlation coefficient's interval at that share of positives. */
  Interval ofMcc(double positiveShare) {
    return mover((one, other) -> mcc(one, other, positiveShare), Metric.MCC);
  }

  private static double mcc(double sensitivity, double specificity, double positiveShare) {
    double called = sensitivity * positiveShare + (1 - specificity) * (1 - positiveShare);
    double spread = called * (1 - called);
    return spread <= 0
        ? 0
        : (sensitivity + specificity - 1) * Math.sqrt(positiveShare * (1 - positiveShare) / spread);
  }

  /** For a figure that grows with both. */
  private Interval mover(DoubleBinaryOperator figure, Metric metric) {
    double value = figure.applyAsDouble(sensitivity, specificity);
    double below =
        Math.hypot(
            value - figure.applyAsDouble(ofSensitivity.low(), specificity),
            value - figure.applyAsDouble(sensitivity, ofSpecificity.low()));
    double above =
        Math.hypot(
            figure.applyAsDouble(ofSensitivity.high(), specificity) - value,
            figure.applyAsDouble(sensitivity, ofSpecificity.high()) - value);
    return new Interval(
        Math.max(metric.lowest(), value - below),
        Math.min(metric.highest(), value + above),
        confidence,
        Method.MOVER);
  }

  /** Bayes' theorem. NaN where nothing would be predicted positive. */
  double ppv(double prevalence) {
    double right = sensitivity * prevalence;
    return right / (right + (1 - specificity) * (1 - prevalence));
  }

  /** Bayes' theorem. NaN where nothing would be predicted negative. */
  double npv(double prevalence) {
    double right = specificity * (1 - prevalence);
    return right / (right + (1 - sensitivity) * prevalence);
  }

  /** From the interval of (1 - specificity) / sensitivity, which PPV falls with. */
  Interval ofPpv(double prevalence) {
    return predictive(
        1 - specificity,
        flipped(ofSpecificity),
        sensitivity,
        ofSensitivity,
        (1 - prevalence) / prevalence);
  }

  /** From the interval of (1 - sensitivity) / specificity, which NPV falls with. */
  Interval ofNpv(double prevalence) {
    return predictive(
        1 - sensitivity,
        flipped(ofSensitivity),
        specificity,
        ofSpecificity,
        prevalence / (1 - prevalence));
  }

  private static Interval flipped(Interval interval) {
    return new Interval(
        1 - interval.high(), 1 - interval.low(), interval.confidence(), interval.method());
  }

  /** 1 / (1 + odds × ratio of wrong to right), with MOVER's bounds for the ratio. */
  private Interval predictive(
      double wrong, Interval ofWrong, double right, Interval ofRight, double odds) {
    double low = ratioBound(wrong, ofWrong.low(), right, ofRight.high(), -1);
    double high = ratioBound(wrong, ofWrong.high(), right, ofRight.low(), 1);
    return new Interval(1 / (1 + odds * high), 1 / (1 + odds * low), confidence, Method.MOVER);
  }

  /**
   * A bound of a / b from bounds of a and b (Donner and Zou 2012, Statistical Methods in Medical
   * Research 21:347, equation 9); infinite where the bound of b is 0.
   */
  private static double ratioBound(double a, double boundA, double b, double boundB, int sign) {
    double denominator = boundB * (2 * b - boundB);
    if (denominator <= 0) {
      return sign > 0 ? Double.POSITIVE_INFINITY : 0;
    }
    double root = Math.pow(a * b, 2) - boundA * (2 * a - boundA) * denominator;
    return Math.max(0, (a * b + sign * Math.sqrt(Math.max(0, root))) / denominator);
  }
}
