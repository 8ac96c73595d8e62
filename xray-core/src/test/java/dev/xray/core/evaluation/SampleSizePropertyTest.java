package dev.xray.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.SettingException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SampleSizePropertyTest {
  @Example
  void the_published_table_is_what_is_computed() {
    assertThat(needed(0.80)).isEqualTo(16);
    assertThat(needed(0.90)).isEqualTo(35);
    assertThat(needed(0.95)).isEqualTo(73);
    assertThat(needed(0.99)).isEqualTo(381);
  }

  @Property(tries = 200)
  void it_is_the_smallest_number_of_positives_all_found_that_reaches_the_bound(
      @ForAll @IntRange(min = 20, max = 99) int percent,
      @ForAll @IntRange(min = 80, max = 99) int confidence)
      throws SettingException {
    double bound = percent / 100.0;
    double level = confidence / 100.0;
    int n = SampleSize.forLowerBound(bound, level, Method.WILSON).orElseThrow();

    assertThat(all(n, true, level, Metric.SENSITIVITY).low()).isGreaterThanOrEqualTo(bound);
    if (n > 1) {
      assertThat(all(n - 1, true, level, Metric.SENSITIVITY).low()).isLessThan(bound);
    }
  }

  @Property(tries = 100)
  void it_is_the_smallest_number_of_positives_for_f1_too(
      @ForAll @IntRange(min = 20, max = 99) int percent) throws SettingException {
    double bound = percent / 100.0;
    int n = SampleSize.forLowerBound(bound, 0.95, Method.WILSON_JACCARD).orElseThrow();

    assertThat(all(n, true, 0.95, Metric.F1).low()).isGreaterThanOrEqualTo(bound);
    if (n > 1) {
      assertThat(all(n - 1, true, 0.95, Metric.F1).low()).isLessThan(bound);
    }
  }

  @Property(tries = 100)
  void it_is_the_smallest_number_of_positives_all_missed_for_an_upper_bound(
      @ForAll @IntRange(min = 1, max = 80) int percent) throws SettingException {
    double bound = percent / 100.0;
    int n = SampleSize.forUpperBound(bound, 0.95, Method.WILSON).orElseThrow();

    assertThat(all(n, false, 0.95, Metric.SENSITIVITY).high()).isLessThanOrEqualTo(bound + 1e-12);
    if (n > 1) {
      assertThat(all(n - 1, false, 0.95, Metric.SENSITIVITY).high()).isGreaterThan(bound);
    }
  }

  private static int needed(double bound) {
    return SampleSize.forLowerBound(bound, 0.95, Method.WILSON).orElseThrow();
  }

  private static Interval all(int positives, boolean found, double confidence, Metric metric)
      throws SettingException {
    List<Case> cases =
        Collections.nCopies(positives, new Case(true, found ? 0.9 : 0.1, Optional.empty()));
    return Evaluator.evaluate(
            cases, List.of(0.5), new EvaluationSettings(confidence, 100, 1, OptionalDouble.empty()))
        .thresholds()
        .get(0)
        .figure(metric)
        .interval()
        .orElseThrow();
  }
}
