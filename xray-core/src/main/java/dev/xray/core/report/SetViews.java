package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.ConfusionMatrix;
import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.ReliabilityBin;
import dev.xray.core.evaluation.Support;
import dev.xray.core.report.EvaluationDocument.CalibrationDocument;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import dev.xray.core.report.EvaluationDocument.IntervalDocument;
import dev.xray.core.report.EvaluationDocument.SetDocument;
import dev.xray.core.report.EvaluationDocument.SliceDocument;
import dev.xray.core.report.EvaluationDocument.ThresholdDocument;
import dev.xray.core.report.Page.Bin;
import dev.xray.core.report.Page.Calibrated;
import dev.xray.core.report.Page.Calibration;
import dev.xray.core.report.Page.Cell;
import dev.xray.core.report.Page.Comparison;
import dev.xray.core.report.Page.FigureRow;
import dev.xray.core.report.Page.Matrix;
import dev.xray.core.report.Page.Score;
import dev.xray.core.report.Page.SetView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code evaluation.json} says of a set of images, in the words and numbers of the page. */
final class SetViews {
  private final Classes classes;
  private final OptionalDouble prevalence;

  SetViews(Classes classes, OptionalDouble prevalence) {
    this.classes = classes;
    this.prevalence = prevalence;
  }

  SetView set(PageSet set) {
    SetDocument document = set.document();
    return new SetView(
        set.name(),
        heading(set),
        document.images(),
        counts(document.positives(), document.negatives()),
        patients(document),
        scores(document),
        share(document.positives(), document.images()),
        document.thresholds().stream().map(at -> Numbers.threshold(at.threshold())).toList(),
        figures(document.thresholds()),
        document.thresholds().stream().map(SetViews::matrix).toList());
  }

  private static String heading(PageSet set) {
    return switch (set.document().role()) {
      case "training" -> "Training images: the network has learned from these";
      case "validation" -> "Validation images: training was steered by these";
      case "test" -> "Test images: seen by nothing but this evaluation";
      default -> "External images: " + set.name();
    };
  }

  private String counts(int positives, int negatives) {
    return positives + " " + classes.positive() + ", " + negatives + " " + classes.negative();
  }

  private static String patients(SetDocument set) {
    if (set.imagesWithoutPatient() == set.images()) {
      return "patients not known";
    }
    String known = Numbers.count(set.patients(), "patient");
    return set.imagesWithoutPatient() == 0
        ? known
        : known + " known; " + set.imagesWithoutPatient() + " images without a patient id";
  }

  private List<Score> scores(SetDocument set) {
    return Arrays.stream(Metric.values())
        .filter(metric -> set.scores().containsKey(metric.key()))
        .map(metric -> score(metric, set))
        .toList();
  }

  private Score score(Metric metric, SetDocument set) {
    EstimateDocument figure = figure(set.scores(), metric);
    return new Score(
        metric.text(),
        value(figure),
        figure.interval().map(SetViews::bounds).orElse(""),
        figure
            .interval()
            .map(interval -> interval.method().text())
            .or(figure::reason)
            .or(figure::noInterval)
            .orElse(""),
        meaning(metric, set));
  }

  private String meaning(Metric metric, SetDocument set) {
    return switch (metric) {
      case ROC_AUC ->
          "a "
              + classes.positive()
              + " image scores higher than a "
              + classes.negative()
              + " one; a coin gives 0.5";
      case PR_AUC ->
          "average precision; a coin gives "
              + Numbers.share(set.images() == 0 ? 0 : (double) set.positives() / set.images());
      case LOG_LOSS -> "0 is perfect, a coin gives 0.693";
      case BRIER -> "mean squared error; 0 is perfect, a coin gives 0.25";
      case ECE -> "mean distance of probability and share; 0 is calibrated";
      default -> "";
    };
  }

  private List<FigureRow> figures(List<ThresholdDocument> thresholds) {
    return Arrays.stream(Figure.values())
        .filter(
            figure ->
                thresholds.stream().anyMatch(at -> at.figures().containsKey(figure.metric().key())))
        .map(figure -> row(figure, thresholds))
        .toList();
  }

  private FigureRow row(Figure figure, List<ThresholdDocument> thresholds) {
    List<EstimateDocument> estimates =
        thresholds.stream().map(at -> figure(at.figures(), figure.metric())).toList();
    return new FigureRow(
        figure.metric().key(),
        figure.text(),
        figure.meaning(classes, prevalence),
        methods(estimates),
        estimates.stream().map(estimate -> cell(estimate, figure.metric())).toList());
  }

