package dev.xray.core.report;

import dev.xray.core.AtomicFiles;
import dev.xray.core.Disclaimer;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.Thresholds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes predictions for images whose truth is not known: {@code predictions.csv}, {@code
 * predictions.json} and {@code predictions-grid.png}.
 */
public final class PredictionReport {
  /** Pictures that are drawn: those of the first images. */
  public static final int MOST_PICTURES = PredictionGrid.MOST;

  private PredictionReport() {}

  /**
   * The files that were written.
   *
   * @param csv one row an image
   * @param json the same, with model and disclaimer
   * @param grid each image with its predicted class
   */
  public record Files(Path csv, Path json, Path grid) {}

  private record Document(
      String disclaimer,
      String name,
      Classes classes,
      List<Double> thresholds,
      Map<String, String> digests,
      List<Row> images) {}

  private record Row(
      String file, String sha256, double probability, Map<String, String> predictions) {}

  /**
   * Writes the three files. All but the table is made before the first file is written.
   *
   * @param data the predictions
   * @param folder made if it does not exist; files of the same names are replaced
   * @throws XrayException if this machine has no font, see {@link Drawing}
   */
  public static Files write(PredictionData data, Path folder) throws IOException, XrayException {
    Drawing.check();
    byte[] json = Json.text(document(data)).getBytes(StandardCharsets.UTF_8);
    byte[] grid = PredictionGrid.of(data);
    Files files =
        new Files(
            folder.resolve("predictions.csv"),
            folder.resolve("predictions.json"),
            folder.resolve("predictions-grid.png"));
    AtomicFiles.write(files.csv(), PredictionsCsv.of(data));
    AtomicFiles.write(files.grid(), grid);
    AtomicFiles.write(files.json(), json);
    return files;
  }

  private static Document document(PredictionData data) {
    return new Document(
        Disclaimer.TEXT,
        data.name(),
        data.classes(),
        data.thresholds(),
        data.digests(),
        data.images().stream().map(image -> row(image, data)).toList());
  }

  private static Row row(PredictedImage image, PredictionData data) {
    Map<String, String> predictions = new TreeMap<>();
    for (double threshold : data.thresholds()) {
      predictions.put(
          Numbers.threshold(threshold),
          Thresholds.isPositive(image.probability(), threshold)
              ? data.classes().positive()
              : data.classes().negative());
    }
    return new Row(image.file(), image.sha256(), image.probability(), predictions);
  }
}
