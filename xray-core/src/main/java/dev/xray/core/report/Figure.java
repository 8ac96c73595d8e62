package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.ThresholdEvaluation;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** The figures at a threshold, in the order in which they are shown, in words. */
enum Figure {
  SENSITIVITY(Metric.SENSITIVITY, "share of %2$s images found, TP / (TP + FN)"),
  SPECIFICITY(Metric.SPECIFICITY, "share of %1$s images left alone, TN / (TN + FP)"),
  ACCURACY(Metric.ACCURACY, "share of all images classified rightly"),
  BALANCED_ACCURACY(Metric.BALANCED_ACCURACY, "mean of sensitivity and specificity"),
  PPV(Metric.PPV, "share of %2$s predictions that are right, TP / (TP + FP)"),
  NPV(Metric.NPV, "share of %1$s predictions that are right, TN / (TN + FN)"),
  PPV_AT_PREVALENCE(
      Metric.PPV_AT_PREVALENCE,
      "PPV where %2$s has the declared prevalence%3$s, by Bayes' theorem"),
  NPV_AT_PREVALENCE(
      Metric.NPV_AT_PREVALENCE,
      "NPV where %2$s has the declared prevalence%3$s, by Bayes' theorem"),
  F1(Metric.F1, "harmonic mean of PPV and sensitivity"),
  MCC(Metric.MCC, "correlation of truth and prediction, -1 to 1 (Matthews)");

  private final Metric metric;
  private final String meaning;

  Figure(Metric metric, String meaning) {
    this.metric = metric;
    this.meaning = meaning;
  }

  /** Those that an evaluation has. */
  static List<Figure> of(Evaluation evaluation) {
    return Arrays.stream(values())
        .filter(
            figure ->
                evaluation.thresholds().stream()
                    .anyMatch(at -> at.figures().containsKey(figure.metric)))
        .toList();
  }

  Metric metric() {
    return metric;
  }

  String text() {
    return metric.text();
  }

  /**
   * What the figure is, in words with the names of the classes.
   *
   * @param prevalence the declared one
   */
  String meaning(Classes classes, OptionalDouble prevalence) {
    return String.format(
        meaning,
        classes.negative(),
        classes.positive(),
        prevalence.isPresent() ? " of " + Numbers.percent(prevalence.getAsDouble()) : "");
  }

  Estimate at(ThresholdEvaluation threshold) {
    return threshold.figure(metric);
  }
}
