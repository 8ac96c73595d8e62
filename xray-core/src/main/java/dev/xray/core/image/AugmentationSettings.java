package dev.xray.core.image;

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
}
