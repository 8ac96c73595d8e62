package dev.xray.core.image;

import dev.xray.core.codec.GreyImage;
import java.util.List;

/**
 * Preprocessed images of one size with their labels, read by index. Implementations are safe for
 * reading from several threads and may keep the pixels outside the heap.
 */
public interface Pixels {
  /** Number of images. */
  int size();

  /** Width of each in pixels. */
  int width();

  /** Height of each in pixels. */
  int height();

  /** Label of an image: 0 negative, 1 positive. */
  int label(int index);

  /**
   * Copies the pixels of an image.
   *
   * @param index 0 to size - 1
   * @param target receives {@code width * height} unsigned bytes, rows from the top
   */
  void read(int index, byte[] target);

  /** Some of the images, in the order given, such as those of one part; shares their pixels. */
  default Pixels select(List<Integer> indices) {
    return new SelectedPixels(this, indices);
  }

  /** An image, copied. */
  default GreyImage image(int index) {
    byte[] pixels = new byte[width() * height()];
    read(index, pixels);
    return new GreyImage(width(), height(), pixels);
  }
}
