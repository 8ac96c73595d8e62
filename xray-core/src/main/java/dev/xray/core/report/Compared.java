package dev.xray.core.report;

import dev.xray.core.XrayException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One of two evaluations that are compared.
 *
 * @param origin what a reader calls it, such as {@code this build} or coordinates; no path
 * @param evaluation its figures
 * @param predictions its predictions, where they are known
 */
public record Compared(
    String origin, EvaluationDocument evaluation, Optional<Predictions> predictions) {
  /** Name of the set of images that is compared. */
  static final String SET = "test";

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
    long images = table.rows().stream().filter(row -> row.part().equals(SET)).count();
    if (images != document.sets().get(SET).images()) {
      throw new XrayException(
          predictions.get()
              + " has "
              + images
              + " test images, but "
              + evaluation
              + " speaks of "
              + document.sets().get(SET).images()
              + ": they are not of one evaluation.");
    }
    return new Compared(origin, document, Optional.of(table));
  }

  EvaluationDocument.SetDocument test() {
    return evaluation.sets().get(SET);
  }
}
