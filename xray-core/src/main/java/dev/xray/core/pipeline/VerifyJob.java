package dev.xray.core.pipeline;

import dev.xray.core.SettingException;
import dev.xray.core.runtime.RuntimeSettings;
import java.nio.file.Path;

/**
 * Which model to verify; can be written to and read from JSON.
 *
 * @param model the model bundle: a jar, or a folder with its content
 * @param pixelTolerance largest difference of a preprocessed pixel that passes, in grey levels from
 *     0 to 255
 * @param probabilityTolerance largest difference of a probability that passes, from 0 to 1
 * @param folder where {@code verification.json} is written
 * @param runtime device, threads, oneDNN
 */
public record VerifyJob(
    Path model,
    int pixelTolerance,
    double probabilityTolerance,
    Path folder,
    RuntimeSettings runtime) {
  /** Decoders may round differently from platform to platform. */
  public static final int PIXEL_TOLERANCE = 1;

  /** Far above what kernels and threads change, far below what changes a decision. */
  public static final double PROBABILITY_TOLERANCE = 1e-4;

  /**
   * Checks the ranges.
   *
   * @throws SettingException naming what is out of range
   */
  public void validate() throws SettingException {
    if (pixelTolerance < 0 || pixelTolerance > 255) {
      throw new SettingException(
          "pixelTolerance", "is " + pixelTolerance + ", but must be from 0 to 255 grey levels.");
    }
    if (!(probabilityTolerance >= 0 && probabilityTolerance <= 1)) {
      throw new SettingException(
          "probabilityTolerance", "is " + probabilityTolerance + ", but must be from 0 to 1.");
    }
    runtime.validate();
  }
}
