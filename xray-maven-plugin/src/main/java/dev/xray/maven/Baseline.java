package dev.xray.maven;

import dev.xray.core.report.EvaluationDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An evaluation to compare with.
 *
 * @param origin what a reader calls it: coordinates without a classifier, or the file's name; no
 *     path of this machine
 * @param evaluation its {@code evaluation.json}; need not be one that this version reads
 * @param predictions its {@code predictions.csv}, where there is one
 */
record Baseline(String origin, Path evaluation, Optional<Path> predictions) {
  private static final String EVALUATION = EvaluationDocument.FILE;
  private static final String PREDICTIONS = "predictions.csv";

  /**
   * The evaluation in a file, with the predictions beside it: as the goal evaluate leaves them, or
   * named as in a repository, {@code covid-1.0-evaluation.json} and {@code
   * covid-1.0-predictions.csv}. Where there are predictions in the form that may be published,
   * those.
   *
   * @param path of an {@code evaluation.json}, or its folder
   */
  static Baseline of(Path path) {
    return of(path, List.of("published-" + PREDICTIONS, PREDICTIONS));
  }

  /**
   * This build's own evaluation, with the predictions that stay on this machine: they alone say to
   * which slices an image belongs.
   *
   * @param folder of the evaluation
   */
  static Baseline own(Path folder) {
    return of(folder.resolve(EVALUATION), List.of(PREDICTIONS));
  }

  private static Baseline of(Path path, List<String> tables) {
    Path file = Files.isDirectory(path) ? path.resolve(EVALUATION) : path;
    String name = file.getFileName().toString();
    String prefix =
        name.endsWith(EVALUATION) ? name.substring(0, name.length() - EVALUATION.length()) : "";
    Optional<Path> predictions =
        tables.stream()
            .map(table -> file.resolveSibling(prefix + table))
            .filter(Files::isRegularFile)
            .findFirst();
    return new Baseline(name, file, predictions);
  }
}
