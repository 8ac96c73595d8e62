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
  private final AugmentationSettings settings;
  private final Seed seed;
  private final int width;
  private final int height;
  private final ThreadLocal<float[]> scratch;

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
    this.scratch = ThreadLocal.withInitial(() -> new float[width * height]);
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
      brighten(pixels, (float) brightness, target, offset);
    } else {
      float[] bright = scratch.get();
      brighten(pixels, (float) brightness, bright, 0);
      warp(bright, Math.toRadians(angle), shiftX, shiftY, zoom, target, offset);
    }
    clip(target, offset);
  }

  /** Uniform in [-1, 1). */
  private static double symmetric(RandomGenerator random) {
    return 2 * random.nextDouble() - 1;
  }

  /** Not clipped yet: clipping comes last. */
  private void brighten(byte[] pixels, float factor, float[] target, int offset) {
    float[] levels = new float[256];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = i / 255f * factor;
    }
    for (int i = 0; i < width * height; i++) {
      target[offset + i] = levels[pixels[i] & 0xFF];
    }
  }

  private void clip(float[] target, int offset) {
    for (int i = offset; i < offset + width * height; i++) {
      target[i] = Math.min(1f, target[i]);
    }
  }

  private void warp(
      float[] source,
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
    float startX = (float) (-centreX - shiftX);
    float startY = (float) (-centreY - shiftY);
    for (int y = 0; y < height; y++) {
      float fromX = centreX + sin * (startY + y) + cos * startX;
      float fromY = centreY + cos * (startY + y) - sin * startX;
      warpRow(source, fromX, fromY, cos, -sin, target, offset + y * width);
    }
  }

  /** Samples along a line: from (fromX, fromY) in steps of (stepX, stepY). */
  private void warpRow(
      float[] source,
      float fromX,
      float fromY,
      float stepX,
      float stepY,
      float[] target,
      int offset) {
    float right = width - 1;
    float bottom = height - 1;
    // The last pixel whose right or lower neighbour exists.
    int lastX = Math.max(0, width - 2);
    int lastY = Math.max(0, height - 2);
    int next = Math.min(1, width - 1);
    int below = height > 1 ? width : 0;
    for (int x = 0; x < width; x++) {
      float sourceX = within(fromX + stepX * x, right);
      float sourceY = within(fromY + stepY * x, bottom);
      int x0 = Math.min((int) sourceX, lastX);
      int y0 = Math.min((int) sourceY, lastY);
      float shareX = sourceX - x0;
      float shareY = sourceY - y0;
      int at = y0 * width + x0;
      float upper = source[at] + (source[at + next] - source[at]) * shareX;
      float lower = source[at + below] + (source[at + below + next] - source[at + below]) * shareX;
      target[offset + x] = upper + (lower - upper) * shareY;
    }
  }

  /** Clamps to [0, most]; by comparisons, which are quicker than Math.min and Math.max here. */
  private static float within(float value, float most) {
    return value < 0f ? 0f : value > most ? most : value;
  }
}
