package dev.xray.core.pipeline;

import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.LogitCase;
import dev.xray.core.evaluation.TemperatureScaling;
import dev.xray.core.model.ModelCalibration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Calibrates what a network says, from the images that were kept for it. Pure arithmetic. */
final class Calibrator {
  private Calibrator() {}

  /**
   * Fits a temperature.
   *
   * @param validation what the network says of the validation images, without calibration
   * @return empty where no temperature is best, see {@link #notFitted}
   */
  static Optional<ModelCalibration> fit(List<LogitCase> validation) {
    OptionalDouble temperature = TemperatureScaling.fit(validation);
    return temperature.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ModelCalibration(
                ModelCalibration.TEMPERATURE,
                temperature.getAsDouble(),
                Part.VALIDATION.name().toLowerCase(Locale.ROOT),
                validation.size(),
                TemperatureScaling.logLoss(validation, 1),
                TemperatureScaling.logLoss(validation, temperature.getAsDouble())));
  }

  /** What to tell the user where nothing was fitted. */
  static String notFitted(int images) {
    return "The probabilities are not calibrated: no temperature is best for the "
        + images
        + " validation images. Either the network tells them apart without an error, or not at"
        + " all.";
  }
}
