package dev.xray.core.audit.facts;

import dev.xray.core.codec.GreyImage;

/** A region of an image, white on black. */
final class Mask {
  private static final int WHITE = 128;

  private Mask() {}

  /**
   * Where an image's mask lies, a margin added all around.
   *
   * @param mask of any size; stretched to the image's
   * @param width of the image
   * @param height of the image
   * @param margin share of the image's longer side by which it is dilated, with a square
   * @return rows from the top
   */
  static boolean[] dilated(GreyImage mask, int width, int height, double margin) {
    boolean[] inside = new boolean[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int maskX = (int) ((long) x * mask.width() / width);
        int maskY = (int) ((long) y * mask.height() / height);
        inside[y * width + x] = mask.at(maskX, maskY) >= WHITE;
      }
    }
    int radius = (int) Math.ceil(margin * Math.max(width, height));
    boolean[] rows = spread(inside, height, width, width, 1, radius);
    return spread(rows, width, height, 1, width, radius);
  }

  /** Along lines: a pixel is in where one at most {@code radius} away on its line was. */
  private static boolean[] spread(
      boolean[] in, int lines, int length, int betweenLines, int step, int radius) {
    boolean[] out = new boolean[in.length];
    for (int line = 0; line < lines; line++) {
      int start = line * betweenLines;
      int last = -1;
      for (int i = 0; i < length; i++) {
        if (in[start + i * step]) {
          for (int j = Math.max(last + 1, i - radius); j <= Math.min(length - 1, i + radius); j++) {
            out[start + j * step] = true;
          }
          last = Math.min(length - 1, i + radius);
        }
      }
    }
    return out;
  }
}
