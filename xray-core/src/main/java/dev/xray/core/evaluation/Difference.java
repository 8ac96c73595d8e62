package dev.xray.core.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much a figure of the current model differs from that of the baseline on the same images.
 *
 * @param current the figure of the current model
 * @param baseline the figure of the baseline
 * @param value current minus baseline; empty exactly where one of them is undefined
 * @param intervals confidence intervals of the difference, the one to go by first
 * @param noInterval why there is none although there is a difference
 * @param discordant for a share of images: on how many just one model is right
 * @param test of no difference, where there is one for this figure
 */
public record Difference(
    Estimate current,
    Estimate baseline,
    OptionalDouble value,
    List<Interval> intervals,
    Optional<String> noInterval,
    Optional<Discordant> discordant,
    Optional<PairedTest> test) {
  /**
   * Images on which just one of the models is right.
   *
   * @param onlyCurrent the current one
   * @param onlyBaseline the baseline
   */
  public record Discordant(int onlyCurrent, int onlyBaseline) {}

  /** Copies the list, and checks that there is a reason for what is missing. */
  public Difference {
    intervals = List.copyOf(intervals);
    if (value.isPresent() != (current.value().isPresent() && baseline.value().isPresent())) {
      throw new IllegalArgumentException("A difference needs both figures: " + value);
    }
    if (noInterval.isPresent() != (value.isPresent() && intervals.isEmpty())) {
      throw new IllegalArgumentException("A difference has an interval or a reason for none");
    }
  }

  /** A difference of which neither interval nor test is known yet; empty where undefined. */
  static Difference of(Estimate current, Estimate baseline, String noInterval) {
    OptionalDouble value = difference(current, baseline);
    return new Difference(
        current,
        baseline,
        value,
        List.of(),
        value.isPresent() ? Optional.of(noInterval) : Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static OptionalDouble difference(Estimate current, Estimate baseline) {
    return current.value().isPresent() && baseline.value().isPresent()
        ? OptionalDouble.of(current.value().getAsDouble() - baseline.value().getAsDouble())
        : OptionalDouble.empty();
  }

  /** The difference as a figure, with the interval to go by; undefined as the figures are. */
  public Estimate estimate() {
    if (value.isEmpty()) {
      return current.value().isEmpty() ? current : baseline;
    }
    return new Estimate(
        value,
        Optional.empty(),
        intervals.stream().findFirst(),
        intervals.isEmpty() ? noInterval : Optional.empty(),
        current.support());
  }

  Difference with(List<Interval> found) {
    return new Difference(
        current,
        baseline,
        value,
        found,
        found.isEmpty() ? noInterval : Optional.empty(),
        discordant,
        test);
  }

  Difference with(Discordant counts, PairedTest result) {
    return new Difference(
        current, baseline, value, intervals, noInterval, Optional.of(counts), Optional.of(result));
  }

  /** Says why there is no interval, unless there is one. */
  Difference because(String reason) {
    return new Difference(
        current,
        baseline,
        value,
        intervals,
        intervals.isEmpty() ? Optional.of(reason) : Optional.empty(),
        discordant,
        test);
  }

  Difference with(Optional<PairedTest> result) {
    return new Difference(current, baseline, value, intervals, noInterval, discordant, result);
  }
}
