package dev.xray.core.report;

import java.util.List;
import java.util.Map;

/**
 * How often each value of a property is found in each class.
 *
 * @param property its key in {@code dataset.json}, such as {@code view}
 * @param title its name for a reader
 * @param note what is to be said of all values together; may be blank
 * @param values in the order in which they are shown; every image has one
 */
public record Breakdown(String property, String title, String note, List<Value> values) {
  /** How a missing value is called. */
  public static final String MISSING = "not stated";

  /** Copies the list. */
  public Breakdown {
    values = List.copyOf(values);
  }

  /**
   * A value.
   *
   * @param value as it is shown
   * @param images of each class, by its name
   */
  public record Value(String value, Map<String, Integer> images) {
    /** Copies the map. */
    public Value {
      images = Map.copyOf(images);
    }

    /** Images of a class. */
    int of(String label) {
      return images.getOrDefault(label, 0);
    }
  }
}
