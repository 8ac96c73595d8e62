package dev.xray.core.report;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.xray.core.AtomicFiles;
import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.Thresholds;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * {@code predictions.csv} as of RFC 4180, UTF-8. Its last column, {@code notice}, repeats in every
 * row that this is no diagnosis: a comment line would break CSV readers, and a file beside it gets
 * lost. Rows are made as they are written, so that a large table is never in memory.
 */
final class PredictionsCsv {
  private static final String NOTICE = "not a medical device; not for diagnosis";

  private PredictionsCsv() {}

  /**
   * One row an image, the parts first, then the external sets. The columns {@code slice_...} say to
   * which slices it belongs; they stay here, see {@link PublishedReport}.
   */
  static AtomicFiles.Filler of(ReportData data) {
    return table(
        data,
        slices(data),
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
  static AtomicFiles.Filler published(ReportData data) {
    return table(
        data,
        List.of(),
        List.of("part", "source", "pixels", "patient"),
        (part, image) -> List.of(part, image.source(), image.pixels(), image.patient().orElse("")));
  }

  /** One row an image, in the order given; the truth is not known. */
  static AtomicFiles.Filler of(PredictionData data) {
    return table(
        header(List.of("file", "sha256", "probability"), data.thresholds(), List.of()),
        rows -> {
          for (PredictedImage image : data.images()) {
            List<String> row =
                new ArrayList<>(
                    List.of(image.file(), image.sha256(), Double.toString(image.probability())));
            rows.write(
                finish(row, image.probability(), data.classes(), data.thresholds(), List.of()));
          }
        });
  }

  /** One row an image and repeat: each image is tested once in every repeat. */
  static AtomicFiles.Filler of(CrossValidationData data) {
    List<Double> thresholds =
        data.result().pooled().thresholds().stream().map(at -> at.threshold()).toList();
    return table(
        header(
            List.of(
                "repeat", "fold", "source", "file", "sha256", "patient", "label", "probability"),
            thresholds,
            List.of()),
        rows -> {
          for (OutOfFoldImage tested : data.images()) {
            List<String> row =
                new ArrayList<>(
                    List.of(
                        Integer.toString(tested.repeat()),
                        tested.fold(),
                        tested.image().source(),
                        tested.image().file(),
                        tested.image().sha256(),
                        tested.image().patient().orElse(""),
                        tested.image().label(),
                        Double.toString(tested.probability())));
            rows.write(finish(row, tested.probability(), data.classes(), thresholds, List.of()));
          }
        });
  }

  /** Every column by which there are slices. */
  private static List<String> slices(ReportData data) {
    return data.sets().values().stream()
        .flatMap(report -> report.images().stream())
        .flatMap(image -> image.attributes().keySet().stream())
        .distinct()
        .toList();
  }

  /**
   * A table with a row an image.
   *
   * @param slices columns of slices to write
   * @param names of the columns that say which image it is
   * @param which their values, from the part's name and the image
   */
  private static AtomicFiles.Filler table(
      ReportData data,
      List<String> slices,
      List<String> names,
      BiFunction<String, ImageResult, List<String>> which) {
    List<Double> thresholds = data.thresholds();
    return table(
        header(
            Stream.concat(names.stream(), Stream.of("label", "probability")).toList(),
            thresholds,
            slices),
        rows -> {
          for (Map.Entry<String, PartReport> set : data.sets().entrySet()) {
            for (ImageResult image : set.getValue().images()) {
              List<String> row = new ArrayList<>(which.apply(set.getKey(), image));
              row.add(image.label());
              row.add(Double.toString(image.probability()));
              rows.write(
                  finish(
                      row,
                      image.probability(),
                      data.classes(),
                      thresholds,
                      slices.stream()
                          .map(column -> image.attributes().getOrDefault(column, ""))
                          .toList()));
            }
          }
        });
  }

  private static List<String> finish(
      List<String> row,
      double probability,
      Classes classes,
      List<Double> thresholds,
      List<String> slices) {
    for (double threshold : thresholds) {
      row.add(
          Thresholds.isPositive(probability, threshold) ? classes.positive() : classes.negative());
    }
    row.addAll(slices);
    row.add(NOTICE);
    return row;
  }

  private static List<String> header(
      List<String> first, List<Double> thresholds, List<String> slices) {
    return Stream.of(
            first.stream(),
            thresholds.stream().map(threshold -> "prediction_" + Numbers.threshold(threshold)),
            slices.stream().map(column -> Predictions.SLICE + column),
            Stream.of("notice"))
        .flatMap(names -> names)
        .toList();
  }

  /** What stands below the header. */
  private interface Body {
    void writeTo(SequenceWriter rows) throws IOException;
  }

  private static AtomicFiles.Filler table(List<String> header, Body body) {
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
    header.forEach(schema::addColumn);
    return file -> {
      try (Writer out = Files.newBufferedWriter(file);
          SequenceWriter writer = new CsvMapper().writer(schema.build()).writeValues(out)) {
        body.writeTo(writer);
      }
    };
  }
}
