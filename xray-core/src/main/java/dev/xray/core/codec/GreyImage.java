package dev.xray.core.codec;

/**
 * An 8-bit grey image.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param pixels rows from the top, {@code width * height} unsigned bytes, 0 black; not copied:
 *     treat as immutable
 */
@SuppressWarnings("ArrayRecordComponent")
public record GreyImage(int width, int height, byte[] pixels) {
  /** Checks the sizes. */
  public GreyImage {
    if (width < 1 || height < 1 || pixels.length != width * height) {
      throw new IllegalArgumentException(
          width + " x " + height + " pixels do not fit an array of " + pixels.length);
    }
  }

  /** By how much the ratios of width to height of pictures of one shape may differ. */
  private static final double SHAPE = 0.02;

  /** Whether a picture, of whatever size, is of this one's ratio of width to height, within 2%. */
  public boolean hasShapeOf(GreyImage other) {
    double own = (double) width / height;
    double others = (double) other.width / other.height;
    return Math.abs(own / others - 1) <= SHAPE;
  }

  /** Grey level at a position, 0 to 255. */
  public int at(int x, int y) {
    return pixels[y * width + x] & 0xFF;
  }
}
