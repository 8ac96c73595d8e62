package dev.xray.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.XrayException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ThresholdChooserPropertyTest {
  /** Both classes; few distinct probabilities, 0 and 1 among them for the negatives. */
  @Provide
  Arbitrary<List<Case>> cases() {
    Arbitrary<Double> any = Arbitraries.integers().between(0, 32).map(i -> i / 32.0);
    Arbitrary<Double> found = Arbitraries.integers().between(1, 32).map(i -> i / 32.0);
    return Combinators.combine(
            found.list().ofMinSize(1).ofMaxSize(15), any.list().ofMinSize(1).ofMaxSize(15))
        .as(
            (positives, negatives) -> {
              List<Case> cases = new ArrayList<>();
              positives.forEach(p -> cases.add(new Case(true, p, Optional.empty())));
              negatives.forEach(p -> cases.add(new Case(false, p, Optional.empty())));
              return cases;
            });
  }

  @Provide
  Arbitrary<String> policies() {
    return Arbitraries.of(
        "sensitivity>=0.95",
        "sensitivity>=0.5",
        "specificity>=0.9",
        "specificity>=0.3",
        "youden",
        "cost=5",
        "cost=0.2");
  }

  @Property
  void the_counts_are_those_of_the_threshold(
      @ForAll("cases") List<Case> cases, @ForAll("policies") String policy) throws XrayException {
    ThresholdChoice choice = choose(cases, policy);

    assertThat(choice.threshold()).isBetween(0.0, 1.0);
    assertThat(choice.confusion()).isEqualTo(confusion(cases, choice.threshold()));
  }

  @Property
  void no_threshold_at_all_is_better(
      @ForAll("cases") List<Case> cases, @ForAll("policies") String policy) throws XrayException {
    ToDoubleFunction<ConfusionMatrix> worth = worth(policy);
    double chosen = worth.applyAsDouble(choose(cases, policy).confusion());

    IntStream.rangeClosed(0, 64)
        .mapToDouble(i -> worth.applyAsDouble(confusion(cases, i / 64.0)))
        .forEach(other -> assertThat(chosen).isGreaterThanOrEqualTo(other - 1e-9));
  }

  @Property
  void the_order_of_the_cases_does_not_matter(
      @ForAll("cases") List<Case> cases, @ForAll("policies") String policy, @ForAll Random random)
      throws XrayException {
    List<Case> shuffled = new ArrayList<>(cases);
    Collections.shuffle(shuffled, random);

    assertThat(choose(shuffled, policy)).isEqualTo(choose(cases, policy));
  }

  @Property
  void a_dearer_miss_never_raises_the_threshold(@ForAll("cases") List<Case> cases)
      throws XrayException {
    double before = 1;
    for (String policy : List.of("cost=0.1", "cost=0.5", "cost=1", "cost=3", "cost=20")) {
      double threshold = choose(cases, policy).threshold();
      assertThat(threshold).isLessThanOrEqualTo(before);
      before = threshold;
    }
  }

  /** What a policy maximises; minus infinity where its target is missed. */
  private static ToDoubleFunction<ConfusionMatrix> worth(String policy) throws XrayException {
    ThresholdPolicy parsed = ThresholdPolicy.parse(policy);
    double value = parsed.value().orElse(0);
    return at -> {
      double sensitivity = at.truePositives() / (double) at.positives();
      double specificity = at.trueNegatives() / (double) at.negatives();
      return switch (parsed.kind()) {
        case SENSITIVITY -> sensitivity >= value ? specificity : Double.NEGATIVE_INFINITY;
        case SPECIFICITY -> specificity >= value ? sensitivity : Double.NEGATIVE_INFINITY;
        case YOUDEN -> sensitivity + specificity;
        case COST -> -value * at.falseNegatives() - at.falsePositives();
        case FIXED -> throw new IllegalArgumentException(policy);
      };
    };
  }

  private static ThresholdChoice choose(List<Case> cases, String policy) throws XrayException {
    return ThresholdChooser.choose(cases, ThresholdPolicy.parse(policy), OptionalDouble.empty());
  }

  private static ConfusionMatrix confusion(List<Case> cases, double threshold) {
    int[] counts = new int[4];
    for (Case one : cases) {
      boolean positive = one.probability() > threshold;
      counts[one.positive() ? (positive ? 0 : 1) : (positive ? 2 : 3)]++;
    }
    return new ConfusionMatrix(counts[0], counts[1], counts[2], counts[3]);
  }
}
