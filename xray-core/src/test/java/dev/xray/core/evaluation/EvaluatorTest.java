package dev.xray.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {
  @Test
  void a_probability_equal_to_the_threshold_is_negative() throws SettingException {
    ConfusionMatrix confusion = confusionAt(0.5, positive(0.5), negative(0.5));
    assertThat(confusion).isEqualTo(new ConfusionMatrix(0, 1, 0, 1));
  }

  @Test
  void without_images_nothing_is_defined_and_everything_says_why() throws SettingException {
    Evaluation evaluation = evaluate(List.of(), Thresholds.DEFAULT);
    assertThat(evaluation.score(Metric.LOG_LOSS).undefined()).contains("there are no images");
    assertThat(evaluation.score(Metric.ROC_AUC).undefined()).contains("there are no images");
    assertThat(evaluation.thresholds().get(0).figure(Metric.ACCURACY).undefined())
        .contains("there are no images");
  }

  @Test
  void with_one_class_only_its_own_share_is_defined_and_the_other_says_why()
      throws SettingException {
    Evaluation evaluation = evaluate(List.of(positive(0.9), positive(0.1)), List.of(0.5));
    ThresholdEvaluation at = evaluation.thresholds().get(0);
    assertThat(at.figure(Metric.SENSITIVITY).value()).hasValue(0.5);
    assertThat(at.figure(Metric.SPECIFICITY).undefined()).contains("there are no negative images");
    assertThat(evaluation.score(Metric.ROC_AUC).undefined())
        .contains("there are no negative images");
  }

  @Test
  void all_scores_equal_give_an_auc_of_one_half() throws SettingException {
    Evaluation evaluation =
        evaluate(List.of(positive(0.3), negative(0.3), negative(0.3)), List.of(0.5));
    assertThat(evaluation.score(Metric.ROC_AUC).value()).hasValue(0.5);
  }

  @Test
  void patients_are_counted_once_and_images_without_patient_apart() throws SettingException {
    List<Case> cases =
        List.of(
            new Case(true, 0.9, Optional.of("a")),
            new Case(true, 0.8, Optional.of("a")),
            new Case(true, 0.7, Optional.of("b")),
            negative(0.1));
    Evaluation evaluation = evaluate(cases, List.of(0.5));
    assertThat(evaluation.patients()).isEqualTo(2);
    assertThat(evaluation.withoutPatient()).isEqualTo(1);
    assertThat(evaluation.repeatedPatients()).isTrue();
  }

  @Test
  void an_interval_names_its_method_and_confidence() throws SettingException {
    Interval interval =
        evaluate(List.of(positive(0.9)), List.of(0.5))
            .thresholds()
            .get(0)
            .figure(Metric.SENSITIVITY)
            .interval()
            .orElseThrow();
    assertThat(interval.method()).isEqualTo(Method.WILSON);
    assertThat(interval.confidence()).isEqualTo(0.95);
    assertThat(interval.high()).isEqualTo(1);
  }

  static Stream<List<Double>> refused() {
    return Stream.of(
        List.of(1.5), List.of(0.5, -0.1), List.of(Double.NaN), List.of(), List.of(0.5, 0.5));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void bad_thresholds_are_refused_by_the_name_of_the_setting(List<Double> thresholds) {
    assertThatThrownBy(() -> evaluate(List.of(positive(0.9)), thresholds))
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo("thresholds"));
  }

  @Test
  void a_threshold_of_one_and_a_half_is_named() {
    assertThatThrownBy(() -> Thresholds.validate(List.of(0.5, 1.5)))
        .hasMessage("thresholds has the value 1.5, but a threshold must be between 0 and 1.");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void a_case_refuses_what_is_no_probability(double probability) {
    assertThatThrownBy(() -> positive(probability)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ConfusionMatrix confusionAt(double threshold, Case... cases)
      throws SettingException {
    return evaluate(List.of(cases), List.of(threshold)).thresholds().get(0).confusion();
  }

  private static Evaluation evaluate(List<Case> cases, List<Double> thresholds)
      throws SettingException {
    return Evaluator.evaluate(cases, thresholds, EvaluationSettings.defaults());
  }

  private static Case positive(double probability) {
    return new Case(true, probability, Optional.empty());
  }

  private static Case negative(double probability) {
    return new Case(false, probability, Optional.empty());
  }
}