  private static String methods(List<EstimateDocument> estimates) {
    return estimates.stream()
        .flatMap(estimate -> estimate.interval().stream())
        .map(interval -> interval.method().text())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  static Cell cell(EstimateDocument figure, Metric metric) {
    String support = support(figure.support());
    if (figure.interval().isEmpty()) {
      String reason = figure.reason().or(figure::noInterval).orElse("");
      return new Cell(value(figure), false, reason, "", support, "0", "0", "0");
    }
    IntervalDocument interval = figure.interval().get();
    double value = figure.value() == null ? metric.lowest() : figure.value();
    double span = metric.highest() - metric.lowest();
    return new Cell(
        value(figure),
        true,
        "",
        bounds(interval),
        support,
        percent((interval.low() - metric.lowest()) / span),
        percent((interval.high() - interval.low()) / span),
        percent((value - metric.lowest()) / span));
  }

  private static Matrix matrix(ThresholdDocument at) {
    ConfusionMatrix confusion = at.confusion();
    return new Matrix(
        Numbers.threshold(at.threshold()),
        confusion.truePositives(),
        confusion.falseNegatives(),
        confusion.falsePositives(),
        confusion.trueNegatives(),
        confusion.positives(),
        confusion.negatives(),
        share(confusion.truePositives(), confusion.positives()),
        share(confusion.falseNegatives(), confusion.positives()),
        share(confusion.falsePositives(), confusion.negatives()),
        share(confusion.trueNegatives(), confusion.negatives()));
  }

  List<Bin> bins(SetDocument set) {
    return set.reliability().stream().map(SetViews::bin).toList();
  }

  private static Bin bin(ReliabilityBin bin) {
    return new Bin(
        Numbers.threshold(bin.low()) + " to " + Numbers.threshold(bin.high()),
        bin.images(),
        Numbers.share(bin.meanProbability()),
        Numbers.share(bin.positiveShare()));
  }

  /** The scores that calibration is about, without it and with it. */
  static Calibration calibration(CalibrationDocument document) {
    return new Calibration(
        "Every logit is divided by the temperature "
            + Numbers.temperature(document.temperature())
            + ", fitted on "
            + Numbers.count(document.images(), document.fittedOn() + " image")
            + " (Guo et al. 2017).",
        Stream.of(Metric.LOG_LOSS, Metric.BRIER, Metric.ECE)
            .map(
                metric ->
                    new Calibrated(
                        metric.text(),
                        text(figure(document.before().scores(), metric)),
                        text(figure(document.after().scores(), metric))))
            .toList());
  }

  static String text(EstimateDocument figure) {
    return value(figure)
        + figure.interval().map(interval -> " (" + bounds(interval) + ")").orElse("");
  }

  /** All sets side by side at a threshold, and under each its slices. */
  List<Comparison> comparisons(List<PageSet> sets, double threshold) {
    List<Comparison> rows = new ArrayList<>();
    for (PageSet set : sets) {
      SetDocument document = set.document();
      rows.add(
          comparison(
              set.name(),
              false,
              counts(document.positives(), document.negatives()),
              document.scores(),
              at(document.thresholds(), threshold)));
      for (SliceDocument slice : document.slices()) {
        rows.add(
            comparison(
                set.name() + ", " + slice.column() + " " + slice.value(),
                slice.tooSmall(),
                counts(slice.positives(), slice.negatives()),
                slice.scores(),
                at(slice.thresholds(), threshold)));
      }
    }
    return rows;
  }

  private static Comparison comparison(
      String name,
      boolean tooSmall,
      String counts,
      Map<String, EstimateDocument> scores,
      Map<String, EstimateDocument> figures) {
    return new Comparison(
        name,
        tooSmall,
        counts,
        cell(figure(figures, Metric.SENSITIVITY), Metric.SENSITIVITY),
        cell(figure(figures, Metric.SPECIFICITY), Metric.SPECIFICITY),
        cell(figure(scores, Metric.ROC_AUC), Metric.ROC_AUC));
  }

  private static Map<String, EstimateDocument> at(
      List<ThresholdDocument> thresholds, double threshold) {
    return thresholds.stream()
        .filter(at -> at.threshold() == threshold)
        .findFirst()
        .orElseThrow()
        .figures();
  }

  static EstimateDocument figure(Map<String, EstimateDocument> figures, Metric metric) {
    EstimateDocument figure = figures.get(metric.key());
    if (figure == null) {
      throw new IllegalArgumentException("There is no " + metric.key());
    }
    return figure;
  }

  private static String value(EstimateDocument figure) {
    return figure.value() == null ? "–" : Numbers.share(figure.value());
  }

  /** The count, and how many independent images it is worth where that is fewer. */
  static String support(Support support) {
    return Numbers.support(support)
        + (support.effective() < support.images()
            ? String.format(Locale.ROOT, ", effective n %.1f", support.effective())
            : "");
  }

  /** The bounds, and whether they are known to be too narrow. */
  static String bounds(IntervalDocument interval) {
    return Numbers.interval(
            new Interval(interval.low(), interval.high(), interval.confidence(), interval.method()))
        + (interval.approximate() ? ", approximate" : "");
  }

  private static int share(int count, int of) {
    return of == 0 ? 0 : (int) Math.round(100.0 * count / of);
  }

  private static String percent(double share) {
    return PageBuilder.percent(share);
  }
}
