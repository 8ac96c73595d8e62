package dev.xray.core.report;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.Thresholds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * {@code predictions.csv} as of RFC 4180, UTF-8. Its last column, {@code notice}, repeats in every
 * row that this is no diagnosis: a comment line would break CSV readers, and a file beside it gets
 * lost.
 */
final class PredictionsCsv {
  private static final String NOTICE = "not a medical device; not for diagnosis";

  private PredictionsCsv() {}

  /** One row an image, the parts first, then the external sets. */
  static byte[] of(ReportData data) throws IOException {
    return write(
        data,
        List.of("part", "source", "file", "sha256", "pixels", "patient"),
        (part, image) ->
            List.of(
                part,
                image.source(),
                image.file(),
                image.sha256(),
                image.pixels(),
                image.patient().orElse("")));
  }

  /** The same of a {@link PublishedReport}: an image is named by the digest of its pixels. */
  static byte[] published(ReportData data) throws IOException {
    return write(
        data,
        List.of("part", "source", "pixels", "patient"),
        (part, image) -> List.of(part, image.source(), image.pixels(), image.patient().orElse("")));
  }

  /** One row an image, in the order given; the truth is not known. */
  static byte[] of(PredictionData data) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (PredictedImage image : data.images()) {
      List<String> row =
          new ArrayList<>(
              List.of(image.file(), image.sha256(), Double.toString(image.probability())));
      rows.add(finish(row, image.probability(), data.classes(), data.thresholds()));
    }
    return write(header(List.of("file", "sha256", "probability"), data.thresholds()), rows);
  }

  /**
   * Writes a row an image.
   *
   * @param names of the columns that say which image it is
   * @param which their values, from the part's name and the image
   */
  private static byte[] write(
      ReportData data, List<String> names, BiFunction<String, ImageResult, List<String>> which)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    data.sets()
        .forEach(
            (set, report) -> {
              for (ImageResult image : report.images()) {
                List<String> row = new ArrayList<>(which.apply(set, image));
                row.add(image.label());
                row.add(Double.toString(image.probability()));
                rows.add(finish(row, image.probability(), data.classes(), data.thresholds()));
              }
            });
    return write(
        header(
            Stream.concat(names.stream(), Stream.of("label", "probability")).toList(),
            data.thresholds()),
        rows);
  }

  private static List<String> finish(
      List<String> row, double probability, Classes classes, List<Double> thresholds) {
    for (double threshold : thresholds) {
      row.add(
          Thresholds.isPositive(probability, threshold) ? classes.positive() : classes.negative());
    }
    row.add(NOTICE);
    return row;
  }

  private static List<String> header(List<String> first, List<Double> thresholds) {
    return Stream.of(
            first.stream(),
            thresholds.stream().map(threshold -> "prediction_" + Numbers.threshold(threshold)),
            Stream.of("notice"))
        .flatMap(names -> names)
        .toList();
  }

  private static byte[] write(List<String> header, List<List<String>> rows) throws IOException {
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
    header.forEach(schema::addColumn);
    return new CsvMapper()
        .writer(schema.build())
        .writeValueAsString(rows)
        .getBytes(StandardCharsets.UTF_8);
  }
}
