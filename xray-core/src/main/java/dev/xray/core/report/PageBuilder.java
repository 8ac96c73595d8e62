package dev.xray.core.report;

import dev.xray.core.Disclaimer;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.SourceCount;
import dev.xray.core.evaluation.ConfusionMatrix;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.ThresholdEvaluation;
import dev.xray.core.model.ChosenThreshold;
import dev.xray.core.report.Page.Cell;
import dev.xray.core.report.Page.Curve;
import dev.xray.core.report.Page.FigureRow;
import dev.xray.core.report.Page.Matrix;
import dev.xray.core.report.Page.MissingFiles;
import dev.xray.core.report.Page.Pair;
import dev.xray.core.report.Page.PartView;
import dev.xray.core.report.Page.Sheet;
import dev.xray.core.report.Page.SourceRow;
import dev.xray.core.runtime.RuntimeInfo;
import dev.xray.core.training.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Words what a report's data say. */
final class PageBuilder {
  /** An AUC from which on a reader is warned rather than congratulated. */
  private static final double TOO_GOOD = 0.98;

  private static final int SAMPLE_SIDE = 160;
  private static final int MOST_SAMPLES = 12;

  private final ReportData data;
  private final boolean published;
  private final Classes classes;

  /**
   * Constructs a builder.
   *
   * @param published whether the page is to leave the machine
   */
  PageBuilder(ReportData data, boolean published) {
    this.data = data;
    this.published = published;
    this.classes = data.classes();
  }

  Page build() {
    List<PartView> parts =
        data.parts().entrySet().stream()
            .map(entry -> part(entry.getKey(), entry.getValue().evaluation()))
            .toList();
    PartView test = parts.get(parts.size() - 1);
    GalleryBuilder galleries = new GalleryBuilder(data);
    ScorePlot plot = new ScorePlot(data);
    return new Page(
        data.name(),
        Disclaimer.TEXT,
        classes.negative(),
        classes.positive(),
        subtitle(),
        published,
        cautions(),
        parts,
        test,
        parts.subList(0, parts.size() - 1),
        Numbers.threshold(data.thresholds().get(0)),
        galleries.galleries(),
        galleries.notes(),
        plot.dots(),
        plot.lines(),
        data.history().map(PageBuilder::curves).orElse(List.of()),
        data.history().map(LearningCurve::caption).orElse(""),
        data.samples().stream().map(PageBuilder::sheet).toList(),
        data.provenance().sources().stream().map(PageBuilder::source).toList(),
        missing(),
        facts(),
        pairs(data.provenance().digests()),
        pairs(data.provenance().settings()),
        warnings());
  }

  private String subtitle() {
    return classes.positive()
        + " against "
        + classes.negative()
        + ", recipe "
        + data.provenance().recipe()
        + ", seed "
        + data.provenance().seed();
  }

  /** What a reader must know before the figures. */
  private List<String> cautions() {
    Evaluation test = data.test().evaluation();
    List<String> cautions = new ArrayList<>();
    data.chosenThreshold()
        .filter(ChosenThreshold::optimistic)
        .ifPresent(
            chosen ->
                cautions.add(
                    "The threshold "
                        + Numbers.threshold(chosen.value())
                        + " was "
                        + chosen.chosenOnText()
                        + ". Its figures below are better than they will be on new images."));
    test.score(Metric.ROC_AUC)
        .value()
        .ifPresent(
            auc -> {
              if (auc >= TOO_GOOD) {
                cautions.add(
                    "An AUC of "
                        + Numbers.share(auc)
                        + " is no reason to celebrate. Where chest X-ray classifiers reached such"
                        + " figures, a source, a marker or a scanner often gave the class away"
                        + " (DeGrave et al. 2021; Roberts et al. 2021).");
              }
            });
    int fewest = Math.min(test.positives(), test.negatives());
    if (fewest < 100) {
      cautions.add(
          "The test set is small: "
              + test.positives()
              + " "
              + classes.positive()
              + " and "
              + test.negatives()
              + " "
              + classes.negative()
              + ". Read the intervals, not the values alone.");
    }
    if (test.repeatedPatients()) {
      cautions.add(
          "Some patients have several test images. The intervals allow for that: they rest on"
              + " fewer images than are counted.");
    }
    return cautions;
  }

  private PartView part(Part part, Evaluation evaluation) {
    return new PartView(
        ConfusionHeatmap.name(part),
        switch (part) {
          case TRAINING -> "Training images: the network has learned from these";
          case VALIDATION -> "Validation images: training was steered by these";
          case TEST -> "Test images: seen by nothing but this evaluation";
        },
        evaluation.images(),
        evaluation.positives()
            + " "
            + classes.positive()
            + ", "
            + evaluation.negatives()
            + " "
            + classes.negative(),
        patients(evaluation),
        Numbers.value(evaluation.score(Metric.ROC_AUC)),
        evaluation
            .score(Metric.ROC_AUC)
            .undefined()
            .orElse(
                evaluation.positives()
                    + " × "
                    + evaluation.negatives()
                    + " pairs"
                    + interval(evaluation.score(Metric.ROC_AUC))),
        Numbers.value(evaluation.score(Metric.LOG_LOSS)),
        evaluation
            .score(Metric.LOG_LOSS)
            .undefined()
            .orElse(
                Numbers.count(evaluation.images(), "image")
                    + interval(evaluation.score(Metric.LOG_LOSS))
                    + "; 0 is perfect, 0.693 a coin"),
        share(evaluation.positives(), evaluation.images()),
        evaluation.thresholds().stream().map(at -> Numbers.threshold(at.threshold())).toList(),
        Figure.of(evaluation).stream().map(figure -> row(figure, evaluation)).toList(),
        evaluation.thresholds().stream().map(PageBuilder::matrix).toList());
  }

