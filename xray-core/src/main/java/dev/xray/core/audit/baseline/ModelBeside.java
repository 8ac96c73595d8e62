package dev.xray.core.audit.baseline;

import dev.xray.core.SettingException;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.Difference;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.PairedCase;
import dev.xray.core.evaluation.PairedEvaluator;
import dev.xray.core.evaluation.ThresholdPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A model beside a null baseline, on the same test images.
 *
 * @param baseline which one
 * @param auc difference of the ROC AUC, model minus baseline, with paired intervals
 * @param beaten whether the interval of the difference lies above 0; where there is none, whether
 *     the model's own interval lies above the baseline's
 */
public record ModelBeside(Baseline baseline, Difference auc, boolean beaten) {
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
    return new ModelBeside(result.baseline(), auc, beaten(auc));
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

  /**
   * What is to be said where a model does not beat every baseline: one sentence that names those it
   * is not shown to beat, with their areas, and one of those beside which nothing can be said.
   *
   * @param all baselines that were tried, on the same test images
   * @return empty where the model beats all
   */
  public static List<String> sentences(List<ModelBeside> all) {
    List<ModelBeside> unbeaten =
        all.stream().filter(one -> !one.beaten() && one.auc().value().isPresent()).toList();
    List<ModelBeside> unknown = all.stream().filter(one -> one.auc().value().isEmpty()).toList();
    List<String> sentences = new ArrayList<>();
    if (!unbeaten.isEmpty()) {
      sentences.add(
          "It is not shown that the model, whose AUC is "
              + area(unbeaten.get(0).auc().current())
              + ", does better than "
              + alone(unbeaten, one -> " (AUC " + area(one.auc().baseline()) + ")"));
    }
    if (!unknown.isEmpty()) {
      sentences.add("Nothing can be said of the model beside " + alone(unknown, one -> ""));
    }
    return List.copyOf(sentences);
  }

  private static String alone(List<ModelBeside> some, Function<ModelBeside, String> figure) {
    String names =
        some.stream()
            .map(one -> one.baseline().title() + figure.apply(one))
            .collect(Collectors.joining(", "));
    return (some.size() == 1 ? names + " alone" : "any of these alone: " + names) + ".";
  }

  private static String area(Estimate auc) {
    return String.format(Locale.ROOT, "%.3f", auc.value().orElseThrow());
  }
}
