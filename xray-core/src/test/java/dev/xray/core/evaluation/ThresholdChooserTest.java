package dev.xray.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.XrayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdChooserTest {
  /** Positives at 0.2, 0.4, 0.6, 0.8; negatives at 0.1, 0.3, 0.5, 0.7. */
  private static final List<Case> MIXED =
      cases(new double[] {0.2, 0.4, 0.6, 0.8}, new double[] {0.1, 0.3, 0.5, 0.7});

  @ParameterizedTest
  @CsvSource({
    "sensitivity>=0.75, 0.35, 3, 2",
    "sensitivity>=0.76, 0.15, 4, 1",
    "sensitivity>=1, 0.15, 4, 1",
    "specificity>=0.75, 0.55, 2, 3",
    "specificity>=0.76, 0.75, 1, 4",
    "youden, 0.15, 4, 1",
    "cost=1, 0.15, 4, 1",
    "cost=0.5, 0.75, 1, 4",
    "cost=5, 0.15, 4, 1"
  })
  void the_threshold_is_the_one_that_can_be_worked_out_by_hand(
      String policy, double threshold, int found, int leftAlone) throws Exception {
    ThresholdChoice choice = choose(MIXED, policy, OptionalDouble.empty());

    assertThat(choice.threshold()).isEqualTo(threshold);
    assertThat(choice.confusion())
        .isEqualTo(new ConfusionMatrix(found, 4 - found, 4 - leftAlone, leftAlone));
  }

  @Test
  void a_rare_disease_makes_false_alarms_dearer() throws Exception {
    assertThat(choose(MIXED, "cost=3", OptionalDouble.empty()).threshold()).isEqualTo(0.15);
    assertThat(choose(MIXED, "cost=3", OptionalDouble.of(0.5)).threshold()).isEqualTo(0.15);
    assertThat(choose(MIXED, "cost=3", OptionalDouble.of(0.01)).threshold()).isEqualTo(0.75);
  }

  @Test
  void images_of_equal_probability_fall_on_one_side() throws Exception {
    List<Case> tied = cases(new double[] {0.4, 0.4, 0.9}, new double[] {0.4, 0.1});

    ThresholdChoice choice = choose(tied, "sensitivity>=0.5", OptionalDouble.empty());

    assertThat(choice.threshold()).isEqualTo(0.25);
    assertThat(choice.confusion()).isEqualTo(new ConfusionMatrix(3, 0, 1, 1));
  }

  @Test
  void where_all_are_equal_everything_or_nothing_is_positive() throws Exception {
    List<Case> equal = cases(new double[] {0.3, 0.3}, new double[] {0.3, 0.3});

    assertThat(choose(equal, "sensitivity>=0.95", OptionalDouble.empty()).confusion())
        .isEqualTo(new ConfusionMatrix(2, 0, 2, 0));
    assertThat(choose(equal, "specificity>=0.95", OptionalDouble.empty()).confusion())
        .isEqualTo(new ConfusionMatrix(0, 2, 0, 2));
  }

  @Test
  void neighbouring_probabilities_are_still_told_apart() throws Exception {
    double low = 0.3f;
    double high = Math.nextUp(low);

    ThresholdChoice choice =
        choose(
            cases(new double[] {high}, new double[] {low}),
            "sensitivity>=1",
            OptionalDouble.empty());

    assertThat(choice.confusion()).isEqualTo(new ConfusionMatrix(1, 0, 0, 1));
    assertThat(Thresholds.isPositive(high, choice.threshold())).isTrue();
    assertThat(Thresholds.isPositive(low, choice.threshold())).isFalse();
  }

  @Test
  void a_probability_of_one_can_be_left_out_and_one_of_zero_cannot_be_taken() throws Exception {
    List<Case> extreme = cases(new double[] {0, 1}, new double[] {0, 1});

    assertThat(choose(extreme, "specificity>=1", OptionalDouble.empty()))
        .isEqualTo(new ThresholdChoice(1, new ConfusionMatrix(0, 2, 0, 2)));
    assertThatThrownBy(() -> choose(extreme, "sensitivity>=0.95", OptionalDouble.empty()))
        .isInstanceOf(XrayException.class)
        .hasMessage(
            "no threshold reaches sensitivity>=0.95, since 1 of 2 positive images have a"
                + " probability of exactly 0.");
  }

  @Test
  void without_positives_or_negatives_nothing_can_be_chosen() {
    assertThatThrownBy(
            () ->
                choose(
                    cases(new double[] {}, new double[] {0.1, 0.2}),
                    "youden",
                    OptionalDouble.empty()))
        .isInstanceOf(XrayException.class)
        .hasMessage("there are no positive images among the 2 it would be chosen from.");
    assertThatThrownBy(
            () ->
                choose(
                    cases(new double[] {0.5}, new double[] {}), "cost=2", OptionalDouble.of(0.1)))
        .isInstanceOf(XrayException.class)
        .hasMessageStartingWith("there are no negative images");
  }

  private static ThresholdChoice choose(List<Case> cases, String policy, OptionalDouble prevalence)
      throws XrayException {
    return ThresholdChooser.choose(cases, ThresholdPolicy.parse(policy), prevalence);
  }

  private static List<Case> cases(double[] positives, double[] negatives) {
    List<Case> cases = new ArrayList<>();
    for (double probability : positives) {
      cases.add(new Case(true, probability, Optional.empty()));
    }
    for (double probability : negatives) {
      cases.add(new Case(false, probability, Optional.empty()));
    }
    return cases;
  }
}
