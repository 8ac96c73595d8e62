package dev.xray.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
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
 * largest difference of a weight, the largest difference of a probability, and the AUC of the
 * second on its test part, as cells of a Markdown table.
 *
 * <p>Arguments: a bundle and the {@code predictions.csv} of its evaluation, twice; or two {@code
 * predictions.csv} alone, for the largest difference of a probability.
 */
public final class ModelDifference {
  private ModelDifference() {}

  /** Prints. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 2) {
      System.out.println(probabilities(Path.of(arguments[0]), Path.of(arguments[1])));
      return;
    }
    Path first = Path.of(arguments[0]);
    Path second = Path.of(arguments[2]);
    Path predictions = Path.of(arguments[3]);
    System.out.printf(
        Locale.ROOT,
        "%s | %s | %s | %.3f%n",
        Files.mismatch(first, second) < 0 ? "same" : "other",
        weights(first, second),
        probabilities(Path.of(arguments[1]), predictions),
        auc(predictions.resolveSibling("evaluation.json")));
  }

  private static double auc(Path evaluation) throws IOException {
    JsonNode value =
        new ObjectMapper().readTree(evaluation.toFile()).at("/parts/test/rocAuc/value");
    if (!value.isNumber()) {
      throw new IOException(evaluation + " has no AUC of the test part");
    }
    return value.asDouble();
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
