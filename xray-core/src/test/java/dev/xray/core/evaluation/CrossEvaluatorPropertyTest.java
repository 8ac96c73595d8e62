package dev.xray.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

/** Laws of {@link CrossEvaluator}. */
class CrossEvaluatorPropertyTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final List<Double> THRESHOLDS = List.of(0.5);
  private static final EvaluationSettings SETTINGS = EvaluationSettings.defaults();

  @Property(tries = 10)
  void equal_repeats_and_any_order_of_folds_change_nothing(
      @ForAll @IntRange(min = 1, max = 4) int repeats, @ForAll long seed) throws Exception {
    Random random = new Random(seed);
    double[] scores = random.doubles(30).toArray();
    List<FoldCases> once = folds(1, scores);
    List<FoldCases> all = new ArrayList<>();
    for (int repeat = 1; repeat <= repeats; repeat++) {
      all.addAll(folds(repeat, scores));
    }
    CrossValidation expected = CrossEvaluator.evaluate(all, THRESHOLDS, SETTINGS);
    Collections.shuffle(all, new Random(seed));

    assertThat(CrossEvaluator.evaluate(all, THRESHOLDS, SETTINGS)).isEqualTo(expected);
    Evaluation single = CrossEvaluator.evaluate(once, THRESHOLDS, SETTINGS).pooled();
    assertThat(expected.pooled().images()).isEqualTo(30);
    assertThat(expected.pooled().thresholds()).isEqualTo(single.thresholds());
    assertThat(expected.pooled().score(Metric.ROC_AUC).value().getAsDouble())
        .isEqualTo(single.score(Metric.ROC_AUC).value().getAsDouble(), EXACT);
  }

  private static List<FoldCases> folds(int repeat, double[] scores) {
    List<FoldCases> folds = new ArrayList<>();
    for (int fold = 1; fold <= 3; fold++) {
      List<Integer> images = new ArrayList<>();
      List<Case> cases = new ArrayList<>();
      for (int i = fold - 1; i < scores.length; i += 3) {
        images.add(i);
        cases.add(new Case(i % 2 == 0, scores[i], Optional.empty()));
      }
      folds.add(new FoldCases(repeat, fold, "" + fold, images, cases));
    }
    return folds;
  }
}
