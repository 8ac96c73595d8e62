package dev.xray.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class IntervalTest {
  private static final EvaluationSettings SETTINGS =
      new EvaluationSettings(0.95, 2000, 1, OptionalDouble.of(0.1));

  @Test
  void one_image_has_a_wilson_interval_and_reasons_for_the_rest() throws SettingException {
    Evaluation evaluation = evaluate(positive(0.9, "a"));
    assertThat(at(evaluation, Metric.SENSITIVITY).interval().orElseThrow().low())
        .isCloseTo(0.2065, within(1e-4));
    assertThat(at(evaluation, Metric.PPV_AT_PREVALENCE).undefined())
        .contains("there are no negative images");
    assertThat(at(evaluation, Metric.NPV).undefined()).contains("nothing was predicted negative");
    assertThat(evaluation.score(Metric.LOG_LOSS).noInterval())
        .contains("all positive images are of one patient");
  }

  @Test
  void two_images_in_the_right_order_have_an_area_that_may_be_almost_anything()
      throws SettingException {
    Evaluation evaluation = evaluate(positive(0.9, "a"), negative(0.1, "b"));
    Interval auc = evaluation.score(Metric.ROC_AUC).interval().orElseThrow();
    assertThat(auc.method()).isEqualTo(Method.NEWCOMBE);
    assertThat(auc.low()).isLessThan(0.25);
    assertThat(auc.high()).isEqualTo(1);
    assertThat(evaluation.score(Metric.PR_AUC).interval().orElseThrow().method())
        .isEqualTo(Method.WILSON_POSITIVES);
  }

  @Test
  void many_images_of_one_patient_count_as_one() throws SettingException {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      cases.add(positive(i % 4 == 0 ? 0.3 : 0.9, "a"));
    }
    Evaluation evaluation = Evaluator.evaluate(cases, List.of(0.5), SETTINGS);
    Support support = at(evaluation, Metric.SENSITIVITY).support();
    assertThat(support).isEqualTo(new Support(20, 1, 1, OptionalInt.of(15), OptionalInt.of(20)));
  }

  @Test
  void where_all_are_right_each_patient_counts_as_one() throws SettingException {
    Evaluation evaluation =
        evaluate(positive(0.9, "a"), positive(0.8, "a"), positive(0.7, "b"), negative(0.1, "c"));
    assertThat(at(evaluation, Metric.SENSITIVITY).support().effective()).isEqualTo(2);
    assertThat(at(evaluation, Metric.SENSITIVITY).support().patients()).isEqualTo(2);
  }

  @Test
  void copies_of_each_image_do_not_narrow_an_interval() throws SettingException {
    List<Case> once = random(60, 1);
    List<Case> thrice = new ArrayList<>();
    once.forEach(one -> thrice.addAll(List.of(one, one, one)));

    Evaluation ofOnce = Evaluator.evaluate(once, List.of(0.5), SETTINGS);
    Evaluation ofThrice = Evaluator.evaluate(thrice, List.of(0.5), SETTINGS);

    for (Metric metric : List.of(Metric.SENSITIVITY, Metric.ACCURACY, Metric.MCC, Metric.F1)) {
      assertThat(width(at(ofThrice, metric)))
          .as(metric.key())
          .isCloseTo(width(at(ofOnce, metric)), within(0.01));
    }
    assertThat(width(ofThrice.score(Metric.ROC_AUC)))
        .isCloseTo(width(ofOnce.score(Metric.ROC_AUC)), within(0.001));
    assertThat(ofThrice.score(Metric.ROC_AUC).interval().orElseThrow().method())
        .isEqualTo(Method.OBUCHOWSKI_LOGIT);
    assertThat(width(ofThrice.score(Metric.BRIER)))
        .isCloseTo(width(ofOnce.score(Metric.BRIER)), within(0.01));
    assertThat(width(ofThrice.score(Metric.PR_AUC)))
        .isCloseTo(width(ofOnce.score(Metric.PR_AUC)), within(0.02));
  }

  @Test
  void all_scores_equal_give_reasons_and_wide_bounds_but_never_nan() throws SettingException {
    Evaluation evaluation =
        evaluate(positive(0.3, "a"), positive(0.3, "b"), negative(0.3, "c"), negative(0.3, "d"));
    assertThat(evaluation.score(Metric.ROC_AUC).interval().orElseThrow().method())
        .isEqualTo(Method.NEWCOMBE);
    assertThat(evaluation.score(Metric.LOG_LOSS).noInterval())
        .contains("all images of a class have the same value");
    assertThat(at(evaluation, Metric.MCC).undefined()).contains("nothing was predicted positive");
  }

  @Test
  void ece_has_no_interval_and_says_why() throws SettingException {
    assertThat(Evaluator.scores(random(40, 2), SETTINGS).get(Metric.ECE).noInterval().orElseThrow())
        .contains("too high in small samples");
  }

  @Test
  void predictive_values_need_a_declared_prevalence_and_follow_bayes() throws SettingException {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      cases.add(positive(i < 9 ? 0.9 : 0.1, "p" + i));
      cases.add(negative(i < 8 ? 0.1 : 0.9, "n" + i));
    }
    Map<Metric, Estimate> figures = Evaluator.atThreshold(cases, 0.5, SETTINGS).figures();
    assertThat(figures.get(Metric.PPV_AT_PREVALENCE).value().orElseThrow())
        .isCloseTo(0.9 * 0.1 / (0.9 * 0.1 + 0.2 * 0.9), within(1e-12));
    assertThat(figures.get(Metric.NPV_AT_PREVALENCE).value().orElseThrow())
        .isCloseTo(0.8 * 0.9 / (0.8 * 0.9 + 0.1 * 0.1), within(1e-12));
    assertThat(Evaluator.atThreshold(cases, 0.5, EvaluationSettings.defaults()).figures())
        .doesNotContainKeys(Metric.PPV_AT_PREVALENCE, Metric.NPV_AT_PREVALENCE);
  }

  @Test
  void a_specificity_of_one_leaves_the_ppv_at_a_prevalence_open_downwards()
      throws SettingException {
    Estimate ppv =
        Evaluator.atThreshold(
                List.of(positive(0.9, "a"), negative(0.1, "b"), negative(0.2, "c")), 0.5, SETTINGS)
            .figure(Metric.PPV_AT_PREVALENCE);
    assertThat(ppv.value()).hasValue(1);
    assertThat(ppv.interval().orElseThrow().high()).isEqualTo(1);
    assertThat(ppv.interval().orElseThrow().low()).isLessThan(0.3);
  }

  @Test
  void threads_cannot_change_a_bootstrap_and_a_seed_can() throws Exception {
    List<Case> cases = random(600, 3);
    Map<Metric, Estimate> here = Evaluator.scores(cases, SETTINGS);
    ForkJoinPool single = new ForkJoinPool(1);
    try {
      assertThat(single.submit(() -> Evaluator.scores(cases, SETTINGS)).get()).isEqualTo(here);
    } finally {
      single.shutdown();
    }
    Estimate other = Evaluator.scores(cases, SETTINGS.withSeed(2)).get(Metric.BRIER);
    assertThat(other.interval()).isNotEqualTo(here.get(Metric.BRIER).interval());
    assertThat(width(other)).isCloseTo(width(here.get(Metric.BRIER)), within(0.005));
  }

  @Test
  void the_bootstrap_of_roc_auc_agrees_with_delong() {
    List<Case> cases = random(300, 4);
    Interval bootstrap = Evaluator.rocAucByBootstrap(cases, SETTINGS).interval().orElseThrow();
    Interval delong =
        Evaluator.scores(cases, SETTINGS).get(Metric.ROC_AUC).interval().orElseThrow();
    assertThat(bootstrap.method()).isEqualTo(Method.BOOTSTRAP_LOGIT);
    assertThat(delong.method()).isEqualTo(Method.DELONG_LOGIT);
    assertThat(bootstrap.low()).isCloseTo(delong.low(), within(0.005));
    assertThat(bootstrap.high()).isCloseTo(delong.high(), within(0.005));
  }

  @Test
  void a_higher_confidence_gives_a_wider_interval_for_every_figure() throws SettingException {
    List<Case> cases = random(80, 5);
    Evaluation narrow =
        Evaluator.evaluate(
            cases, List.of(0.5), new EvaluationSettings(0.8, 2000, 1, OptionalDouble.of(0.1)));
    Evaluation wide = Evaluator.evaluate(cases, List.of(0.5), SETTINGS);
    for (Metric metric : Metric.values()) {
      if (metric != Metric.ECE) {
        Estimate one = metric.atThreshold() ? at(narrow, metric) : narrow.score(metric);
        Estimate other = metric.atThreshold() ? at(wide, metric) : wide.score(metric);
        assertThat(width(one)).as(metric.key()).isLessThan(width(other));
      }
    }
  }

  @Test
  void an_estimate_refuses_nan_and_a_gap_without_a_reason() {
    Support support = new Support(1, 1, 1, OptionalInt.empty(), OptionalInt.empty());
    assertThatThrownBy(() -> Estimate.withoutInterval(Double.NaN, "none", support))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new Estimate(
                    OptionalDouble.of(1),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    support))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Interval(0.5, Double.NaN, 0.95, Method.WILSON))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_metric_is_found_by_its_key() {
    for (Metric metric : Metric.values()) {
      assertThat(Metric.ofKey(metric.key())).contains(metric);
    }
    assertThat(Metric.ofKey("recall")).isEmpty();
  }

  private static double width(Estimate figure) {
    Interval interval = figure.interval().orElseThrow();
    return interval.high() - interval.low();
  }

  private static Estimate at(Evaluation evaluation, Metric metric) {
    return evaluation.thresholds().get(0).figure(metric);
  }

  private static Evaluation evaluate(Case... cases) throws SettingException {
    return Evaluator.evaluate(List.of(cases), List.of(0.5), SETTINGS);
  }

  private static List<Case> random(int count, long seed) {
    RandomGenerator random = new Seed(seed).random("cases");
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double logit = (i % 2 == 0 ? 1.2 : -1.2) + 1.5 * random.nextGaussian();
      cases.add(new Case(i % 2 == 0, 1 / (1 + Math.exp(-logit)), Optional.of("p" + i)));
    }
    return cases;
  }

  private static Case positive(double probability, String patient) {
    return new Case(true, probability, Optional.of(patient));
  }

  private static Case negative(double probability, String patient) {
    return new Case(false, probability, Optional.of(patient));
  }
}
