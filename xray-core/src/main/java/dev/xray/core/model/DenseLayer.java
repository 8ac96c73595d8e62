package dev.xray.core.model;

import dev.xray.core.network.NamedArray;
import java.util.Arrays;

/**
 * Rows of a dense layer's kernel, and their products with values most of which are 0, as they are
 * after relu: rows for zeros are not read. The article's first dense layer, 19 MB, takes two thirds
 * of the time that reading all of it takes. Sums are taken in one order. Thread-safe.
 */
final class DenseLayer {
  /** Values are taken in groups, since they are 0 in groups, side by side in an image. */
  private static final int GROUP = 4;

  /**
   * Values of the kernel that are used for each image before the next ones: 256 KB, for a cache.
   */
  private static final int BLOCK = 1 << 16;

  /**
   * One array for each value: HotSpot computes with vectors where several arrays have one index,
   * and does not where one array has several.
   */
  private final float[][] rows;

  private final int units;

  /**
   * Copies rows of a kernel.
   *
   * @param kernel [in, out]
   * @param order which rows, in the order of the values
   */
  DenseLayer(NamedArray kernel, int[] order) {
    units = (int) kernel.shape()[1];
    rows = new float[(order.length + GROUP - 1) / GROUP * GROUP][];
    for (int i = 0; i < order.length; i++) {
      int start = order[i] * units;
      rows[i] = Arrays.copyOfRange(kernel.values(), start, start + units);
    }
    Arrays.fill(rows, order.length, rows.length, new float[units]);
  }

  /** How many values an image has here: one for each row, and up to three that change nothing. */
  int size() {
    return rows.length;
  }

  /**
   * Multiplies.
   *
   * @param values of each image, {@link #size()} or more
   * @param images how many there are
   * @return for each image, one sum for each unit
   */
  float[][] products(float[][] values, int images) {
    float[][] sums = new float[images][units];
    int block = Math.min(rows.length, Math.max(1, BLOCK / GROUP / units) * GROUP);
    int[] groups = new int[block / GROUP];
    for (int from = 0; from < rows.length; from += block) {
      int to = Math.min(from + block, rows.length);
      for (int image = 0; image < images; image++) {
        add(sums[image], values[image], groups, nonZero(values[image], from, to, groups));
      }
    }
    return sums;
  }

  /** Notes where groups start that have any other value than 0, and gives their number. */
  private static int nonZero(float[] values, int from, int to, int[] groups) {
    int count = 0;
    for (int i = from; i < to; i += GROUP) {
      groups[count] = i;
      // Bits and arithmetic in place of a branch, which no processor could foretell.
      int bits =
          Float.floatToRawIntBits(values[i])
              | Float.floatToRawIntBits(values[i + 1])
              | Float.floatToRawIntBits(values[i + 2])
              | Float.floatToRawIntBits(values[i + 3]);
      count += (bits | -bits) >>> 31;
    }
    return count;
  }

  private void add(float[] sums, float[] values, int[] groups, int count) {
    for (int i = 0; i < count; i++) {
      int at = groups[i];
      add(
          sums,
          rows[at],
          rows[at + 1],
          rows[at + 2],
          rows[at + 3],
          values[at],
          values[at + 1],
          values[at + 2],
          values[at + 3]);
    }
  }

  private static void add(
      float[] sums,
      float[] row0,
      float[] row1,
      float[] row2,
      float[] row3,
      float value0,
      float value1,
      float value2,
      float value3) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += value0 * row0[i] + value1 * row1[i] + (value2 * row2[i] + value3 * row3[i]);
    }
  }
}
