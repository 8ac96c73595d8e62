package dev.xray.benchmarks;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.network.NamedArray;
import dev.xray.core.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far two trainings are from each other: prints whether the bundles are the same bytes, the
 * largest difference of a weight and the largest difference of a probability, as three cells of a
 * Markdown table.
 *
 * <p>Arguments: a bundle and its {@code predictions.csv}, twice. Where a bundle is {@code -}, the
 * predictions alone are compared.
 */
public final class ModelDifference {
  private static final String NONE = "-";

  private ModelDifference() {}

  /** Prints. */
  public static void main(String[] arguments) throws Exception {
    String probabilities = probabilities(Path.of(arguments[1]), Path.of(arguments[3]));
    if (arguments[0].equals(NONE)) {
      System.out.println(probabilities);
      return;
    }
    Path first = Path.of(arguments[0]);
    Path second = Path.of(arguments[2]);
    System.out.printf(
        "%s | %s | %s%n",
        Files.mismatch(first, second) < 0 ? "same" : "other",
        weights(first, second),
        probabilities);
  }

  private static String weights(Path first, Path second) throws Exception {
    Weights a = ModelBundle.read(first).weights();
    Weights b = ModelBundle.read(second).weights();
    if (a.bitwiseEquals(b)) {
      return "same, bit for bit";
    }
    double largest = 0;
    for (int i = 0; i < a.arrays().size(); i++) {
      NamedArray before = a.arrays().get(i);
      NamedArray now = b.arrays().get(i);
      for (int j = 0; j < before.values().length; j++) {
        largest = Math.max(largest, Math.abs((double) before.values()[j] - now.values()[j]));
      }
    }
    return number(largest);
  }

  private static String probabilities(Path first, Path second) throws IOException {
    Map<String, Double> before = read(first);
    Map<String, Double> now = read(second);
    if (!before.keySet().equals(now.keySet())) {
      throw new IOException(first + " and " + second + " are of other images");
    }
    double largest =
        before.keySet().stream()
            .mapToDouble(file -> Math.abs(before.get(file) - now.get(file)))
            .max()
            .orElseThrow();
    return largest == 0 ? "same" : number(largest);
  }

  private static Map<String, Double> read(Path predictions) throws IOException {
    Map<String, Double> probabilities = new TreeMap<>();
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(predictions.toFile())) {
      List<Map<String, String>> all = rows.readAll();
      all.forEach(
          row -> probabilities.put(row.get("file"), Double.valueOf(row.get("probability"))));
      if (probabilities.size() != all.size()) {
        throw new IOException(predictions + " names a file twice");
      }
    }
    return probabilities;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1e", value);
  }
}
