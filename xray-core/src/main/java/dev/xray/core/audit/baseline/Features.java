package dev.xray.core.audit.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a baseline knows of an image.
 *
 * @param numbers the same ones for each image; NaN where missing
 * @param categories name of a property to its value; the same names for each image
 */
@SuppressWarnings("ArrayRecordComponent")
record Features(double[] numbers, Map<String, String> categories) {
  /** Numbers alone. */
  static Features of(float[] values) {
    double[] numbers = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      numbers[i] = values[i];
    }
    return new Features(numbers, Map.of());
  }

  /**
   * Turns features into numbers of mean 0 and standard deviation 1 over the images that are learned
   * from, about which alone it knows: a category into one number for each value that occurs there,
   * a number that is missing there at times into itself, with the mean in the place of what is
   * missing, and one that says so. What does not vary there is left out.
   */
  static final class Scaler {
    private final List<Column> columns = new ArrayList<>();

    Scaler(List<Features> training) {
      int numbers = training.get(0).numbers().length;
      for (int i = 0; i < numbers; i++) {
        int number = i;
        add(training, features -> features.numbers()[number]);
        add(training, features -> Double.isNaN(features.numbers()[number]) ? 1 : 0);
      }
      Map<String, List<String>> values = new TreeMap<>();
      for (String name : new TreeMap<>(training.get(0).categories()).keySet()) {
        values.put(
            name, training.stream().map(one -> one.value(name)).distinct().sorted().toList());
      }
      values.forEach(
          (name, all) ->
              all.forEach(value -> add(training, one -> one.value(name).equals(value) ? 1 : 0)));
    }

    private void add(List<Features> training, Raw raw) {
      Column.of(training, raw).ifPresent(columns::add);
    }

    /** Number of features that vary. */
    int size() {
      return columns.size();
    }

    double[] scale(Features features) {
      double[] row = new double[columns.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = columns.get(i).scale(features);
      }
      return row;
    }
  }

  private String value(String name) {
    return categories.getOrDefault(name, "");
  }

  /** A number of an image, NaN where missing. */
  private interface Raw {
    double of(Features features);
  }

  private record Column(Raw raw, double mean, double deviation) {
    static Optional<Column> of(List<Features> training, Raw raw) {
      double[] known =
          training.stream().mapToDouble(raw::of).filter(value -> !Double.isNaN(value)).toArray();
      double sum = 0;
      for (double value : known) {
        sum += value;
      }
      double mean = known.length == 0 ? 0 : sum / known.length;
      double squares = 0;
      for (double value : known) {
        squares += (value - mean) * (value - mean);
      }
      double deviation = known.length == 0 ? 0 : Math.sqrt(squares / known.length);
      return deviation > 1e-9 * Math.max(1, Math.abs(mean))
          ? Optional.of(new Column(raw, mean, deviation))
          : Optional.empty();
    }

    double scale(Features features) {
      double value = raw.of(features);
      return Double.isNaN(value) ? 0 : (value - mean) / deviation;
    }
  }
}
