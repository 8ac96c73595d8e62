package dev.xray.core.report;

import dev.xray.core.model.ModelCalibration;
import java.util.Optional;

/**
 * How the probabilities of one model of a cross-validation were calibrated, on the validation part
 * of its own.
 *
 * @param asked whether the recipe calibrates
 * @param fitted what was fitted; empty where it was not asked for, or no temperature was best
 */
public record FoldCalibration(boolean asked, Optional<ModelCalibration> fitted) {
  /** Where the recipe does not calibrate. */
  public static final FoldCalibration NOT_ASKED = new FoldCalibration(false, Optional.empty());

  /** By which logits are divided; 1 where they are not calibrated. */
  public double temperature() {
    return fitted.map(ModelCalibration::temperature).orElse(1.0);
  }
}
