package dev.xray.core.audit.probe;

import dev.xray.core.codec.GreyImage;
import java.util.function.IntPredicate;

/**
 * A part of a picture, as the network sees it: which pixels belong to it. Pure; all methods make
 * new images.
 */
final class Region {
  /** Share of width and height that the outermost frame takes on each side. */
  static final double BORDER = 0.08;

  /** Share of width and height outside the central two thirds, on each side; also of a corner. */
  static final double MARGIN = 1 / 6.0;

  private final int width;
  private final int height;
  private final boolean[] inside;

  private Region(int width, int height, boolean[] inside) {
    this.width = width;
    this.height = height;
    this.inside = inside;
  }

  private static Region of(int width, int height, IntPredicate column, IntPredicate row) {
    boolean[] inside = new boolean[width * height];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = column.test(i % width) && row.test(i / width);
    }
    return new Region(width, height, inside);
  }

  /** The central two thirds of width and of height. */
  static Region centre(int width, int height) {
    int x = share(width, MARGIN);
    int y = share(height, MARGIN);
    return of(width, height, i -> i >= x && i < width - x, i -> i >= y && i < height - y);
  }

  /** The outermost 8% of width and of height on each side: a frame. */
  static Region border(int width, int height) {
    int x = share(width, BORDER);
    int y = share(height, BORDER);
    return of(width, height, i -> i >= x && i < width - x, i -> i >= y && i < height - y)
        .complement();
  }

  /** The four corners, each a sixth of width and of height. */
  static Region corners(int width, int height) {
    int x = share(width, MARGIN);
    int y = share(height, MARGIN);
    return of(width, height, i -> i < x || i >= width - x, i -> i < y || i >= height - y);
  }

  /** Where a mask is at least half white. */
  static Region mask(GreyImage mask) {
    boolean[] inside = new boolean[mask.pixels().length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = (mask.pixels()[i] & 0xFF) >= 128;
    }
    return new Region(mask.width(), mask.height(), inside);
  }

  /** At least one pixel, so that a probe of a tiny picture is not without effect. */
  private static int share(int length, double share) {
    return Math.max(1, (int) Math.round(length * share));
  }

  /** Everything else. */
  Region complement() {
    boolean[] outside = new boolean[inside.length];
    for (int i = 0; i < outside.length; i++) {
      outside[i] = !inside[i];
    }
    return new Region(width, height, outside);
  }

  /** With a rim of some pixels around it, also diagonally. */
  Region dilated(int pixels) {
    boolean[] wide = new boolean[inside.length];
    for (int i = 0; i < inside.length; i++) {
      if (inside[i]) {
        int x = i % width;
        for (int k = Math.max(0, x - pixels); k <= Math.min(width - 1, x + pixels); k++) {
          wide[i - x + k] = true;
        }
      }
    }
    boolean[] grown = new boolean[inside.length];
    for (int i = 0; i < inside.length; i++) {
      if (wide[i]) {
        int y = i / width;
        for (int k = Math.max(0, y - pixels); k <= Math.min(height - 1, y + pixels); k++) {
          grown[i + (k - y) * width] = true;
        }
      }
    }
    return new Region(width, height, grown);
  }

  /** Whether it has no pixel. */
  boolean isEmpty() {
    for (boolean pixel : inside) {
      if (pixel) {
        return false;
      }
    }
    return true;
  }

  /**
   * An image whose pixels in this region have one grey level.
   *
   * @param level 0 to 255
   */
  GreyImage fill(GreyImage image, int level) {
    byte[] pixels = image.pixels().clone();
    for (int i = 0; i < inside.length; i++) {
      if (inside[i]) {
        pixels[i] = (byte) level;
      }
    }
    return new GreyImage(width, height, pixels);
  }

  /** An image whose pixels in this region are those of another of the same size. */
  GreyImage take(GreyImage image, GreyImage donor) {
    byte[] pixels = image.pixels().clone();
    for (int i = 0; i < inside.length; i++) {
      if (inside[i]) {
        pixels[i] = donor.pixels()[i];
      }
    }
    return new GreyImage(width, height, pixels);
  }
}
