package dev.xray.core.report;

import dev.xray.core.evaluation.CrossValidation;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.Spread;
import dev.xray.core.evaluation.Spreads;
import dev.xray.core.evaluation.ThresholdEvaluation;
import dev.xray.core.model.ModelCalibration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The result of a cross-validation as plain text for a build's log, and as Markdown. */
final class CrossValidationTable {
  private static final int LABEL = 20;
  private static final int CELL = 36;

  private final CrossValidationData data;

  CrossValidationTable(CrossValidationData data) {
    this.data = data;
  }

  /**
   * A figure.
   *
   * @param name of the metric
   * @param pooled out of fold, with interval and support
   * @param folds its spread over the folds
   * @param seeds its spread over the repeats; empty where there is one
   */
  record Row(String name, String pooled, String folds, String seeds) {}

  /**
   * Rows under one heading.
   *
   * @param heading such as {@code At threshold 0.5}
   * @param rows one a figure
   */
  record Group(String heading, List<Row> rows) {}

  /** What {@code cross-validation.mustache} shows. */
  record Markdown(
      String name,
      String scheme,
      String images,
      boolean repeated,
      List<Group> groups,
      boolean calibrates,
      List<String> thresholds,
      List<FoldRow> folds,
      List<String> notes,
      String recipe,
      long seed,
      String disclaimer,
      String confidence) {}

  /**
   * A fold in a table.
   *
   * @param repeat from 1
   * @param name of the fold
   * @param images how many of which class
   * @param calibration temperature, and what it does to the log loss of the validation images;
   *     empty where the recipe does not calibrate
   * @param auc with its interval
   * @param counts sensitivity and specificity at each threshold
   */
  record FoldRow(
      int repeat,
      String name,
      String images,
      String calibration,
      String auc,
      List<String> counts) {}

  /** Lines for a log, without line ends. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "cross-validation: "
            + images()
            + ", "
            + data.scheme()
            + ", "
            + confidence()
            + " intervals");
    boolean repeated = data.repeats() > 1;
    lines.add(
        line(
            new Row(
                "",
                "out of fold" + (repeated ? ", mean of " + data.repeats() : ""),
                "over the folds",
                repeated ? "over the seeds" : "")));
    for (Group group : groups()) {
      lines.add("  " + group.heading());
      group.rows().forEach(row -> lines.add(line(row)));
    }
    if (data.calibrates()) {
      lines.add("  " + temperatures());
    }
    lines.add("  over: mean +- standard deviation (lowest-highest); no interval.");
    return lines;
  }

  /** Of all folds, in a sentence. */
  private String temperatures() {
    DoubleSummaryStatistics fitted =
        data.calibrations().stream()
            .flatMap(fold -> fold.fitted().stream())
            .collect(Collectors.summarizingDouble(ModelCalibration::temperature));
    String calibrated =
        fitted.getCount()
            + " of "
            + Numbers.count(data.calibrations().size(), "fold")
            + " calibrated on the validation part";
    return fitted.getCount() == 0
        ? calibrated + "."
        : calibrated
            + ", temperature "
            + Numbers.temperature(fitted.getMin())
            + " to "
            + Numbers.temperature(fitted.getMax())
            + ".";
  }

  private static String line(Row row) {
    String line =
        pad("  " + row.name(), LABEL)
            + pad(row.pooled(), CELL)
            + pad(row.folds(), CELL)
            + row.seeds();
    return line.replace("±", "+-").replace('–', '-').stripTrailing();
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
  }

  /** Number of images of each class. */
  String images() {
    return String.format(
        Locale.ROOT,
        "%s (%d %s, %d %s)",
        Numbers.count(data.result().pooled().images(), "image"),
        data.result().pooled().positives(),
        data.classes().positive(),
        data.result().pooled().negatives(),
        data.classes().negative());
  }

