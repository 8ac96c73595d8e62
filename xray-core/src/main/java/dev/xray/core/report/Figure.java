package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.Proportion;
import dev.xray.core.evaluation.ThresholdEvaluation;
import java.util.function.Function;

/** The figures at a threshold, in the order in which they are shown. */
enum Figure {
  SENSITIVITY(
      "sensitivity",
      "share of %2$s images found, TP / (TP + FN)",
      ThresholdEvaluation::sensitivity),
  SPECIFICITY(
      "specificity",
      "share of %1$s images left alone, TN / (TN + FP)",
      ThresholdEvaluation::specificity),
  ACCURACY("accuracy", "share of all images classified rightly", ThresholdEvaluation::accuracy),
  PPV("PPV", "share of %2$s predictions that are right, TP / (TP + FP)", ThresholdEvaluation::ppv),
  NPV("NPV", "share of %1$s predictions that are right, TN / (TN + FN)", ThresholdEvaluation::npv),
  F1("F1", "harmonic mean of PPV and sensitivity", ThresholdEvaluation::f1);

  private final String text;
  private final String meaning;
  private final Function<ThresholdEvaluation, Proportion> figure;

  Figure(String text, String meaning, Function<ThresholdEvaluation, Proportion> figure) {
    this.text = text;
    this.meaning = meaning;
    this.figure = figure;
  }

  String text() {
    return text;
  }

  /** What the figure is, in words with the names of the classes. */
  String meaning(Classes classes) {
    return String.format(meaning, classes.negative(), classes.positive());
  }

  Proportion of(ThresholdEvaluation at) {
    return figure.apply(at);
  }
}
