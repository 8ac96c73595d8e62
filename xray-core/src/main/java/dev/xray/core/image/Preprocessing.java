package dev.xray.core.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.xray.core.SettingException;

/**
 * From a decoded grey image to the network's input: crop, equalise, resize, then scale to [0, 1].
 * Travels with the model.
 *
 * @param equalization contrast step before resizing
 * @param fit how the image is fitted to the network's shape
 * @param resampling interpolation
 * @param width of the result in pixels
 * @param height of the result in pixels
 * @param crop share of the width that is cut off left and right each, and of the height above and
 *     below, in [0, {@value #MAX_CROP}], before anything else; JSON leaves it out where it is 0, so
 *     that models without it stay the same bytes
 */
public record Preprocessing(
    Equalization equalization,
    Fit fit,
    Resampling resampling,
    int width,
    int height,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) double crop) {
  /** Smallest width and height. */
  public static final int MIN_SIZE = 8;

  /** Largest width and height. */
  public static final int MAX_SIZE = 4096;

  /** Largest share that is cut off a side: a fifth of the width and of the height are left. */
  public static final double MAX_CROP = 0.4;

  /** Without cropping. */
  public Preprocessing(
      Equalization equalization, Fit fit, Resampling resampling, int width, int height) {
    this(equalization, fit, resampling, width, height, 0);
  }

  /** The article's: equalizeHist, then stretched bilinearly to 200 x 200. */
  public static Preprocessing article() {
    return new Preprocessing(Equalization.HISTOGRAM, Fit.STRETCH, Resampling.BILINEAR, 200, 200);
  }

  /**
   * Checks the ranges.
   *
   * @throws SettingException if width or height is not from {@value #MIN_SIZE} to {@value
   *     #MAX_SIZE}, or the crop not from 0 to {@value #MAX_CROP}
   */
  public void validate() throws SettingException {
    validate("preprocessing.width", width);
    validate("preprocessing.height", height);
    if (!(crop >= 0 && crop <= MAX_CROP)) {
      throw new SettingException(
          "preprocessing.crop", "is " + crop + ", but must be from 0 to " + MAX_CROP + ".");
    }
  }

  /** The same cropping and fitting, for a mask: nothing is equalised. */
  public Preprocessing ofMask(Resampling resampled) {
    return new Preprocessing(Equalization.NONE, fit, resampled, width, height, crop);
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
