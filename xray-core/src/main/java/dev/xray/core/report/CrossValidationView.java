package dev.xray.core.report;

import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.Spread;
import dev.xray.core.report.CrossValidationDocument.FoldDocument;
import dev.xray.core.report.CrossValidationDocument.SpreadsDocument;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import dev.xray.core.report.EvaluationDocument.SetDocument;
import dev.xray.core.report.Page.FoldRow;
import dev.xray.core.report.Page.SpreadGroup;
import dev.xray.core.report.Page.SpreadRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code cross-validation.json} says, in the words and numbers of the page. */
final class CrossValidationView {
  private final CrossValidationDocument document;

  CrossValidationView(CrossValidationDocument document) {
    this.document = document;
  }

  Page.CrossValidation page() {
    return new Page.CrossValidation(
        scheme(),
        meaning(),
        images(),
        Numbers.threshold(document.pooled().thresholds().get(0).threshold()),
        Numbers.percent(PageBuilder.confidence(Stream.of(document.pooled()))),
        document.overSeeds().isPresent(),
        document.perFold().stream().anyMatch(fold -> fold.calibration().isPresent()),
        Stream.of(Metric.ROC_AUC, Metric.SENSITIVITY, Metric.SPECIFICITY)
            .map(metric -> new StripView(document, metric))
            .filter(StripView::isDefined)
            .map(StripView::strip)
            .toList(),
        groups(),
        document.perFold().stream().map(this::fold).toList(),
        document.notes());
  }

  /** How the images were divided, such as {@code 5 folds, grouped by patient, 3 repeats}. */
  String scheme() {
    return (document.scheme().equals("sources")
            ? "leaving out one of " + document.folds() + " sources"
            : document.folds() + " folds")
        + (document.groupedByPatient() ? ", grouped by patient" : "")
        + ", "
        + Numbers.count(document.repeats(), "repeat");
  }

  /** In one line of Markdown, where there is an AUC. */
  String summary() {
    String auc = Metric.ROC_AUC.key();
    EstimateDocument pooled = SetViews.figure(document.pooled().scores(), Metric.ROC_AUC);
    return "Cross-validation of the recipe ("
        + scheme()
        + "): ROC AUC out of fold "
        + SetViews.text(pooled)
        + ", "
        + Numbers.support(pooled.support())
        + "; over the folds "
        + spread(document.overFolds().scores().get(auc))
        + document
            .overSeeds()
            .map(seeds -> "; over the seeds " + spread(seeds.scores().get(auc)))
            .orElse("")
        + ".";
  }

  private String images() {
    return Numbers.count(document.pooled().images(), "image")
        + " ("
        + document.pooled().positives()
        + " "
        + document.classes().positive()
        + ", "
        + document.pooled().negatives()
        + " "
        + document.classes().negative()
        + ")";
  }

  /** One sentence for who reads nothing else. */
  private String meaning() {
    Metric metric =
        document.overFolds().scores().containsKey(Metric.ROC_AUC.key())
            ? Metric.ROC_AUC
            : Metric.ACCURACY;
    Spread folds = of(document.overFolds(), metric);
    return "Models of this recipe had, each on images that it had not learned from, "
        + (metric == Metric.ROC_AUC ? "a ROC AUC" : "an accuracy")
        + " between "
        + Numbers.share(folds.lowest())
        + " and "
        + Numbers.share(folds.highest())
        + " (mean "
        + Numbers.share(folds.mean())
        + "): so far a figure moves with the images that happen to be tested"
        + document
            .overSeeds()
            .map(seeds -> of(seeds, metric))
            .map(
                seeds ->
                    ", while that of all images together moved between "
                        + Numbers.share(seeds.lowest())
                        + " and "
                        + Numbers.share(seeds.highest())
                        + " from seed to seed.")
            .orElse(". How far the seed moves it is not known: there is one repeat.");
  }

  private static Spread of(SpreadsDocument spreads, Metric metric) {
    Spread spread =
        (metric.atThreshold() ? spreads.thresholds().get(0).figures() : spreads.scores())
            .get(metric.key());
    if (spread == null) {
      throw new IllegalArgumentException("There is no spread of " + metric.key());
    }
    return spread;
  }

  private List<SpreadGroup> groups() {
    List<SpreadGroup> groups = new ArrayList<>();
    groups.add(
        new SpreadGroup(
            "Of the probabilities",
            rows(
                Arrays.stream(Metric.values()).filter(metric -> !metric.atThreshold()).toList(),
                document.pooled().scores(),
                document.overFolds().scores(),
                document.overSeeds().map(SpreadsDocument::scores).orElse(Map.of()))));
    for (int i = 0; i < document.pooled().thresholds().size(); i++) {
      int at = i;
      groups.add(
          new SpreadGroup(
              "At threshold "
                  + Numbers.threshold(document.pooled().thresholds().get(at).threshold()),
              rows(
                  Arrays.stream(Figure.values()).map(Figure::metric).toList(),
                  document.pooled().thresholds().get(at).figures(),
                  document.overFolds().thresholds().get(at).figures(),
                  document
                      .overSeeds()
                      .map(seeds -> seeds.thresholds().get(at).figures())
                      .orElse(Map.of()))));
    }
    return groups;
  }

  private static List<SpreadRow> rows(
      List<Metric> metrics,
      Map<String, EstimateDocument> pooled,
      Map<String, Spread> folds,
      Map<String, Spread> seeds) {
    return metrics.stream()
        .filter(metric -> pooled.containsKey(metric.key()))
        .map(
            metric ->
                new SpreadRow(
                    metric.key(),
                    metric.text(),
                    SetViews.cell(SetViews.figure(pooled, metric), metric),
                    spread(folds.get(metric.key())),
                    spread(seeds.get(metric.key()))))
        .toList();
  }

  private static String spread(@Nullable Spread spread) {
    return Optional.ofNullable(spread).map(Numbers::spread).orElse("–");
  }

  private FoldRow fold(FoldDocument fold) {
    SetDocument figures = fold.figures();
    Map<String, EstimateDocument> at = figures.thresholds().get(0).figures();
    return new FoldRow(
        fold.repeat(),
        fold.name(),
        figures.positives() + " + " + figures.negatives(),
        fold.calibration()
            .map(calibration -> Numbers.temperature(calibration.temperature()))
            .orElse("–"),
        SetViews.text(SetViews.figure(figures.scores(), Metric.ROC_AUC)),
        counted(SetViews.figure(at, Metric.SENSITIVITY)),
        counted(SetViews.figure(at, Metric.SPECIFICITY)));
  }

  private static String counted(EstimateDocument figure) {
    return figure.value() == null
        ? "–"
        : Numbers.share(figure.value()) + ", " + Numbers.support(figure.support());
  }
}