  private static String interval(Estimate figure) {
    return figure.interval().map(bounds -> "; 95% " + Numbers.interval(bounds)).orElse("");
  }

  private static String patients(Evaluation evaluation) {
    if (evaluation.withoutPatient() == evaluation.images()) {
      return "patients not known";
    }
    String known = Numbers.count(evaluation.patients(), "patient");
    return evaluation.withoutPatient() == 0
        ? known
        : known + " known; " + evaluation.withoutPatient() + " images without a patient id";
  }

  private FigureRow row(Figure figure, Evaluation evaluation) {
    return new FigureRow(
        figure.text(),
        figure.meaning(classes),
        evaluation.thresholds().stream()
            .map(at -> cell(Numbers.threshold(at.threshold()), figure.at(at)))
            .toList());
  }

  private static Cell cell(String threshold, Estimate figure) {
    String support = Numbers.support(figure.support());
    if (figure.interval().isEmpty()) {
      String reason = figure.undefined().or(figure::noInterval).orElse("");
      return new Cell(threshold, Numbers.value(figure), false, reason, "", support, "0", "0", "0");
    }
    Interval interval = figure.interval().get();
    double low = Math.max(0, interval.low());
    return new Cell(
        threshold,
        Numbers.value(figure),
        true,
        "",
        Numbers.interval(interval),
        support,
        percent(low),
        percent(Math.max(0, interval.high()) - low),
        percent(Math.max(0, figure.value().orElse(0))));
  }

  private static Matrix matrix(ThresholdEvaluation at) {
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

  private static List<Curve> curves(History history) {
    return Arrays.stream(LearningCurve.Quantity.values())
        .map(
            quantity ->
                new Curve(
                    quantity.name().toLowerCase(Locale.ROOT)
                        + " over "
                        + Numbers.count(history.epochs().size(), "epoch"),
                    dataUri("png", LearningCurve.png(history, quantity, LearningCurve.Theme.LIGHT)),
                    dataUri("png", LearningCurve.png(history, quantity, LearningCurve.Theme.DARK))))
        .toList();
  }

  private static Sheet sheet(ClassSamples samples) {
    return new Sheet(
        samples.label(),
        samples.images().stream()
            .limit(MOST_SAMPLES)
            .map(image -> dataUri("jpeg", Png.thumbnail(image, SAMPLE_SIDE)))
            .toList());
  }

  private static SourceRow source(SourceCount source) {
    return new SourceRow(
        source.source(),
        source.label(),
        source.rows(),
        source.matched(),
        source.missing().size(),
        source.repeated(),
        source.sampledAway(),
        source.taken());
  }

  /** Warnings name files. */
  private List<String> warnings() {
    List<String> warnings = data.provenance().warnings();
    return published && !warnings.isEmpty()
        ? List.of(
            Numbers.count(warnings.size(), "warning")
                + " of reading the data set; to be read where it was built.")
        : warnings;
  }

  private List<MissingFiles> missing() {
    if (published) {
      return List.of();
    }
    return data.provenance().sources().stream()
        .filter(source -> !source.missing().isEmpty())
        .map(source -> new MissingFiles(source.source(), source.missing().size(), source.missing()))
        .toList();
  }

  private List<Pair> facts() {
    Provenance provenance = data.provenance();
    RuntimeInfo runtime = provenance.runtime();
    List<Pair> facts = new ArrayList<>();
    facts.add(new Pair("recipe", provenance.recipe()));
    facts.add(new Pair("seed", Long.toString(provenance.seed())));
    facts.addAll(pairs(provenance.versions()));
    facts.add(new Pair("TensorFlow", runtime.tensorFlow()));
    facts.add(new Pair("OpenCV", runtime.openCv()));
    facts.add(new Pair("device", runtime.device()));
    facts.add(new Pair("platform", runtime.platform()));
    facts.add(
        new Pair(
            "threads",
            runtime.intraOpThreads()
                + " in an operation, "
                + runtime.interOpThreads()
                + " operations at a time"));
    facts.add(new Pair("oneDNN", runtime.oneDnn() ? "on" : "off"));
    return facts;
  }

  private static List<Pair> pairs(Map<String, ?> map) {
    return map.entrySet().stream()
        .map(entry -> new Pair(entry.getKey(), String.valueOf(entry.getValue())))
        .toList();
  }

  private static int share(int count, int of) {
    return of == 0 ? 0 : (int) Math.round(100.0 * count / of);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }

  static String dataUri(String type, byte[] bytes) {
    return "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
