package dev.xray.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.xray.core.SettingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PairedEvaluatorPropertyTest {
  private static final EvaluationSettings SETTINGS =
      new EvaluationSettings(0.95, 100, 1, OptionalDouble.of(0.1));

  /** Few distinct scores, so that many are tied; few patients, so that many repeat. */
  @Provide
  Arbitrary<List<PairedCase>> cases() {
    Arbitrary<Double> score = Arbitraries.integers().between(0, 16).map(i -> i / 16.0);
    Arbitrary<Optional<String>> patient =
        Arbitraries.integers()
            .between(0, 12)
            .map(i -> i == 0 ? Optional.empty() : Optional.of("p" + i));
    return Combinators.combine(Arbitraries.of(true, false), score, score, patient)
        .as(PairedCase::new)
        .list()
        .ofMaxSize(30);
  }

  @Property(tries = 200)
  void swapping_the_models_flips_every_sign(@ForAll("cases") List<PairedCase> cases)
      throws SettingException {
    PairedEvaluation one = compare(cases, 0.5, 0.25);
    PairedEvaluation other =
        compare(
            cases.stream()
                .map(c -> new PairedCase(c.positive(), c.baseline(), c.current(), c.patient()))
                .toList(),
            0.25,
            0.5);

    assertMirrored(one.scores(), other.scores());
    assertMirrored(one.thresholds().get(0).figures(), other.thresholds().get(0).figures());
  }

  @Property(tries = 200)
  void a_model_does_not_differ_from_itself(@ForAll("cases") List<PairedCase> cases)
      throws SettingException {
    PairedEvaluation same =
        compare(
            cases.stream()
                .map(c -> new PairedCase(c.positive(), c.current(), c.current(), c.patient()))
                .toList(),
            0.5,
            0.5);

    same.scores().values().forEach(PairedEvaluatorPropertyTest::assertNone);
    same.thresholds().get(0).figures().values().forEach(PairedEvaluatorPropertyTest::assertNone);
  }

  @Property(tries = 200)
  void figures_of_a_replicate_with_each_image_once_are_the_evaluators(
      @ForAll("cases") List<PairedCase> cases) throws SettingException {
    int[] once = IntStream.range(0, cases.size()).map(i -> 1).toArray();
    Ranked ranked = new PairedSample(cases).current();
    Evaluation evaluation = compare(cases, 0.5, 0.5).current();

    assertSame(evaluation.score(Metric.ROC_AUC), ranked.rocAuc(once));
    assertSame(evaluation.score(Metric.LOG_LOSS), ranked.logLoss(once));
    assertSame(evaluation.score(Metric.BRIER), ranked.brier(once));
    if (cases.stream().anyMatch(PairedCase::positive)
        && !cases.stream().allMatch(PairedCase::positive)) {
      assertSame(evaluation.score(Metric.PR_AUC), ranked.prAuc(ranked.counts(once)));
    }
    ConfusionMatrix confusion = ranked.confusion(0.5, ranked.counts(once));
    assertThat(confusion).isEqualTo(evaluation.thresholds().get(0).confusion());
    evaluation
        .thresholds()
        .get(0)
        .figures()
        .forEach(
            (metric, figure) ->
                assertSame(figure, Shares.of(metric, confusion, SETTINGS.prevalence())));
  }

  @Property(tries = 200)
  void every_interval_lies_within_the_range_of_a_difference(@ForAll("cases") List<PairedCase> cases)
      throws SettingException {
    PairedEvaluation found = compare(cases, 0.5, 0.5);

    found.scores().forEach(PairedEvaluatorPropertyTest::assertInRange);
    found.thresholds().get(0).figures().forEach(PairedEvaluatorPropertyTest::assertInRange);
  }

  @Property(tries = 100)
  void a_repeated_image_of_a_patient_tells_nothing_new(@ForAll("cases") List<PairedCase> cases)
      throws SettingException {
    List<PairedCase> once =
        IntStream.range(0, cases.size())
            .mapToObj(i -> with(cases.get(i), "of its own " + i))
            .toList();
    List<PairedCase> thrice = once.stream().flatMap(c -> List.of(c, c, c).stream()).toList();
    Difference one = compare(once, 0.5, 0.5).thresholds().get(0).figures().get(Metric.ACCURACY);
    Difference three = compare(thrice, 0.5, 0.5).thresholds().get(0).figures().get(Metric.ACCURACY);

    if (one.value().isPresent() && one.discordant().orElseThrow().onlyCurrent() > 0) {
      // The effective number of images is that of the patients but for the factor m / (m - 1).
      double width = width(one);
      assertThat(width(three)).isBetween(0.9 * width, 1.35 * width);
    }
  }

  private static double width(Difference difference) {
    return difference.intervals().get(0).high() - difference.intervals().get(0).low();
  }

  private static PairedCase with(PairedCase one, String patient) {
    return new PairedCase(one.positive(), one.current(), one.baseline(), Optional.of(patient));
  }

  private static PairedEvaluation compare(List<PairedCase> cases, double current, double baseline)
      throws SettingException {
    return PairedEvaluator.compare(cases, List.of(new ThresholdPair(current, baseline)), SETTINGS);
  }

  private static void assertMirrored(
      Map<Metric, Difference> one, Map<Metric, Difference> mirrored) {
    assertThat(one.keySet()).isEqualTo(mirrored.keySet());
    one.forEach(
        (metric, difference) -> {
          Difference other = mirrored.get(metric);
          assertThat(difference.current()).isEqualTo(other.baseline());
          assertThat(difference.value().isPresent()).isEqualTo(other.value().isPresent());
          assertThat(difference.value().orElse(0))
              .isCloseTo(-other.value().orElse(0), within(1e-12));
          assertThat(difference.noInterval()).isEqualTo(other.noInterval());
          assertThat(difference.intervals()).hasSameSizeAs(other.intervals());
          for (int i = 0; i < difference.intervals().size(); i++) {
            assertThat(difference.intervals().get(i).low())
                .isCloseTo(-other.intervals().get(i).high(), within(1e-9));
          }
          assertThat(difference.test().isPresent()).isEqualTo(other.test().isPresent());
          assertThat(difference.test().map(PairedTest::p).orElse(0.0))
              .isCloseTo(other.test().map(PairedTest::p).orElse(0.0), within(1e-9));
        });
  }

  private static void assertNone(Difference difference) {
    assertThat(difference.value().orElse(0)).isZero();
    assertThat(difference.test().map(PairedTest::p).orElse(1.0)).isEqualTo(1);
    difference
        .intervals()
        .forEach(
            interval -> {
              assertThat(interval.low()).isLessThanOrEqualTo(0);
              assertThat(interval.high()).isGreaterThanOrEqualTo(0);
            });
  }

  private static void assertSame(Estimate figure, double value) {
    if (figure.value().isPresent()) {
      assertThat(value).isCloseTo(figure.value().getAsDouble(), within(1e-12));
    } else {
      assertThat(value).isNaN();
    }
  }

  private static void assertInRange(Metric metric, Difference difference) {
    double most = metric.highest() - metric.lowest();
    difference
        .intervals()
        .forEach(
            interval -> {
              assertThat(interval.low()).isGreaterThanOrEqualTo(-most);
              assertThat(interval.high()).isLessThanOrEqualTo(most);
            });
  }
}
