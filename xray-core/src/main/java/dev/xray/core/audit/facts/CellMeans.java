package dev.xray.core.audit.facts;

import dev.xray.core.codec.GreyImage;

/** Mean grey level in the cells of a grid that is laid over an image. */
final class CellMeans {
  private CellMeans() {}

  /** Part of an image, from the first pixel to before the last. */
  private record Cell(int left, int right, int top, int bottom) {}

  /** Mean of a cell. */
  private interface Mean {
    float of(Cell cell);
  }

  /**
   * Means of a square grid's cells.
   *
   * @param image any size; of one smaller than the grid, cells share pixels
   * @param side cells in a row and in a column
   * @return rows from the top, in [0, 1]
   */
  static float[] of(GreyImage image, int side) {
    return grid(image, side, cell -> mean(image, cell));
  }

  /**
   * The same of the pixels outside a region.
   *
   * @param inside whether a pixel is in the region, rows from the top
   * @return rows from the top, in [0, 1]; NaN where a cell lies wholly inside
   */
  static float[] outside(GreyImage image, int side, boolean[] inside) {
    return grid(image, side, cell -> meanOutside(image, cell, inside));
  }

  private static float[] grid(GreyImage image, int side, Mean mean) {
    float[] means = new float[side * side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        means[row * side + column] =
            mean.of(
                new Cell(
                    column * image.width() / side,
                    end(column, side, image.width()),
                    row * image.height() / side,
                    end(row, side, image.height())));
      }
    }
    return means;
  }

  /** First pixel after a cell, which has at least one. */
  private static int end(int cell, int side, int pixels) {
    return Math.max(cell * pixels / side + 1, (cell + 1) * pixels / side);
  }

  private static float mean(GreyImage image, Cell cell) {
    byte[] pixels = image.pixels();
    long sum = 0;
    for (int y = cell.top; y < cell.bottom; y++) {
      int row = y * image.width();
      for (int i = row + cell.left; i < row + cell.right; i++) {
        sum += pixels[i] & 0xFF;
      }
    }
    return mean(sum, (long) (cell.right - cell.left) * (cell.bottom - cell.top));
  }

  private static float meanOutside(GreyImage image, Cell cell, boolean[] inside) {
    byte[] pixels = image.pixels();
    long sum = 0;
    long count = 0;
    for (int y = cell.top; y < cell.bottom; y++) {
      int row = y * image.width();
      for (int i = row + cell.left; i < row + cell.right; i++) {
        if (!inside[i]) {
          sum += pixels[i] & 0xFF;
          count++;
        }
      }
    }
    return mean(sum, count);
  }

  private static float mean(long sum, long count) {
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
