package dev.xray.core.explanation;

import dev.xray.core.explanation.HeatMap.Point;

/**
 * Pixels of an image.
 *
 * @param width of the image
 * @param height of the image
 * @param inside for each pixel, rows from the top, whether it belongs; not copied: treat as
 *     immutable
 */
@SuppressWarnings("ArrayRecordComponent")
public record Mask(int width, int height, boolean[] inside) {
  /** Checks the number of pixels. */
  public Mask {
    if (inside.length != width * height) {
      throw new IllegalArgumentException(inside.length + " for " + width + " x " + height);
    }
  }

  /** Number of pixels that belong. */
  public int size() {
    int size = 0;
    for (boolean one : inside) {
      size += one ? 1 : 0;
    }
    return size;
  }

  /** Share of the image that belongs, in [0, 1]. */
  public double share() {
    return size() / (double) inside.length;
  }

  /** Whether a pixel's centre that belongs is not farther than a distance from a point. */
  public boolean isNear(Point point, double distance) {
    int reach = (int) Math.ceil(distance) + 1;
    int x = (int) Math.round(point.x());
    int y = (int) Math.round(point.y());
    for (int row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++) {
      for (int column = Math.max(0, x - reach);
          column <= Math.min(width - 1, x + reach);
          column++) {
        if (inside[row * width + column]
            && Math.hypot(column - point.x(), row - point.y()) <= distance) {
          return true;
        }
      }
    }
    return false;
  }

  /** All pixels that are not farther than a distance from one that belongs. */
  public Mask grown(double distance) {
    boolean[] near = new boolean[inside.length];
    for (int i = 0; i < near.length; i++) {
      near[i] = isNear(new Point(i % width, i / width), distance);
    }
    return new Mask(width, height, near);
  }

  /** Mean of all pixels that belong; there must be one. */
  public Point centre() {
    double x = 0;
    double y = 0;
    for (int i = 0; i < inside.length; i++) {
      if (inside[i]) {
        x += i % width;
        y += i / width;
      }
    }
    return new Point(x / size(), y / size());
  }

  /** Share of the other mask's pixels that belong to this one; it must have one. */
  public double shareOf(Mask other) {
    int both = 0;
    for (int i = 0; i < inside.length; i++) {
      both += inside[i] && other.inside[i] ? 1 : 0;
    }
    return both / (double) other.size();
  }
}
