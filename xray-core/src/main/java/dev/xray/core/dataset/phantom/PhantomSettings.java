package dev.xray.core.dataset.phantom;

import dev.xray.core.SettingException;

/**
 * What phantoms are made. The names of the settings in errors are {@code phantom.images} and so on.
 *
 * @param images number of images, 2 to 100,000
 * @param imagesPerPatient most images of one patient, 1 to 9; each patient has between one and that
 *     many, drawn uniformly
 * @param positives share of images with opacities, strictly between 0 and 1; the number of positive
 *     images is {@code images * positives} rounded, at least one and not all
 * @param size nominal side of an image in pixels, 64 to 4,096; width and height each vary by a
 *     tenth
 * @param visibility strength of the opacities, 0 to 5; 1 is the default, at 0 they cannot be seen
 *     (but stay in the masks)
 * @param apShare share of images with the view {@code AP} instead of {@code PA}, 0 to 1,
 *     independent of the label
 * @param shortcut whether a corner marker goes with the label
 * @param markerOnPositives probability of that marker on a positive where it is planted, 0 to 1
 * @param markerOnNegatives probability of that marker on a negative where it is planted, 0 to 1
 */
public record PhantomSettings(
    int images,
    int imagesPerPatient,
    double positives,
    int size,
    double visibility,
    double apShare,
    Shortcut shortcut,
    double markerOnPositives,
    double markerOnNegatives) {

  /**
   * The settings on which every published figure was measured. They are frozen: a change of any of
   * them, or of the generator's pictures, means measuring anew.
   */
  public static PhantomSettings defaults() {
    return new PhantomSettings(480, 3, 0.5, 320, 1, 0.15, Shortcut.OFF, 0.95, 0.05);
  }

  /** The same settings with another number of images. */
  public PhantomSettings withImages(int number) {
    return new PhantomSettings(
        number,
        imagesPerPatient,
        positives,
        size,
        visibility,
        apShare,
        shortcut,
        markerOnPositives,
        markerOnNegatives);
  }

  /** The same settings with another nominal side in pixels. */
  public PhantomSettings withSize(int pixels) {
    return new PhantomSettings(
        images,
        imagesPerPatient,
        positives,
        pixels,
        visibility,
        apShare,
        shortcut,
        markerOnPositives,
        markerOnNegatives);
  }

  /** The same settings with another strength of the opacities. */
  public PhantomSettings withVisibility(double strength) {
    return new PhantomSettings(
        images,
        imagesPerPatient,
        positives,
        size,
        strength,
        apShare,
        shortcut,
        markerOnPositives,
        markerOnNegatives);
  }

  /** The same settings with another shortcut. */
  public PhantomSettings withShortcut(Shortcut other) {
    return new PhantomSettings(
        images,
        imagesPerPatient,
        positives,
        size,
        visibility,
        apShare,
        other,
        markerOnPositives,
        markerOnNegatives);
  }

  /**
   * Checks every setting.
   *
   * @throws SettingException naming the first one that cannot be used
   */
  void check() throws SettingException {
    within("phantom.images", images, 2, 100_000);
    within("phantom.imagesPerPatient", imagesPerPatient, 1, 9);
    if (!(positives > 0 && positives < 1)) {
      throw new SettingException(
          "phantom.positives", "is " + positives + ", but must be greater than 0 and less than 1.");
    }
    within("phantom.size", size, 64, 4096);
    within("phantom.visibility", visibility, 0, 5);
    within("phantom.apShare", apShare, 0, 1);
    within("phantom.markerOnPositives", markerOnPositives, 0, 1);
    within("phantom.markerOnNegatives", markerOnNegatives, 0, 1);
  }

  /** Number of positive images. */
  int positiveImages() {
    return (int) Math.max(1, Math.min(images - 1L, Math.round(images * positives)));
  }

  /** Probability of the planted marker on an image. */
  double markerProbability(boolean positive) {
    return switch (shortcut) {
      case OFF -> 0;
      case PLANTED -> positive ? markerOnPositives : markerOnNegatives;
      case REVERSED -> positive ? markerOnNegatives : markerOnPositives;
    };
  }

  private static void within(String setting, int value, int low, int high) throws SettingException {
    if (value < low || value > high) {
      throw new SettingException(
          setting, "is " + value + ", but must be between " + low + " and " + high + ".");
    }
  }

  private static void within(String setting, double value, double low, double high)
      throws SettingException {
    if (!(value >= low && value <= high)) {
      throw new SettingException(
          setting,
          "is " + value + ", but must be between " + (int) low + " and " + (int) high + ".");
    }
  }
}
