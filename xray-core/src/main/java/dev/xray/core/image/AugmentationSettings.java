package dev.xray.core.image;

import dev.xray.core.SettingException;

/**
 * Random changes to a training image, drawn anew in every epoch.
 *
 * @param rotation largest rotation in degrees, uniform in [-rotation, rotation], about the centre,
 *     border replicated
 * @param brightnessLow smallest brightness factor
 * @param brightnessHigh largest brightness factor; uniform in [low, high], result clipped to [0, 1]
 * @param shift largest shift as a share of width and height, uniform, border replicated
 * @param zoom largest change of scale, uniform in [1 - zoom, 1 + zoom]
 */
public record AugmentationSettings(
    double rotation, double brightnessLow, double brightnessHigh, double shift, double zoom) {
  /** No change at all. */
  public static final AugmentationSettings NONE = new AugmentationSettings(0, 1, 1, 0, 0);

  /** The article's: rotation within 15 degrees, brightness within 20%. */
  public static AugmentationSettings article() {
    return new AugmentationSettings(15, 0.8, 1.2, 0, 0);
  }

  /**
   * Checks the ranges.
   *
   * @throws SettingException if rotation is not in [0, 180], a brightness is negative or the lowest
   *     above the highest, shift or zoom is not in [0, 1)
   */
  public void validate() throws SettingException {
    if (!(rotation >= 0 && rotation <= 180)) {
      throw new SettingException(
          "augmentation.rotation", "is " + rotation + ", but must be from 0 to 180 degrees.");
    }
    if (!(brightnessLow >= 0 && brightnessLow < Double.POSITIVE_INFINITY)) {
      throw new SettingException(
          "augmentation.brightnessLow", "is " + brightnessLow + ", but must be 0 or more.");
    }
    if (!(brightnessHigh >= brightnessLow && brightnessHigh < Double.POSITIVE_INFINITY)) {
      throw new SettingException(
          "augmentation.brightnessHigh",
          "is "
              + brightnessHigh
              + ", but must be at least augmentation.brightnessLow, "
              + brightnessLow
              + ".");
    }
    validateShare("augmentation.shift", shift);
    validateShare("augmentation.zoom", zoom);
  }

  private static void validateShare(String setting, double share) throws SettingException {
    if (!(share >= 0 && share < 1)) {
      throw new SettingException(
          setting, "is " + share + ", but must be from 0 to less than 1: a share, not pixels.");
    }
  }
}
