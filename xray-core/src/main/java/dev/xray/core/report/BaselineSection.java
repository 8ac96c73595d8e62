package dev.xray.core.report;

import dev.xray.core.audit.baseline.BaselineResult;
import dev.xray.core.audit.baseline.ModelBeside;
import dev.xray.core.report.ComparisonDocument.DifferenceDocument;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import java.util.List;
import java.util.Optional;

/**
 * How well null baselines do on the very same split, as {@code audit.json} tells it.
 *
 * @param sentences which baselines the model, where there is one, does not beat
 * @param baselines one entry for each baseline
 */
public record BaselineSection(List<String> sentences, List<BaselineDocument> baselines) {
  /** Copies the lists. */
  public BaselineSection {
    sentences = List.copyOf(sentences);
    baselines = List.copyOf(baselines);
  }

  /**
   * A baseline; see {@link BaselineResult}.
   *
   * @param baseline its name
   * @param title in words
   * @param kind {@code cannot contain the disease} or {@code simple but legitimate}
   * @param skipped why it was not trained
   * @param features that vary in the training part
   * @param penalty inverse strength of the penalty; absent if skipped
   * @param auc ROC AUC on the test part
   * @param accuracy at 0.5 on the test part
   * @param p one-sided, by permutation of patients
   * @param limit AUC beyond which it may raise an alarm; absent for one that is legitimate
   * @param model the model beside it: difference of the ROC AUC, model minus baseline
   * @param beaten whether the model beats it
   * @param text one sentence
   */
  public record BaselineDocument(
      String baseline,
      String title,
      String kind,
      Optional<String> skipped,
      int features,
      Optional<Double> penalty,
      EstimateDocument auc,
      EstimateDocument accuracy,
      double p,
      Optional<Double> limit,
      Optional<DifferenceDocument> model,
      Optional<Boolean> beaten,
      String text) {
    private static BaselineDocument of(BaselineResult one, Optional<ModelBeside> model) {
      return new BaselineDocument(
          one.baseline().id(),
          one.baseline().title(),
          one.baseline().kind().text(),
          one.skipped(),
          one.features(),
          one.skipped().isPresent() ? Optional.empty() : Optional.of(one.penalty()),
          EstimateDocument.of(one.auc()),
          EstimateDocument.of(one.accuracy()),
          one.p(),
          one.alarms() ? Optional.of(BaselineResult.LIMIT) : Optional.empty(),
          model.map(beside -> DifferenceDocument.of(beside.auc())),
          model.map(ModelBeside::beaten),
          one.text());
    }
  }

  /**
   * The section for what was found.
   *
   * @param results of all baselines
   * @param model beside those that were tried; empty where there is none
   */
  public static BaselineSection of(List<BaselineResult> results, List<ModelBeside> model) {
    return new BaselineSection(
        ModelBeside.sentences(model),
        results.stream()
            .map(
                one ->
                    BaselineDocument.of(
                        one,
                        model.stream()
                            .filter(beside -> beside.baseline() == one.baseline())
                            .findFirst()))
            .toList());
  }
}
