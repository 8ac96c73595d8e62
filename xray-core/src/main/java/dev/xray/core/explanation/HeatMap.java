package dev.xray.core.explanation;

import dev.xray.core.network.LastConvolution.Grid;

/**
 * A signed map of one image, in units of the logit: above 0 where it speaks for the positive class.
 *
 * @param grid where its values lie in the image
 * @param values rows from the top; not copied: treat as immutable
 */
@SuppressWarnings("ArrayRecordComponent")
public record HeatMap(Grid grid, float[] values) {
  /** Checks that there is a finite value for each place. */
  public HeatMap {
    if (values.length != grid.size()) {
      throw new IllegalArgumentException(values.length + " values for " + grid);
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("A map with " + value);
      }
    }
  }

  /** The largest value, above 0 or not. */
  public float highest() {
    return values[indexOfHighest()];
  }

  /** The smallest value, below 0 or not. */
  public float lowest() {
    float lowest = values[0];
    for (float value : values) {
      lowest = Math.min(lowest, value);
    }
    return lowest;
  }

  /** The largest absolute value. */
  public float largest() {
    return Math.max(Math.abs(highest()), Math.abs(lowest()));
  }

  /** Sum of all values. */
  public double sum() {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  private int indexOfHighest() {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  /** Where in the image the map is highest; of several places the first in reading order. */
  public Point peak() {
    int best = indexOfHighest();
    return new Point(
        grid.offset() + grid.stride() * (best % grid.width()),
        grid.offset() + grid.stride() * (best / grid.width()));
  }

  /** A place in an image, in pixels, with the centre of the first pixel at 0, 0. */
  public record Point(double x, double y) {}

  /**
   * The value at a place in the image: bilinear between the centres of the map's own places, and as
   * at the nearest of them beyond the outermost.
   *
   * @param x in pixels, with the centre of the first pixel at 0
   * @param y in pixels, from the top
   */
  public double at(double x, double y) {
    double u = clamp((x - grid.offset()) / grid.stride(), grid.width() - 1);
    double v = clamp((y - grid.offset()) / grid.stride(), grid.height() - 1);
    int left = (int) Math.min(u, Math.max(0, grid.width() - 2));
    int top = (int) Math.min(v, Math.max(0, grid.height() - 2));
    int right = Math.min(left + 1, grid.width() - 1);
    int bottom = Math.min(top + 1, grid.height() - 1);
    double fu = u - left;
    double fv = v - top;
    double upper = value(left, top) * (1 - fu) + value(right, top) * fu;
    double lower = value(left, bottom) * (1 - fu) + value(right, bottom) * fu;
    return upper * (1 - fv) + lower * fv;
  }

  private float value(int column, int row) {
    return values[row * grid.width() + column];
  }

  private static double clamp(double value, int most) {
    return Math.max(0, Math.min(most, value));
  }

  /** The map at every pixel of an image of a size. */
  public HeatMap on(int width, int height) {
    float[] all = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        all[y * width + x] = (float) at(x, y);
      }
    }
    return new HeatMap(Grid.pixels(width, height), all);
  }
}
