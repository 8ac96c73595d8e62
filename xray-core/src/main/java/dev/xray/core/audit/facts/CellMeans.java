package dev.xray.core.audit.facts;

import dev.xray.core.codec.GreyImage;
import java.util.function.IntPredicate;

/** Mean grey level in the cells of a grid that is laid over an image. */
final class CellMeans {
  private CellMeans() {}

  /**
   * Means of a square grid's cells.
   *
   * @param image any size; of one smaller than the grid, cells share pixels
   * @param side cells in a row and in a column
   * @param counted whether a pixel counts, by its index
   * @return rows from the top, in [0, 1]; NaN where no pixel counts
   */
  static float[] of(GreyImage image, int side, IntPredicate counted) {
    float[] means = new float[side * side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        means[row * side + column] =
            mean(
                image,
                counted,
                column * image.width() / side,
                end(column, side, image.width()),
                row * image.height() / side,
                end(row, side, image.height()));
      }
    }
    return means;
  }

  /** First pixel after a cell, which has at least one. */
  private static int end(int cell, int side, int pixels) {
    return Math.max(cell * pixels / side + 1, (cell + 1) * pixels / side);
  }

  private static float mean(
      GreyImage image, IntPredicate counted, int left, int right, int top, int bottom) {
    long sum = 0;
    long count = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int index = y * image.width() + x;
        if (counted.test(index)) {
          sum += image.pixels()[index] & 0xFF;
          count++;
        }
      }
    }
    return count == 0 ? Float.NaN : (float) (sum / (255.0 * count));
  }

  /**
   * Leaves out the middle of a grid.
   *
   * @param cells of a square grid
   * @param rim cells that are kept on each side
   * @return rows from the top
   */
  static float[] withoutMiddle(float[] cells, int rim) {
    int side = (int) Math.round(Math.sqrt(cells.length));
    int inner = side - 2 * rim;
    float[] kept = new float[cells.length - inner * inner];
    int next = 0;
    for (int i = 0; i < cells.length; i++) {
      int row = i / side;
      int column = i % side;
      boolean middle = row >= rim && row < side - rim && column >= rim && column < side - rim;
      if (!middle) {
        kept[next++] = cells[i];
      }
    }
    return kept;
  }
}
