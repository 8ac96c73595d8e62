package dev.xray.core.image;

import dev.xray.core.Seed;
import java.util.random.RandomGenerator;

/**
 * Draws and applies the random changes to a training image. Thread-safe.
 *
 * <p>The result is a pure function of settings, seed, epoch and image number, the same on every
 * platform and for every number of threads: plain Java arithmetic, sine and cosine from {@link
 * StrictMath}.
 *
 * <p>An output pixel (x, y) is sampled bilinearly at c + R (x - c - s), where c is the centre
 * ((width - 1) / 2, (height - 1) / 2), s the shift and R the inverse of rotation and zoom; outside
 * of the image its nearest pixel counts. Five numbers are drawn in a fixed order, whichever changes
 * are switched on: angle, brightness, horizontal shift, vertical shift, zoom.
 */
public final class Augmenter {
  private static final float[] UNIT = new float[256];

  static {
    for (int i = 0; i < UNIT.length; i++) {
      UNIT[i] = i / 255f;
    }
  }

  private final AugmentationSettings settings;
  private final Seed seed;
  private final int width;
  private final int height;

  /**
   * Constructs an augmenter.
   *
   * @param settings valid ones
   * @param seed of every draw
   * @param width of the images
   * @param height of the images
   */
  public Augmenter(AugmentationSettings settings, Seed seed, int width, int height) {
    this.settings = settings;
    this.seed = seed;
    this.width = width;
    this.height = height;
  }

  /**
   * Changes one image.
   *
   * @param pixels rows from the top, {@code width * height} unsigned bytes; not changed
   * @param epoch from 1
   * @param image number of the image in its part
   * @param target receives {@code width * height} values in [0, 1]
   * @param offset where they begin in {@code target}
   */
  public void apply(byte[] pixels, int epoch, int image, float[] target, int offset) {
    RandomGenerator random = seed.random("augmentation", epoch, image);
    double angle = settings.rotation() * symmetric(random);
    double brightness =
        settings.brightnessLow()
            + (settings.brightnessHigh() - settings.brightnessLow()) * random.nextDouble();
    double shiftX = settings.shift() * width * symmetric(random);
    double shiftY = settings.shift() * height * symmetric(random);
    double zoom = 1 + settings.zoom() * symmetric(random);
    if (angle == 0 && shiftX == 0 && shiftY == 0 && zoom == 1) {
      copy(pixels, target, offset);
    } else {
      warp(pixels, Math.toRadians(angle), shiftX, shiftY, zoom, target, offset);
    }
    if (brightness != 1) {
      brighten((float) brightness, target, offset);
    }
  }

  /** Uniform in [-1, 1). */
  private static double symmetric(RandomGenerator random) {
    return 2 * random.nextDouble() - 1;
  }

  private void copy(byte[] pixels, float[] target, int offset) {
    for (int i = 0; i < width * height; i++) {
      target[offset + i] = UNIT[pixels[i] & 0xFF];
    }
  }

  private void brighten(float factor, float[] target, int offset) {
    for (int i = offset; i < offset + width * height; i++) {
      target[i] = Math.min(1f, target[i] * factor);
    }
  }

  private void warp(
      byte[] pixels,
      double radians,
      double shiftX,
      double shiftY,
      double zoom,
      float[] target,
      int offset) {
    float cos = (float) (StrictMath.cos(radians) / zoom);
    float sin = (float) (StrictMath.sin(radians) / zoom);
    float centreX = (width - 1) / 2f;
    float centreY = (height - 1) / 2f;
    int maxX = Math.max(0, width - 2);
    int maxY = Math.max(0, height - 2);
    int right = width > 1 ? 1 : 0;
    int below = height > 1 ? width : 0;
    for (int y = 0; y < height; y++) {
      float dy = (float) (y - centreY - shiftY);
      float rowX = centreX + sin * dy;
      float rowY = centreY + cos * dy;
      for (int x = 0; x < width; x++) {
        float dx = (float) (x - centreX - shiftX);
        float sourceX = Math.min(Math.max(rowX + cos * dx, 0f), width - 1f);
        float sourceY = Math.min(Math.max(rowY - sin * dx, 0f), height - 1f);
        int x0 = Math.min((int) sourceX, maxX);
        int y0 = Math.min((int) sourceY, maxY);
        float fx = sourceX - x0;
        float fy = sourceY - y0;
        int at = y0 * width + x0;
        float upper = lerp(pixels[at] & 0xFF, pixels[at + right] & 0xFF, fx);
        float lower = lerp(pixels[at + below] & 0xFF, pixels[at + below + right] & 0xFF, fx);
        target[offset + y * width + x] = (upper + (lower - upper) * fy) / 255f;
      }
    }
  }

  private static float lerp(int a, int b, float share) {
    return a + (b - a) * share;
  }
}
