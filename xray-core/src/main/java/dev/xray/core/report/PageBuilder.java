package dev.xray.core.report;

import dev.xray.core.Disclaimer;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.SourceCount;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.model.ChosenThreshold;
import dev.xray.core.report.EvaluationDocument.IntervalDocument;
import dev.xray.core.report.EvaluationDocument.SetDocument;
import dev.xray.core.report.Page.Choice;
import dev.xray.core.report.Page.Curve;
import dev.xray.core.report.Page.Live;
import dev.xray.core.report.Page.MissingFiles;
import dev.xray.core.report.Page.Pair;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Words what a report's data say. */
final class PageBuilder {
  /** An AUC from which on a reader is warned rather than congratulated. */
  private static final double TOO_GOOD = 0.98;

  private static final int SAMPLE_SIDE = 160;
  private static final int MOST_SAMPLES = 12;

  /** Pictures of images outside the test set. */
  private static final int MOST_OTHER_PICTURES = 200;

  private final ReportData data;
  private final EvaluationDocument document;
  private final boolean published;
  private final Classes classes;

  /**
   * Constructs a builder.
   *
   * @param published whether the page is to leave the machine
   */
  PageBuilder(ReportData data, boolean published) {
    this.data = data;
    this.document = EvaluationDocument.of(data);
    this.published = published;
    this.classes = data.classes();
  }

  Page build() {
    List<PageSet> sets = PageSet.of(data, document.sets());
    PageSet test = sets.get(0);
    SetViews views = new SetViews(classes, data.prevalence());
    double start = data.thresholds().get(0);
    GalleryBuilder galleries = new GalleryBuilder(test, classes, data.thresholds());
    return new Page(
        data.name(),
        Disclaimer.TEXT,
        classes.negative(),
        classes.positive(),
        subtitle(),
        Numbers.percent(confidence(sets.stream().map(PageSet::document))),
        data.prevalence().isPresent() ? Numbers.percent(data.prevalence().getAsDouble()) : "",
        published,
        AuditPart.of(data.audit(), classes.positive(), published),
        cautions(),
        data.chosenThreshold().map(PageBuilder::chosen).orElse(""),
        views.set(test),
        sets.stream().skip(1).map(views::set).toList(),
        views.comparisons(sets, start),
        Numbers.threshold(start),
        galleries.galleries(),
        galleries.notes(),
        galleries.pictureNotes(),
        choices(sets),
        data.thresholds().stream().map(Numbers::threshold).toList(),
        views.bins(test.document()),
        document.calibration().stream().map(SetViews::calibration).toList(),
        live(sets, start),
        data.crossValidation().stream()
            .map(crossValidation -> new CrossValidationView(crossValidation).page())
            .toList(),
        data.history().isPresent() && data.crossValidation().isEmpty(),
        data.history().map(PageBuilder::curves).orElse(List.of()),
        data.history().map(LearningCurve::caption).orElse(""),
        data.samples().stream().map(PageBuilder::sheet).toList(),
        data.provenance().sources().stream().map(PageBuilder::source).toList(),
        LicenceRow.of(data.provenance().licences(), classes),
        LicenceWords.note(data.provenance().licences()),
        missing(),
        facts(),
        pairs(data.provenance().digests()),
        pairs(data.provenance().settings()),
        warnings());
  }

  private static List<Choice> choices(List<PageSet> sets) {
    return IntStream.range(0, sets.size())
        .mapToObj(i -> new Choice(i, sets.get(i).name(), sets.get(i).images().size()))
        .toList();
  }

  private Live live(List<PageSet> sets, double start) {
    int pictures = Math.min(MOST_OTHER_PICTURES, GalleryBuilder.MOST - sets.get(0).images().size());
    PageDataBuilder builder = new PageDataBuilder(classes, published, pictures);
    PageAssets assets = PageAssets.get();
    return new Live(
        builder
            .build(
                sets,
                sets.get(0),
                new PageDataBuilder.Settings(
                    start,
                    NormalDistribution.of(0, 1)
                        .inverseSurvivalProbability(
                            (1 - confidence(sets.stream().map(PageSet::document))) / 2),
                    data.prevalence(),
                    document
                        .calibration()
                        .map(calibration -> calibration.before().reliability())
                        .orElse(List.of())))
            .json(),
        assets.scripts(),
        assets.hashes(),
        assets.chartStyle(),
        assets.chartLicence());
  }

  /** That of the intervals, which all have the same. */
  static double confidence(Stream<SetDocument> sets) {
    return sets.flatMap(set -> set.thresholds().stream())
        .flatMap(at -> at.figures().values().stream())
        .flatMap(figure -> figure.interval().stream())
        .mapToDouble(IntervalDocument::confidence)
        .findFirst()
        .orElse(EvaluationSettings.defaults().confidence());
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

  private static String chosen(ChosenThreshold threshold) {
    return "The threshold "
        + Numbers.threshold(threshold.value())
        + " decides: by "
        + threshold.policy()
        + ", "
        + threshold.chosenOnText()
        + ".";
  }

  /** What a reader must know before the figures. */
  private List<String> cautions() {
    Evaluation test = data.test().evaluation();
    List<String> cautions = new ArrayList<>(ExternalFalls.of(document));
    document.sets().values().forEach(set -> set.caution().ifPresent(cautions::add));
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

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }

  static String dataUri(String type, byte[] bytes) {
    return "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
