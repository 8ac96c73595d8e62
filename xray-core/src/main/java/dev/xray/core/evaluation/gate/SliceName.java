package dev.xray.core.evaluation.gate;

/**
 * Names a slice: the images that have one value in a column.
 *
 * @param column such as {@code sex}
 * @param value such as {@code F}
 */
public record SliceName(String column, String value) {
  @Override
  public String toString() {
    return column + "=" + value;
  }
}
