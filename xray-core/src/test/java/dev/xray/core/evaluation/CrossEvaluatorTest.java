package dev.xray.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CrossEvaluatorTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final List<Double> THRESHOLDS = List.of(0.5);
  private static final EvaluationSettings SETTINGS = EvaluationSettings.defaults();

  @Test
  void repeats_are_averaged_and_never_add_to_the_number_of_images() throws Exception {
    CrossValidation result =
        evaluate(
            fold(1, 1, List.of(0, 1), 0.9, 0.2),
            fold(1, 2, List.of(2, 3), 0.4, 0.6),
            fold(2, 1, List.of(0, 3), 0.7, 0.2),
            fold(2, 2, List.of(1, 2), 0.4, 0.8));

    assertThat(result.cases()).extracting(Case::probability).hasSize(4);
    assertThat(result.cases().get(0).probability()).isEqualTo(0.8, EXACT);
    assertThat(result.cases().get(1).probability()).isEqualTo(0.3, EXACT);
    assertThat(result.cases().get(2).probability()).isEqualTo(0.6, EXACT);
    assertThat(result.cases().get(3).probability()).isEqualTo(0.4, EXACT);
    assertThat(result.pooled().images()).isEqualTo(4);
    ThresholdEvaluation pooled = result.pooled().thresholds().get(0);
    assertThat(pooled.figure(Metric.SENSITIVITY).support().of()).hasValue(2);
    assertThat(pooled.figure(Metric.ACCURACY).support().of()).hasValue(4);
  }

  @Test
  void the_spread_over_folds_leaves_out_what_varies_between_repeats() throws Exception {
    // Accuracies: repeat 1: 1 and 0.5; repeat 2: 0.5 and 0. Means 0.75 and 0.25.
    CrossValidation result =
        evaluate(
            fold(1, 1, List.of(0, 1), 0.9, 0.1),
            fold(1, 2, List.of(2, 3), 0.9, 0.9),
            fold(2, 1, List.of(0, 1), 0.1, 0.1),
            fold(2, 2, List.of(2, 3), 0.1, 0.9));

    Spread folds = result.overFolds().thresholds().get(0).figures().get(Metric.ACCURACY);
    assertThat(folds.mean()).isEqualTo(0.5, EXACT);
    // Each repeat's two values lie 0.25 from their mean: sqrt(4 * 0.25^2 / (1 + 1)).
    assertThat(folds.sd().getAsDouble()).isEqualTo(Math.sqrt(0.125), EXACT);
    assertThat(folds.lowest()).isZero();
    assertThat(folds.highest()).isEqualTo(1);
    Spread seeds =
        result.overSeeds().orElseThrow().thresholds().get(0).figures().get(Metric.ACCURACY);
    assertThat(seeds.mean()).isEqualTo(0.5, EXACT);
    assertThat(seeds.sd().getAsDouble()).isEqualTo(Math.sqrt(0.125), EXACT);
    assertThat(seeds.count()).isEqualTo(2);
    assertThat(result.repeated())
        .extracting(e -> e.thresholds().get(0).figure(Metric.ACCURACY).value().getAsDouble())
        .containsExactly(0.75, 0.25);
  }

  @Test
  void one_repeat_has_no_spread_over_seeds() throws Exception {
    CrossValidation result =
        evaluate(fold(1, 1, List.of(0, 1), 0.9, 0.2), fold(1, 2, List.of(2, 3), 0.4, 0.6));

    assertThat(result.overSeeds()).isEmpty();
    assertThat(result.pooled()).isEqualTo(result.repeated().get(0));
  }

  @Test
  void a_fold_of_one_class_counts_only_where_its_figure_is_defined() throws Exception {
    CrossValidation result =
        evaluate(fold(1, 1, List.of(0, 2), 0.9, 0.2), fold(1, 2, List.of(1, 3), 0.4, 0.6));

    Spreads.AtThreshold at = result.overFolds().thresholds().get(0);
    assertThat(result.overFolds().scores()).doesNotContainKey(Metric.ROC_AUC);
    assertThat(at.figures().get(Metric.SENSITIVITY).count()).isEqualTo(1);
    assertThat(at.figures().get(Metric.SENSITIVITY).of()).isEqualTo(2);
    assertThat(at.figures().get(Metric.SENSITIVITY).sd()).isEmpty();
    assertThat(at.figures().get(Metric.ACCURACY).count()).isEqualTo(2);
    assertThat(result.pooled().score(Metric.ROC_AUC).value()).isPresent();
  }

  @Test
  void models_that_differ_in_level_lower_the_pooled_auc_but_not_that_of_a_fold() throws Exception {
    CrossValidation result =
        evaluate(fold(1, 1, List.of(0, 1), 0.3, 0.1), fold(1, 2, List.of(2, 3), 0.9, 0.7));

    assertThat(result.overFolds().scores().get(Metric.ROC_AUC).mean()).isEqualTo(1);
    assertThat(result.pooled().score(Metric.ROC_AUC).value().getAsDouble()).isEqualTo(0.75);
  }

  @Test
  void an_image_that_is_tested_twice_or_not_in_every_repeat_is_a_bug() {
    assertThatThrownBy(
            () ->
                evaluate(fold(1, 1, List.of(0, 1), 0.3, 0.1), fold(1, 2, List.of(1, 2), 0.9, 0.7)))
        .hasMessageContaining("Image 1 is tested twice in repeat 1");
    assertThatThrownBy(
            () ->
                evaluate(fold(1, 1, List.of(0, 1), 0.3, 0.1), fold(2, 1, List.of(0, 2), 0.9, 0.7)))
        .hasMessageContaining("different images");
  }

  private static CrossValidation evaluate(FoldCases... folds) throws Exception {
    return CrossEvaluator.evaluate(List.of(folds), THRESHOLDS, SETTINGS);
  }

  /** Images 0, 2 are positive, 1, 3 negative. */
  private static FoldCases fold(int repeat, int fold, List<Integer> images, double... scores) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      cases.add(new Case(images.get(i) % 2 == 0, scores[i], Optional.empty()));
    }
    return new FoldCases(repeat, fold, "" + fold, images, cases);
  }
}
