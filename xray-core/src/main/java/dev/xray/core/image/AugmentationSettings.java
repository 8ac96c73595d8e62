package dev.xray.core.image;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param foreignBorder width of the frame that an image gets from another training image, as a
 *     share of width and height, in [0, {@value #MAX_BORDER}]: what stands there then says nothing
 *     of the class (after Xiao et al. 2021, who exchange backgrounds). JSON leaves it out where it
 *     is 0, so that digests without it stay the same
 */
public record AugmentationSettings(
    double rotation,
    double brightnessLow,
    double brightnessHigh,
    double shift,
    double zoom,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) double foreignBorder) {
  /** Widest {@link #foreignBorder()}: a fifth of width and height stays the image's own. */
  public static final double MAX_BORDER = 0.4;

  /** No change at all. */
  public static final AugmentationSettings NONE = new AugmentationSettings(0, 1, 1, 0, 0);

  /** Every image keeps its border. */
  public AugmentationSettings(
      double rotation, double brightnessLow, double brightnessHigh, double shift, double zoom) {
    this(rotation, brightnessLow, brightnessHigh, shift, zoom, 0);
  }

  /** The article's: rotation within 15 degrees, brightness within 20%. */
  public static AugmentationSettings article() {
    return new AugmentationSettings(15, 0.8, 1.2, 0, 0);
  }

  /**
   * Checks the ranges.
   *
   * @throws SettingException if rotation is not in [0, 180], a brightness is negative or the lowest
   *     above the highest, shift or zoom is not in [0, 1), or the foreign border not in [0, {@value
   *     #MAX_BORDER}]
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
    if (!(foreignBorder >= 0 && foreignBorder <= MAX_BORDER)) {
      throw new SettingException(
          "augmentation.foreignBorder",
          "is " + foreignBorder + ", but must be from 0 to " + MAX_BORDER + ".");
    }
  }

  /** The same, but every image keeps its border. */
  public AugmentationSettings withOwnBorder() {
    return new AugmentationSettings(rotation, brightnessLow, brightnessHigh, shift, zoom);
  }

  private static void validateShare(String setting, double share) throws SettingException {
    if (!(share >= 0 && share < 1)) {
      throw new SettingException(
          setting, "is " + share + ", but must be from 0 to less than 1: a share, not pixels.");
    }
  }
}
