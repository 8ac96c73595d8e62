package dev.xray.core.model;

import dev.xray.core.network.NamedArray;
import java.util.Arrays;

/**
 * Rows of a dense layer's kernel, and their products with values most of which are 0, as they are
 * after relu: the rows of zeros are not read. The article's first dense layer takes a fifth of the
 * time that reading the whole kernel, 19 MB, would take. Sums are taken in one order. Thread-safe.
 */
final class DenseLayer {
  /** Values are taken in groups, since they are 0 in groups, side by side in an image. */
  private static final int GROUP = 4;

  /**
   * One array for each value: HotSpot computes with vectors where several arrays have one index,
   * and does not where one array has several.
   */
  private final float[][] rows;

  private final int inputs;
  private final int units;

  /**
   * Copies rows of a kernel.
   *
   * @param kernel [in, out]
   * @param order which rows, in the order of the values
   */
  DenseLayer(NamedArray kernel, int[] order) {
    inputs = order.length;
    units = (int) kernel.shape()[1];
    rows = new float[roundedUp(inputs)][];
    for (int i = 0; i < inputs; i++) {
      int start = order[i] * units;
      rows[i] = Arrays.copyOfRange(kernel.values(), start, start + units);
    }
    Arrays.fill(rows, inputs, rows.length, new float[units]);
  }

  private static int roundedUp(int size) {
    return (size + GROUP - 1) / GROUP * GROUP;
  }

  /** An array for the values; what is beyond them must stay 0. */
  float[] newValues() {
    return new float[roundedUp(inputs)];
  }

  /** An array for what {@link #product} notes. */
  int[] newGroups() {
    return new int[rows.length / GROUP];
  }

  /**
   * Multiplies.
   *
   * @param values as {@link #newValues()} makes the array
   * @param groups as {@link #newGroups()} makes it, or longer; overwritten
   * @return one sum for each unit
   */
  float[] product(float[] values, int[] groups) {
    float[] sums = new float[units];
    int count = nonZero(values, rows.length, groups);
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
    return sums;
  }

  /** Notes where groups start that have any other value than 0, and gives their number. */
  private static int nonZero(float[] values, int size, int[] groups) {
    int count = 0;
    for (int i = 0; i < size; i += GROUP) {
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
