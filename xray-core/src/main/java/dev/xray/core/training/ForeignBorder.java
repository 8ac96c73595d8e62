package dev.xray.core.training;

import dev.xray.core.Seed;
import dev.xray.core.image.AugmentationSettings;
import dev.xray.core.image.Augmenter;
import dev.xray.core.image.Pixels;

/**
 * Gives each training image the outermost frame of another one, which is drawn from all training
 * images, of either class, anew in every epoch. The image itself is one of them: without it, frames
 * would go with the other class, if ever so little. Both are augmented before. Not thread-safe.
 */
final class ForeignBorder {
  private final Pixels images;
  private final Augmenter augmenter;
  private final Seed seed;
  private final int left;
  private final int top;
  private final byte[] pixels;
  private final float[] augmented;

  /**
   * Constructs it.
   *
   * @param images to learn from
   * @param settings width of the frame; 0: every image keeps its own
   * @param augmenter of all images
   * @param seed of every draw
   */
  ForeignBorder(Pixels images, AugmentationSettings settings, Augmenter augmenter, Seed seed) {
    this.images = images;
    this.augmenter = augmenter;
    this.seed = seed;
    this.left = (int) Math.round(settings.foreignBorder() * images.width());
    this.top = (int) Math.round(settings.foreignBorder() * images.height());
    this.pixels = new byte[images.width() * images.height()];
    this.augmented = new float[pixels.length];
  }

  /**
   * Changes the frame of an augmented image.
   *
   * @param epoch from 1
   * @param image its number
   * @param target holds it
   * @param offset where it begins in {@code target}
   */
  void apply(int epoch, int image, float[] target, int offset) {
    if (left == 0 && top == 0) {
      return;
    }
    int other = seed.random("foreign border", epoch, image).nextInt(images.size());
    images.read(other, pixels);
    augmenter.apply(pixels, epoch, other, augmented, 0);
    int width = images.width();
    int height = images.height();
    for (int y = 0; y < height; y++) {
      int row = y * width;
      if (y < top || y >= height - top) {
        System.arraycopy(augmented, row, target, offset + row, width);
      } else {
        int right = row + width - left;
        System.arraycopy(augmented, row, target, offset + row, left);
        System.arraycopy(augmented, right, target, offset + right, left);
      }
    }
  }
}
