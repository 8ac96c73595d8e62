package dev.xray.core.audit.baseline;

import dev.xray.core.SettingException;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.Difference;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.PairedCase;
import dev.xray.core.evaluation.PairedEvaluator;
import dev.xray.core.evaluation.ThresholdPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A model beside a null baseline, on the same test images.
 *
 * @param baseline which one
 * @param auc difference of the ROC AUC, model minus baseline, with paired intervals
 * @param beaten whether the interval of the difference lies above 0; where there is none, whether
 *     the model's own interval lies above the baseline's
 * @param text one sentence
 */
public record ModelBeside(Baseline baseline, Difference auc, boolean beaten, String text) {
  /**
   * Puts a model beside every baseline that was tried.
   *
   * @param results on the test part
   * @param probabilities of the positive class by the model for the same images, in their order
   * @param settings confidence and bootstrap of the intervals
   */
  public static List<ModelBeside> of(
      List<BaselineResult> results, List<Double> probabilities, EvaluationSettings settings) {
    List<ModelBeside> all = new ArrayList<>();
    for (BaselineResult result : results) {
      if (result.skipped().isEmpty()) {
        all.add(of(result, probabilities, settings));
      }
    }
    return List.copyOf(all);
  }

  private static ModelBeside of(
      BaselineResult result, List<Double> probabilities, EvaluationSettings settings) {
    if (probabilities.size() != result.cases().size()) {
      throw new IllegalArgumentException(
          probabilities.size() + " probabilities for " + result.cases().size() + " images");
    }
    List<PairedCase> cases = new ArrayList<>();
    for (int i = 0; i < probabilities.size(); i++) {
      Case one = result.cases().get(i);
      cases.add(
          new PairedCase(one.positive(), probabilities.get(i), one.probability(), one.patient()));
    }
    Difference auc = difference(cases, settings);
    boolean beaten = beaten(auc);
    return new ModelBeside(result.baseline(), auc, beaten, text(result.baseline(), auc, beaten));
  }

  private static Difference difference(List<PairedCase> cases, EvaluationSettings settings) {
    try {
      Difference difference =
          PairedEvaluator.compare(cases, List.of(new ThresholdPair(0.5, 0.5)), settings)
              .scores()
              .get(Metric.ROC_AUC);
      if (difference == null) {
        throw new IllegalStateException("every evaluation has a ROC AUC");
      }
      return difference;
    } catch (SettingException e) {
      throw new IllegalStateException("0.5 is a threshold", e);
    }
  }

  private static boolean beaten(Difference auc) {
    return auc.intervals().isEmpty()
        ? auc.value().orElse(0) > 0
            && auc.current().interval().isPresent()
            && auc.baseline().interval().isPresent()
            && auc.current().interval().get().low() > auc.baseline().interval().get().high()
        : auc.intervals().get(0).low() > 0;
  }

  private static String text(Baseline baseline, Difference auc, boolean beaten) {
    if (auc.value().isEmpty()) {
      return "Nothing can be said of the model beside " + baseline.title() + " alone.";
    }
    String figures =
        String.format(
            Locale.ROOT,
            " (AUC %.3f and %.3f, difference %.3f%s).",
            auc.current().value().orElseThrow(),
            auc.baseline().value().orElseThrow(),
            auc.value().getAsDouble(),
            auc.intervals().isEmpty() ? "" : ", " + text(auc.intervals().get(0)));
    return beaten
        ? "The model does better than " + baseline.title() + " alone" + figures
        : "It is not shown that the model does better than "
            + baseline.title()
            + " alone"
            + figures;
  }

  private static String text(Interval interval) {
    return String.format(
        Locale.ROOT,
        "%.0f%% interval %.3f to %.3f",
        100 * interval.confidence(),
        interval.low(),
        interval.high());
  }
}
