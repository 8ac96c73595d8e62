package dev.xray.core.network;

import java.util.Arrays;
import java.util.List;

/**
 * All trained variables in the order of the layers, kernel before bias.
 *
 * @param arrays one for each variable
 */
public record Weights(List<NamedArray> arrays) {
  /** Copies the list. */
  public Weights {
    arrays = List.copyOf(arrays);
  }

  /** Number of all values. */
  public long parameters() {
    return arrays.stream().mapToLong(array -> array.values().length).sum();
  }

  /**
   * Whether names, shapes and all bits of all values are equal; {@code equals} compares arrays by
   * identity.
   */
  public boolean bitwiseEquals(Weights other) {
    if (arrays.size() != other.arrays.size()) {
      return false;
    }
    for (int i = 0; i < arrays.size(); i++) {
      NamedArray mine = arrays.get(i);
      NamedArray others = other.arrays.get(i);
      if (!mine.name().equals(others.name())
          || !Arrays.equals(mine.shape(), others.shape())
          || !bitwiseEquals(mine.values(), others.values())) {
        return false;
      }
    }
    return true;
  }

  /** Whether these are the variables of a network, by name and shape. */
  public boolean fit(NetworkSummary network) {
    List<NetworkSummary.Variable> variables = network.variables();
    if (variables.size() != arrays.size()) {
      return false;
    }
    for (int i = 0; i < arrays.size(); i++) {
      NamedArray array = arrays.get(i);
      NetworkSummary.Variable variable = variables.get(i);
      if (!array.name().equals(variable.name())
          || !Arrays.equals(array.shape(), variable.dimensions())
          || array.values().length != variable.size()) {
        return false;
      }
    }
    return true;
  }

  private static boolean bitwiseEquals(float[] a, float[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (Float.floatToRawIntBits(a[i]) != Float.floatToRawIntBits(b[i])) {
        return false;
      }
    }
    return true;
  }
}
