package dev.xray.core.image;

import dev.xray.core.SettingException;

/**
 * From a decoded grey image to the network's input: equalise, then resize, then scale to [0, 1].
 * Travels with the model.
 *
 * @param equalization contrast step before resizing
 * @param fit how the image is fitted to the network's shape
 * @param resampling interpolation
 * @param width of the result in pixels
 * @param height of the result in pixels
 */
public record Preprocessing(
    Equalization equalization, Fit fit, Resampling resampling, int width, int height) {
  /** Smallest width and height. */
  public static final int MIN_SIZE = 8;

  /** Largest width and height. */
  public static final int MAX_SIZE = 4096;

  /** The article's: equalizeHist, then stretched bilinearly to 200 x 200. */
  public static Preprocessing article() {
    return new Preprocessing(Equalization.HISTOGRAM, Fit.STRETCH, Resampling.BILINEAR, 200, 200);
  }

  /**
   * Checks the ranges.
   *
   * @throws SettingException if width or height is not from {@value #MIN_SIZE} to {@value
   *     #MAX_SIZE}
   */
  public void validate() throws SettingException {
    validate("preprocessing.width", width);
    validate("preprocessing.height", height);
  }

  private static void validate(String setting, int size) throws SettingException {
    if (size < MIN_SIZE || size > MAX_SIZE) {
      throw new SettingException(
          setting,
          "is " + size + ", but must be from " + MIN_SIZE + " to " + MAX_SIZE + " pixels.");
    }
  }

  /** Contrast step. */
  public enum Equalization {
    /** Grey levels as decoded. */
    NONE,
    /** Global histogram equalisation, as OpenCV's {@code equalizeHist}. */
    HISTOGRAM,
    /**
     * Contrast-limited adaptive equalisation, OpenCV's {@code CLAHE} with clip limit 2 and 8 x 8
     * tiles.
     */
    CLAHE
  }

  /** How an image of another shape is fitted. */
  public enum Fit {
    /** Width and height are scaled independently: the aspect is not kept (the article). */
    STRETCH,
    /** The aspect is kept; the rest is black. */
    LETTERBOX
  }

  /** Interpolation. */
  public enum Resampling {
    /** Half-pixel bilinear without antialiasing, as OpenCV's {@code INTER_LINEAR} (the article). */
    BILINEAR,
    /** Pixel-area average when shrinking, as OpenCV's {@code INTER_AREA}. */
    AREA
  }
}
