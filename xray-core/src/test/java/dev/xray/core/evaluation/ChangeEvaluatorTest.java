package dev.xray.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ChangeEvaluatorTest {
  private static final EvaluationSettings SETTINGS =
      new EvaluationSettings(0.95, 400, 1, OptionalDouble.empty());

  @Test
  void changes_and_flips_are_counted_by_hand() throws SettingException {
    ChangeEvaluation change =
        ChangeEvaluator.compare(
            List.of(
                paired(false, 0.6, 0.4, "a"),
                paired(false, 0.1, 0.2, "b"),
                paired(true, 0.5, 0.9, "c"),
                paired(true, 0.8, 0.7, "d")),
            0.5,
            SETTINGS);

    // 0.2 + 0.1 + 0.4 + 0.1; the first and the third cross the threshold, 0.5 is not above it.
    assertThat(change.meanChange().value().orElseThrow()).isCloseTo(0.2, within(1e-12));
    assertThat(change.flips().value()).hasValue(0.5);
    assertThat(change.flips().support().count()).hasValue(2);
    assertThat(change.flips().interval().orElseThrow().method()).isEqualTo(Method.WILSON);
    assertThat(change.auc().value()).hasValue(0.75);
    assertThat(change.aucDifference().value().orElseThrow()).isCloseTo(-0.25, within(1e-12));
    assertThat(change.figures().confusion()).isEqualTo(new ConfusionMatrix(1, 1, 1, 1));
  }

  @Test
  void the_difference_is_that_of_the_paired_evaluator() throws SettingException {
    List<PairedCase> cases = random(90, 30);
    Difference expected =
        PairedEvaluator.compare(cases, List.of(new ThresholdPair(0.5, 0.5)), SETTINGS)
            .scores()
            .get(Metric.ROC_AUC);

    assertThat(ChangeEvaluator.compare(cases, 0.5, SETTINGS).aucDifference()).isEqualTo(expected);
    assertThat(expected.intervals()).hasSize(3);
  }

  @Test
  void images_of_one_patient_count_for_less() throws SettingException {
    List<PairedCase> cases = random(90, 30);
    List<PairedCase> independent =
        cases.stream()
            .map(c -> new PairedCase(c.positive(), c.current(), c.baseline(), Optional.empty()))
            .toList();
    ChangeEvaluation grouped = ChangeEvaluator.compare(cases, 0.5, SETTINGS);
    ChangeEvaluation apart = ChangeEvaluator.compare(independent, 0.5, SETTINGS);

    assertThat(grouped.flips().support().patients()).isEqualTo(30);
    assertThat(grouped.flips().support().effective()).isLessThan(90);
    assertThat(apart.flips().support().effective()).isEqualTo(90);
    assertThat(grouped.meanChange().value()).isEqualTo(apart.meanChange().value());
    assertThat(grouped.meanChange().interval().orElseThrow().low())
        .isLessThan(grouped.meanChange().value().orElseThrow());
  }

  @Test
  void without_images_or_without_a_class_the_figures_say_why_there_are_none()
      throws SettingException {
    ChangeEvaluation none = ChangeEvaluator.compare(List.of(), 0.5, SETTINGS);
    assertThat(none.meanChange().undefined()).contains("there are no images");
    assertThat(none.flips().undefined()).contains("there are no images");

    ChangeEvaluation one =
        ChangeEvaluator.compare(List.of(paired(true, 0.1, 0.9, "a")), 0.5, SETTINGS);
    assertThat(one.auc().undefined()).contains("there are no negative images");
    assertThat(one.aucDifference().value()).isEmpty();
    assertThat(one.aucDifference().estimate().undefined()).contains("there are no negative images");
    assertThat(one.flips().value()).hasValue(1);
    assertThat(one.meanChange().noInterval()).isPresent();
  }

  @Test
  void chance_alone_gives_an_area_as_high_as_mann_and_whitney_say() {
    // z = 0.2 / sqrt(41 / (12 * 20 * 20)) = 2.16402
    assertThat(Significance.aboveChance(area(0.7, 40), 20, 20)).isCloseTo(0.0152319, within(1e-6));
    assertThat(Significance.aboveChance(area(0.5, 40), 20, 20)).isEqualTo(0.5);
    assertThat(Significance.aboveChance(area(0.3, 40), 20, 20)).isGreaterThan(0.98);
    assertThat(Significance.apartFromChance(area(0.7, 40), 20, 20))
        .isCloseTo(2 * 0.0152319, within(1e-6))
        .isCloseTo(Significance.apartFromChance(area(0.3, 40), 20, 20), within(1e-12));
    assertThat(Significance.apartFromChance(area(0.5, 40), 20, 20)).isEqualTo(1);
    // Half as many effective images: less sure.
    assertThat(Significance.aboveChance(area(0.7, 20), 20, 20)).isGreaterThan(0.0152319);
  }

  @Test
  void a_fall_is_tested_on_one_side_and_without_any_spread_as_if_by_chance()
      throws SettingException {
    List<PairedCase> cases = random(90, 90);
    Difference change = ChangeEvaluator.compare(cases, 0.5, SETTINGS).aucDifference();
    double p = change.test().orElseThrow().p();
    assertThat(change.value().orElseThrow()).isNegative();
    assertThat(Significance.fall(change, 45, 45)).isEqualTo(p / 2);

    List<PairedCase> mirrored =
        cases.stream()
            .map(c -> new PairedCase(c.positive(), c.baseline(), c.current(), c.patient()))
            .toList();
    assertThat(
            Significance.fall(
                ChangeEvaluator.compare(mirrored, 0.5, SETTINGS).aucDifference(), 45, 45))
        .isCloseTo(1 - p / 2, within(1e-12));

    List<PairedCase> lost = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lost.add(new PairedCase(i % 2 == 1, 0.5, i % 2, Optional.empty()));
    }
    Difference all = ChangeEvaluator.compare(lost, 0.5, SETTINGS).aucDifference();
    assertThat(all.test()).isEmpty();
    // z = 0.5 / sqrt(2 * 41 / (12 * 20 * 20)) = 3.8255
    assertThat(Significance.fall(all, 20, 20)).isCloseTo(6.526e-5, within(1e-6));
  }

  private static Estimate area(double value, double effective) {
    return Estimate.withoutInterval(
        value,
        "made up",
        new Support(40, (int) effective, effective, OptionalInt.empty(), OptionalInt.empty()));
  }

  private static PairedCase paired(
      boolean positive, double changed, double unchanged, String patient) {
    return new PairedCase(positive, changed, unchanged, Optional.of(patient));
  }

  /** The changed scores are worse; images of a patient share a part of their noise. */
  private static List<PairedCase> random(int images, int patients) {
    RandomGenerator random = new Seed(11).random("changes");
    double[] shared = random.doubles(patients).toArray();
    List<PairedCase> cases = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      int patient = i % patients;
      boolean positive = patient % 2 == 1;
      double unchanged = 0.5 * random.nextDouble() + (positive ? 0.45 : 0.05);
      double changed = 0.3 * unchanged + 0.7 * shared[patient];
      cases.add(new PairedCase(positive, changed, unchanged, Optional.of("p" + patient)));
    }
    return cases;
  }
}
