package dev.xray.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class OperatingPointTest {
  @Test
  void each_point_is_what_comes_out_at_its_threshold() throws SettingException {
    List<Case> cases = cases(40);
    for (OperatingPoint point : OperatingPoint.all(cases)) {
      if (point.threshold() != OperatingPoint.ALL) {
        assertThat(
                Evaluator.atThreshold(cases, point.threshold(), EvaluationSettings.defaults())
                    .confusion())
            .isEqualTo(point.confusion());
      }
    }
  }

  @Test
  void the_curve_goes_from_nothing_to_everything() {
    List<OperatingPoint> points = OperatingPoint.all(cases(40));
    assertThat(points.get(0).confusion()).isEqualTo(new ConfusionMatrix(0, 20, 0, 20));
    assertThat(points.get(points.size() - 1).confusion())
        .isEqualTo(new ConfusionMatrix(20, 0, 20, 0));
  }

  @Test
  void the_area_below_the_corners_is_the_roc_auc() {
    List<Case> cases = cases(300);
    List<OperatingPoint> corners = OperatingPoint.thinned(OperatingPoint.all(cases), 1000);
    double area = 0;
    for (int i = 1; i < corners.size(); i++) {
      ConfusionMatrix before = corners.get(i - 1).confusion();
      ConfusionMatrix after = corners.get(i).confusion();
      area +=
          (after.falsePositives() - before.falsePositives())
              * (before.truePositives() + after.truePositives())
              / 2.0;
    }
    double auc =
        Evaluator.scores(cases, EvaluationSettings.defaults())
            .get(Metric.ROC_AUC)
            .value()
            .orElseThrow();
    assertThat(area / 150 / 150).isCloseTo(auc, within(1e-12));
    assertThat(corners).hasSizeLessThan(OperatingPoint.all(cases).size());
  }

  @Test
  void ten_thousand_images_make_no_more_points_than_asked_for_and_both_ends_stay() {
    List<OperatingPoint> all = OperatingPoint.all(cases(10_000));
    List<OperatingPoint> few = OperatingPoint.thinned(all, 200);
    assertThat(few).hasSize(200).startsWith(all.get(0)).endsWith(all.get(all.size() - 1));
  }

  @Test
  void without_images_there_is_one_point() {
    assertThat(OperatingPoint.all(List.of()))
        .containsExactly(new OperatingPoint(OperatingPoint.ALL, new ConfusionMatrix(0, 0, 0, 0)));
  }

  private static List<Case> cases(int count) {
    RandomGenerator random = new Seed(7).random("operating points");
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double logit = (i % 2 == 0 ? 1 : -1) + random.nextGaussian();
      cases.add(new Case(i % 2 == 0, 1 / (1 + Math.exp(-logit)), Optional.empty()));
    }
    return cases;
  }
}
