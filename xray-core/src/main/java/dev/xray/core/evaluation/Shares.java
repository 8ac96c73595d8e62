package dev.xray.core.evaluation;

import java.util.OptionalDouble;

/** Figures of a confusion matrix as plain numbers; NaN where one is undefined. */
final class Shares {
  private Shares() {}

  /**
   * One figure, see {@link Metric}.
   *
   * @param prevalence for the predictive values at a prevalence; NaN without
   */
  static double of(Metric metric, ConfusionMatrix cases, OptionalDouble prevalence) {
    double tp = cases.truePositives();
    double fn = cases.falseNegatives();
    double fp = cases.falsePositives();
    double tn = cases.trueNegatives();
    double sensitivity = tp / (tp + fn);
    double specificity = tn / (tn + fp);
    double sick = prevalence.orElse(Double.NaN);
    return switch (metric) {
      case SENSITIVITY -> sensitivity;
      case SPECIFICITY -> specificity;
      case PPV -> tp / (tp + fp);
      case NPV -> tn / (tn + fn);
      case PPV_AT_PREVALENCE -> share(sensitivity * sick, (1 - specificity) * (1 - sick));
      case NPV_AT_PREVALENCE -> share(specificity * (1 - sick), (1 - sensitivity) * sick);
      case ACCURACY -> (tp + tn) / cases.total();
      case BALANCED_ACCURACY -> (sensitivity + specificity) / 2;
      case F1 -> 2 * tp / (2 * tp + fp + fn);
      case MCC -> (tp * tn - fp * fn) / Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
      default -> throw new IllegalArgumentException(metric.key() + " is not of a threshold");
    };
  }

  private static double share(double right, double wrong) {
    return right / (right + wrong);
  }
}
