package dev.xray.core.evaluation.gate;

import dev.xray.core.SettingException;
import dev.xray.core.evaluation.Metric;
import java.util.Optional;

/**
 * Metrics of one of the two classes. An evaluation holds those of the positive class; those of the
 * negative class are other metrics of the same table: its sensitivity is specificity.
 *
 * @param negative name of the class
 * @param positive name of the class
 */
record OfClass(String negative, String positive) {
  /**
   * The metric in the evaluation that is {@code metric} of a class.
   *
   * @param setting for errors
   */
  Metric apply(Metric metric, Optional<String> ofClass, String setting) throws SettingException {
    if (ofClass.isEmpty()) {
      return metric;
    }
    if (!ofClass.get().equals(negative) && !ofClass.get().equals(positive)) {
      throw new SettingException(
          setting,
          "is '" + ofClass.get() + "', but the classes are " + negative + " and " + positive + ".");
    }
    return switch (metric) {
      case ACCURACY, BALANCED_ACCURACY, MCC, ROC_AUC, LOG_LOSS, BRIER, ECE ->
          throw new SettingException(
              setting,
              "has no place here: " + metric.key() + " speaks of both classes. Leave it out.");
      default -> ofClass.get().equals(positive) ? metric : mirrored(metric, setting);
    };
  }

  private Metric mirrored(Metric metric, String setting) throws SettingException {
    return switch (metric) {
      case SENSITIVITY -> Metric.SPECIFICITY;
      case SPECIFICITY -> Metric.SENSITIVITY;
      case PPV -> Metric.NPV;
      case NPV -> Metric.PPV;
      case PPV_AT_PREVALENCE -> Metric.NPV_AT_PREVALENCE;
      case NPV_AT_PREVALENCE -> Metric.PPV_AT_PREVALENCE;
      default ->
          throw new SettingException(
              setting,
              "is "
                  + negative
                  + ", but "
                  + metric.key()
                  + " is evaluated for "
                  + positive
                  + " alone. Gate sensitivity and ppv of "
                  + negative
                  + " instead.");
    };
  }
}
