package dev.xray.core.report;

import dev.xray.core.evaluation.Proportion;
import dev.xray.core.evaluation.ThresholdEvaluation;
import java.util.function.Function;

/** The figures at a threshold, in the order in which they are shown. */
enum Figure {
  SENSITIVITY(
      "sensitivity", "share of positives found, TP / (TP + FN)", ThresholdEvaluation::sensitivity),
  SPECIFICITY(
      "specificity",
      "share of negatives left alone, TN / (TN + FP)",
      ThresholdEvaluation::specificity),
  ACCURACY("accuracy", "share classified rightly", ThresholdEvaluation::accuracy),
  PPV("PPV", "share of positive predictions that are right", ThresholdEvaluation::ppv),
  NPV("NPV", "share of negative predictions that are right", ThresholdEvaluation::npv),
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

  String meaning() {
    return meaning;
  }

  Proportion of(ThresholdEvaluation at) {
    return figure.apply(at);
  }
}
