package dev.xray.core.report;

import dev.xray.core.AtomicFiles;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes an evaluation's files into a folder: {@code report.html}, which contains all the others
 * but the table, {@code predictions.csv}, both once more as they may be published, the pictures,
 * {@code summary.md}, and {@code evaluation.json} last, so that a folder with it is complete. All
 * but the tables is made in memory before the first file is touched. The same data give the same
 * bytes; pictures of text only on machines with the same fonts.
 */
public final class ReportWriter {
  private static final String PREDICTIONS = "predictions.csv";
  private static final String PAGE = "report.html";
  private static final String PUBLISHED = "published-";
  private static final Pattern OURS =
      Pattern.compile(
          "evaluation\\.json|summary\\.md|(published-)?predictions\\.csv|(published-)?report\\.html|learning-curve\\.png"
              + "|predictions-grid\\.png|confusion-.*\\.png|samples-.*\\.png");

  private ReportWriter() {}

  /**
   * The files a reader looks for first.
   *
   * @param evaluation {@code evaluation.json}
   * @param predictions {@code predictions.csv}
   * @param page {@code report.html}
   * @param publishedPredictions {@code published-predictions.csv}: the same with images named by
   *     their pixels, and patients by running numbers
   * @param publishedPage {@code published-report.html}: the same without pictures, file names and
   *     patients of the data set
   */
  public record Written(
      Path evaluation, Path predictions, Path page, Path publishedPredictions, Path publishedPage) {
    /** Where they are in a folder. */
    public static Written in(Path folder) {
      return new Written(
          folder.resolve(EvaluationDocument.FILE),
          folder.resolve(PREDICTIONS),
          folder.resolve(PAGE),
          folder.resolve(PUBLISHED + PREDICTIONS),
          folder.resolve(PUBLISHED + PAGE));
    }
  }

  /**
   * Writes everything.
   *
   * @param data what to show
   * @param folder made if it does not exist; what an earlier call left there is removed
   * @return where the main files are
   * @throws XrayException if this machine has no font, see {@link Drawing}
   */
  public static Written write(ReportData data, Path folder) throws IOException, XrayException {
    Drawing.check();
    Map<String, AtomicFiles.Filler> files = render(data);
    clear(folder);
    for (Map.Entry<String, AtomicFiles.Filler> file : files.entrySet()) {
      AtomicFiles.write(folder.resolve(file.getKey()), file.getValue());
    }
    return Written.in(folder);
  }

  /**
   * Brings another status of the audit into what {@link #write} left, without evaluating again:
   * afterwards the files are what they would be had they been written with it.
   *
   * @param audit whether the result is audited now
   * @param crossValidation the one with which the files were written
   * @param folder with all the files
   * @throws XrayException if a file cannot be read, or another build of xray made it
   */
  public static void exchange(
      AuditStatus audit, Optional<CrossValidationDocument> crossValidation, Path folder)
      throws IOException, XrayException {
    Written files = Written.in(folder);
    EvaluationDocument document = EvaluationDocument.read(files.evaluation()).with(audit);
    String positive = document.classes().positive();
    Map<Path, String> pages = new LinkedHashMap<>();
    for (Path page : List.of(files.page(), files.publishedPage())) {
      String part = AuditPart.of(audit, positive, page.equals(files.publishedPage()));
      pages.put(page, AuditPart.exchange(Files.readString(page), part, page));
    }
    for (Map.Entry<Path, String> page : pages.entrySet()) {
      AtomicFiles.write(page.getKey(), page.getValue().getBytes(StandardCharsets.UTF_8));
    }
    AtomicFiles.write(folder.resolve(Summary.FILE), Summary.of(document, crossValidation));
    AtomicFiles.write(files.evaluation(), Json.text(document).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Removes what {@link #write} leaves in a folder and nothing else: call it before an evaluation
   * begins, so that a failed one leaves nothing that looks like a result.
   *
   * @param folder need not exist
   */
  public static void clear(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Files.deleteIfExists(folder.resolve(EvaluationDocument.FILE));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (OURS.matcher(file.getFileName().toString()).matches()) {
          Files.delete(file);
        }
      }
    }
  }

  private static Map<String, AtomicFiles.Filler> render(ReportData data) throws IOException {
    Map<String, AtomicFiles.Filler> files = new LinkedHashMap<>();
    if (data.history().isPresent()) {
      files.put(LearningCurve.FILE, bytes(LearningCurve.png(data.history().get())));
    }
    data.parts()
        .forEach(
            (part, report) ->
                report
                    .evaluation()
                    .thresholds()
                    .forEach(
                        at ->
                            files.put(
                                ConfusionHeatmap.fileName(part, at.threshold()),
                                bytes(
                                    ConfusionHeatmap.png(data.name(), part, at, data.classes())))));
    for (ClassSamples samples : data.samples()) {
      files.put(SampleSheet.fileName(samples.label()), bytes(SampleSheet.png(samples)));
    }
    files.put("predictions-grid.png", bytes(PredictionGrid.of(data)));
    files.put(PREDICTIONS, PredictionsCsv.of(data));
    files.put(PAGE, bytes(HtmlReport.of(data)));
    ReportData published = PublishedReport.of(data);
    files.put(PUBLISHED + PREDICTIONS, PredictionsCsv.published(published));
    files.put(PUBLISHED + PAGE, bytes(HtmlReport.published(published)));
    EvaluationDocument document = EvaluationDocument.of(data);
    files.put(Summary.FILE, bytes(Summary.of(document, data.crossValidation())));
    files.put(EvaluationDocument.FILE, bytes(Json.text(document).getBytes(StandardCharsets.UTF_8)));
    return files;
  }

  private static AtomicFiles.Filler bytes(byte[] content) {
    return file -> Files.write(file, content);
  }
}