  /** All figures. */
  List<Group> groups() {
    CrossValidation result = data.result();
    List<Group> groups = new ArrayList<>();
    groups.add(
        new Group(
            "Of the probabilities",
            rows(
                result.pooled().scores(),
                List.copyOf(result.pooled().scores().keySet()),
                result.overFolds().scores(),
                result.overSeeds().map(Spreads::scores))));
    List<Metric> shown = Figure.of(result.pooled()).stream().map(Figure::metric).toList();
    for (int i = 0; i < result.pooled().thresholds().size(); i++) {
      int at = i;
      ThresholdEvaluation threshold = result.pooled().thresholds().get(at);
      groups.add(
          new Group(
              "At threshold " + Numbers.threshold(threshold.threshold()),
              rows(
                  threshold.figures(),
                  shown,
                  result.overFolds().thresholds().get(at).figures(),
                  result.overSeeds().map(seeds -> seeds.thresholds().get(at).figures()))));
    }
    return groups;
  }

  private static List<Row> rows(
      Map<Metric, Estimate> pooled,
      List<Metric> shown,
      Map<Metric, Spread> folds,
      Optional<Map<Metric, Spread>> seeds) {
    List<Row> rows = new ArrayList<>();
    for (Metric metric : shown) {
      Estimate figure = pooled.get(metric);
      if (figure != null) {
        rows.add(
            new Row(
                metric.text(),
                figure(figure),
                spread(Optional.ofNullable(folds.get(metric))),
                seeds.map(all -> spread(Optional.ofNullable(all.get(metric)))).orElse("")));
      }
    }
    return rows;
  }

  /** Like {@link ConsoleTable}'s: a tilde marks an interval whose method is approximate. */
  private static String figure(Estimate figure) {
    if (figure.undefined().isPresent()) {
      return "– (" + figure.undefined().get() + ")";
    }
    String interval =
        figure
            .interval()
            .map(i -> " [" + Numbers.interval(i) + "]" + (i.approximate() ? "~" : ""))
            .orElse(" (no interval)");
    return Numbers.value(figure) + interval + " " + Numbers.support(figure.support());
  }

  private static String spread(Optional<Spread> spread) {
    return spread.map(Numbers::spread).orElse("–");
  }

  /** What the Markdown shows. */
  Markdown markdown(String disclaimer) {
    List<FoldRow> folds = new ArrayList<>();
    for (int i = 0; i < data.calibrations().size(); i++) {
      CrossValidation.FoldEvaluation fold = data.result().folds().get(i);
      folds.add(
          new FoldRow(
              fold.repeat(),
              fold.name(),
              fold.evaluation().positives() + " + " + fold.evaluation().negatives(),
              data.calibrates() ? calibration(data.calibrations().get(i)) : "",
              figure(fold.evaluation().score(Metric.ROC_AUC)),
              fold.evaluation().thresholds().stream().map(CrossValidationTable::pair).toList()));
    }
    return new Markdown(
        data.name(),
        data.scheme(),
        images(),
        data.repeats() > 1,
        groups(),
        data.calibrates(),
        thresholds(),
        folds,
        data.notes(),
        data.provenance().recipe(),
        data.provenance().seed(),
        disclaimer,
        confidence());
  }

  private String confidence() {
    return Numbers.percent(ConsoleTable.confidence(data.result().pooled()));
  }

  private static String calibration(FoldCalibration calibration) {
    return calibration
        .fitted()
        .map(
            fitted ->
                Numbers.temperature(fitted.temperature())
                    + " ("
                    + Numbers.share(fitted.logLossBefore())
                    + " → "
                    + Numbers.share(fitted.logLossAfter())
                    + ", "
                    + Numbers.count(fitted.images(), "image")
                    + ")")
        .orElse("– (no temperature is best)");
  }

  /** Sensitivity and specificity as counts. */
  private static String pair(ThresholdEvaluation at) {
    return counts(at.figure(Metric.SENSITIVITY)) + ", " + counts(at.figure(Metric.SPECIFICITY));
  }

  private static String counts(Estimate figure) {
    return figure.value().isPresent() ? Numbers.support(figure.support()) : "–";
  }

  private List<String> thresholds() {
    return data.result().pooled().thresholds().stream()
        .map(at -> Numbers.threshold(at.threshold()))
        .toList();
  }
}
