package dev.xray.core.report;

import dev.xray.core.XrayException;
import dev.xray.core.evaluation.gate.SliceName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One of two evaluations that are compared.
 *
 * @param origin what a reader calls it, such as {@code this build} or coordinates; no path
 * @param evaluation its figures
 * @param predictions its predictions, where they are known
 */
public record Compared(
    String origin, EvaluationDocument evaluation, Optional<Predictions> predictions) {
  /** Name of the test set. */
  static final String SET = "test";

  private static final String EXTERNAL = "external";

  /**
   * Reads the files of an evaluation.
   *
   * @param origin what a reader calls it
   * @param evaluation {@code evaluation.json}
   * @param predictions {@code predictions.csv} of the same evaluation
   * @throws XrayException if a file is not what it should be, or they are not of one evaluation
   */
  public static Compared read(String origin, Path evaluation, Optional<Path> predictions)
      throws IOException, XrayException {
    EvaluationDocument document = EvaluationDocument.read(evaluation);
    if (!document.sets().containsKey(SET)) {
      throw new XrayException(evaluation + " holds no test set.");
    }
    if (predictions.isEmpty()) {
      return new Compared(origin, document, Optional.empty());
    }
    Predictions table = Predictions.read(predictions.get());
    for (Map.Entry<String, EvaluationDocument.SetDocument> set : document.sets().entrySet()) {
      int images = table.count(set.getKey());
      if (images != set.getValue().images()) {
        throw new XrayException(
            predictions.get()
                + " has "
                + images
                + " "
                + set.getKey()
                + " images, but "
                + evaluation
                + " speaks of "
                + set.getValue().images()
                + ": they are not of one evaluation.");
      }
    }
    return new Compared(origin, document, Optional.of(table));
  }

  EvaluationDocument.SetDocument test() {
    return set(SET);
  }

  EvaluationDocument.SetDocument set(String name) {
    return evaluation.sets().get(name);
  }

  /** Thresholds at which it was evaluated. */
  List<Double> thresholds() {
    return test().thresholds().stream()
        .map(EvaluationDocument.ThresholdDocument::threshold)
        .toList();
  }

  /** Names of its external sets, in their order. */
  SortedSet<String> externals() {
    SortedSet<String> names = new TreeSet<>(evaluation.sets().keySet());
    names.removeIf(name -> !set(name).role().equals(EXTERNAL));
    return names;
  }

  /** Slices of its test set by their names, in the order of the evaluation. */
  Map<SliceName, EvaluationDocument.SliceDocument> slices() {
    Map<SliceName, EvaluationDocument.SliceDocument> slices = new LinkedHashMap<>();
    test().slices().forEach(one -> slices.put(new SliceName(one.column(), one.value()), one));
    return slices;
  }
}
