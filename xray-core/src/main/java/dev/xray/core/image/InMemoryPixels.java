package dev.xray.core.image;

import dev.xray.core.codec.GreyImage;
import java.util.List;

/** Pixels on the heap, one byte each. Immutable. */
public final class InMemoryPixels implements Pixels {
  private final int width;
  private final int height;
  private final byte[][] images;
  private final int[] labels;

  private InMemoryPixels(int width, int height, byte[][] images, int[] labels) {
    this.width = width;
    this.height = height;
    this.images = images;
    this.labels = labels;
  }

  /**
   * Pixels of images of one size; shares their arrays.
   *
   * @param width of each image
   * @param height of each image
   * @param images of that size
   * @param labels 0 or 1, one for each image
   * @throws IllegalArgumentException if an image has another size, or there is not one label each
   */
  public static InMemoryPixels of(
      int width, int height, List<GreyImage> images, List<Integer> labels) {
    if (images.size() != labels.size()) {
      throw new IllegalArgumentException(
          images.size() + " images, but " + labels.size() + " labels");
    }
    for (GreyImage image : images) {
      if (image.width() != width || image.height() != height) {
        throw new IllegalArgumentException(
            image.width() + " x " + image.height() + " is not " + width + " x " + height);
      }
    }
    return new InMemoryPixels(
        width,
        height,
        images.stream().map(GreyImage::pixels).toArray(byte[][]::new),
        labels.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public InMemoryPixels select(List<Integer> indices) {
    return new InMemoryPixels(
        width,
        height,
        indices.stream().map(index -> images[index]).toArray(byte[][]::new),
        indices.stream().mapToInt(index -> labels[index]).toArray());
  }

  /** An image; shares its pixels. */
  @Override
  public GreyImage image(int index) {
    return new GreyImage(width, height, images[index]);
  }

  @Override
  public int size() {
    return images.length;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public void read(int index, byte[] target) {
    System.arraycopy(images[index], 0, target, 0, width * height);
  }
}
