package dev.xray.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.xray.core.SettingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class EvaluatorPropertyTest {
  /** No case has it, so that labels can be swapped although positive is strictly greater. */
  private static final double BETWEEN = 0.5 + 1.0 / 128;

  /** Few replicates, since the laws are tried on a thousand samples. */
  private static final EvaluationSettings SETTINGS =
      new EvaluationSettings(0.95, 100, 1, OptionalDouble.of(0.1));

  /** Few distinct scores (multiples of 1/64, exact in a double), so that many are tied. */
  @Provide
  Arbitrary<List<Case>> cases() {
    Arbitrary<Double> score = Arbitraries.integers().between(0, 64).map(i -> i / 64.0);
    return Combinators.combine(Arbitraries.of(true, false), score)
        .as((positive, probability) -> new Case(positive, probability, Optional.empty()))
        .list()
        .ofMaxSize(40);
  }

  /** Of few patients, some with images of both classes, and some images of unknown patients. */
  @Provide
  Arbitrary<List<Case>> repeated() {
    Arbitrary<Double> score = Arbitraries.integers().between(0, 16).map(i -> i / 16.0);
    Arbitrary<Optional<String>> patient =
        Arbitraries.integers()
            .between(0, 8)
            .map(i -> i == 0 ? Optional.empty() : Optional.of("patient " + i));
    return Combinators.combine(Arbitraries.of(true, false), score, patient)
        .as(Case::new)
        .list()
        .ofMaxSize(30);
  }

  @Property(tries = 300)
  void every_figure_of_repeated_patients_is_sound(@ForAll("repeated") List<Case> cases)
      throws SettingException {
    for (Estimate figure : all(evaluate(cases))) {
      assertThat(figure.value().isPresent()).isNotEqualTo(figure.undefined().isPresent());
      assertThat(figure.support().effective()).isBetween(0.0, (double) figure.support().images());
      figure
          .interval()
          .ifPresent(
              interval ->
                  assertThat(figure.value().orElseThrow())
                      .isBetween(interval.low() - 1e-12, interval.high() + 1e-12));
    }
  }

  @Property(tries = 300)
  void with_repeated_patients_nothing_depends_on_the_order_either(
      @ForAll("repeated") List<Case> cases, @ForAll Random random) throws SettingException {
    List<Case> shuffled = new ArrayList<>(cases);
    Collections.shuffle(shuffled, random);
    assertThat(evaluate(shuffled)).isEqualTo(evaluate(cases));
  }

  @Property(tries = 300)
  void every_value_is_in_the_range_of_its_metric(@ForAll("repeated") List<Case> cases)
      throws SettingException {
    Evaluation evaluation = evaluate(cases);
    List<Map<Metric, Estimate>> maps = new ArrayList<>(List.of(evaluation.scores()));
    evaluation.thresholds().forEach(at -> maps.add(at.figures()));
    for (Map<Metric, Estimate> figures : maps) {
      figures.forEach(
          (metric, figure) -> {
            figure.value().ifPresent(value -> assertInRange(metric, value));
            figure.interval().ifPresent(bounds -> assertInRange(metric, bounds.low()));
            figure.interval().ifPresent(bounds -> assertInRange(metric, bounds.high()));
          });
    }
  }

  @Property(tries = 20)
  void leaving_out_a_patient_of_many_images_equals_a_sample_without_it(@ForAll Random random) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int patient = i < 120 ? i % 2 : i;
      boolean positive = patient % 2 == 0;
      double score = Math.round(20 * random.nextDouble() + (positive ? 6 : 0)) / 32.0;
      cases.add(new Case(positive, score, Optional.of("patient " + patient)));
    }
    List<String> patients = cases.stream().map(one -> one.patient().orElseThrow()).toList();
    double[] areas =
        patients.stream()
            .distinct()
            .mapToDouble(
                patient ->
                    new PrAuc(
                            new Sample(
                                cases.stream()
                                    .filter(one -> !one.patient().equals(Optional.of(patient)))
                                    .toList()))
                        .area())
            .toArray();
    double mean = Arrays.stream(areas).average().orElseThrow();
    double variance =
        Arrays.stream(areas).map(area -> (area - mean) * (area - mean)).sum()
            * (areas.length - 1)
            / areas.length;
    PrAuc all = new PrAuc(new Sample(cases));
    Interval expected =
        Quantiles.logit(all.area(), Math.sqrt(variance), 0.95, Method.JACKKNIFE_LOGIT);

    assertThat(all.interval(0.95).low()).isCloseTo(expected.low(), within(1e-9));
    assertThat(all.interval(0.95).high()).isCloseTo(expected.high(), within(1e-9));
  }

  private static void assertInRange(Metric metric, double value) {
    assertThat(value).as(metric.key()).isBetween(metric.lowest() - 1e-12, metric.highest() + 1e-12);
  }

  private static List<Estimate> all(Evaluation evaluation) {
    List<Estimate> figures = new ArrayList<>(evaluation.scores().values());
    evaluation.thresholds().forEach(at -> figures.addAll(at.figures().values()));
    return figures;
  }

  @Property
  void the_confusion_matrix_counts_every_case_once(@ForAll("cases") List<Case> cases)
      throws SettingException {
    Evaluation evaluation = evaluate(cases);
    for (ThresholdEvaluation at : evaluation.thresholds()) {
      ConfusionMatrix confusion = at.confusion();
      assertThat(confusion.total()).isEqualTo(evaluation.images()).isEqualTo(cases.size());
      assertThat(confusion.positives()).isEqualTo(evaluation.positives());
      assertThat(confusion.truePositives())
          .isEqualTo(count(cases, c -> c.positive() && c.probability() > at.threshold()));
      assertThat(confusion.falsePositives())
          .isEqualTo(count(cases, c -> !c.positive() && c.probability() > at.threshold()));
    }
  }

  @Property
  void auc_is_the_share_of_pairs_in_the_right_order(@ForAll("cases") List<Case> cases)
      throws SettingException {
    double right = 0;
    int pairs = 0;
    for (Case positive : cases) {
      for (Case negative : cases) {
        if (positive.positive() && !negative.positive()) {
          pairs++;
          int order = Double.compare(positive.probability(), negative.probability());
          right += order > 0 ? 1 : order == 0 ? 0.5 : 0;
        }
      }
    }
    Estimate auc = evaluate(cases).score(Metric.ROC_AUC);
    if (pairs == 0) {
      assertThat(auc.value()).isEmpty();
      assertThat(auc.undefined()).isPresent();
    } else {
      assertThat(auc.value().orElseThrow()).isCloseTo(right / pairs, within(1e-12));
    }
  }

  @Property
  void auc_does_not_change_under_a_monotone_transform(@ForAll("cases") List<Case> cases)
      throws SettingException {
    List<Case> squashed = map(cases, p -> p * p * 0.25 + p * 0.5);
    assertThat(evaluate(squashed).score(Metric.ROC_AUC))
        .isEqualTo(evaluate(cases).score(Metric.ROC_AUC));
  }

  @Property
  void nothing_depends_on_the_order_of_the_cases(
      @ForAll("cases") List<Case> cases, @ForAll Random random) throws SettingException {
    List<Case> shuffled = new ArrayList<>(cases);
    Collections.shuffle(shuffled, random);

    Evaluation one = evaluate(cases);
    Evaluation other = evaluate(shuffled);

    assertThat(other.score(Metric.ROC_AUC)).isEqualTo(one.score(Metric.ROC_AUC));
    assertThat(other.thresholds()).isEqualTo(one.thresholds());
    assertThat(other.score(Metric.LOG_LOSS).value().orElse(0))
        .isCloseTo(one.score(Metric.LOG_LOSS).value().orElse(0), within(1e-12));
  }

  @Property
  void swapping_the_classes_mirrors_every_figure(@ForAll("cases") List<Case> cases)
      throws SettingException {
    List<Case> swapped =
        cases.stream().map(c -> new Case(!c.positive(), 1 - c.probability(), c.patient())).toList();
    Evaluation here = evaluate(cases, List.of(BETWEEN));
    Evaluation there = evaluate(swapped, List.of(1 - BETWEEN));
    ThresholdEvaluation one = here.thresholds().get(0);
    ThresholdEvaluation other = there.thresholds().get(0);

    assertThat(other.figure(Metric.SENSITIVITY).value())
        .isEqualTo(one.figure(Metric.SPECIFICITY).value());
    assertThat(other.figure(Metric.SENSITIVITY).interval())
        .isEqualTo(one.figure(Metric.SPECIFICITY).interval());
    assertThat(other.figure(Metric.SPECIFICITY).value())
        .isEqualTo(one.figure(Metric.SENSITIVITY).value());
    assertThat(other.figure(Metric.PPV).value()).isEqualTo(one.figure(Metric.NPV).value());
    assertThat(other.figure(Metric.NPV).value()).isEqualTo(one.figure(Metric.PPV).value());
    assertThat(other.figure(Metric.ACCURACY)).isEqualTo(one.figure(Metric.ACCURACY));
    assertThat(there.score(Metric.ROC_AUC).value()).isEqualTo(here.score(Metric.ROC_AUC).value());
    assertThat(there.score(Metric.LOG_LOSS).value()).isEqualTo(here.score(Metric.LOG_LOSS).value());
  }

  @Property
  void a_higher_threshold_never_finds_more_positives(
      @ForAll("cases") List<Case> cases, @ForAll @IntRange(max = 99) int percent)
      throws SettingException {
    List<Double> thresholds = List.of(percent / 100.0, (percent + 1) / 100.0);
    List<ThresholdEvaluation> at = evaluate(cases, thresholds).thresholds();

    assertThat(at.get(1).confusion().truePositives())
        .isLessThanOrEqualTo(at.get(0).confusion().truePositives());
    assertThat(at.get(1).confusion().trueNegatives())
        .isGreaterThanOrEqualTo(at.get(0).confusion().trueNegatives());
  }

  @Property
  void every_figure_has_either_a_value_inside_its_interval_or_a_reason(
      @ForAll("cases") List<Case> cases) throws SettingException {
    for (Estimate figure : all(evaluate(cases))) {
      assertThat(figure.value().isPresent()).isNotEqualTo(figure.undefined().isPresent());
      assertThat(figure.interval().isPresent() || figure.noInterval().isPresent())
          .isEqualTo(figure.value().isPresent());
      figure
          .interval()
          .ifPresent(
              interval ->
                  assertThat(figure.value().orElseThrow())
                      .isBetween(interval.low() - 1e-12, interval.high() + 1e-12));
    }
  }

  @Property
  void f1_is_the_harmonic_mean_of_ppv_and_sensitivity(@ForAll("cases") List<Case> cases)
      throws SettingException {
    ThresholdEvaluation at = evaluate(cases).thresholds().get(0);
    double ppv = at.figure(Metric.PPV).value().orElse(0);
    double sensitivity = at.figure(Metric.SENSITIVITY).value().orElse(0);
    if (ppv > 0 && sensitivity > 0) {
      assertThat(at.figure(Metric.F1).value().orElseThrow())
          .isCloseTo(2 / (1 / ppv + 1 / sensitivity), within(1e-12));
    }
  }

  private static Evaluation evaluate(List<Case> cases) throws SettingException {
    return evaluate(cases, Thresholds.DEFAULT);
  }

  private static Evaluation evaluate(List<Case> cases, List<Double> thresholds)
      throws SettingException {
    return Evaluator.evaluate(cases, thresholds, SETTINGS);
  }

  private static List<Case> map(List<Case> cases, DoubleUnaryOperator transform) {
    return cases.stream()
        .map(c -> new Case(c.positive(), transform.applyAsDouble(c.probability()), c.patient()))
        .toList();
  }

  private static int count(List<Case> cases, Function<Case, Boolean> which) {
    return (int) cases.stream().filter(which::apply).count();
  }
}
