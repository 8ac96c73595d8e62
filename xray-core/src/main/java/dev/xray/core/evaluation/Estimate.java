package dev.xray.core.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A figure of an evaluation: a value with its interval, or the reason why there is none. Never NaN.
 *
 * @param value the figure; empty exactly where {@code undefined} gives a reason
 * @param undefined why there is no value, such as {@code "there are no positive images"}
 * @param interval its confidence interval
 * @param noInterval why there is no interval although there is a value
 * @param support the cases on which it rests
 */
public record Estimate(
    OptionalDouble value,
    Optional<String> undefined,
    Optional<Interval> interval,
    Optional<String> noInterval,
    Support support) {
  /** Checks that there is a reason for everything that is missing, and for nothing else. */
  public Estimate {
    if (value.isPresent() == undefined.isPresent()
        || value.isPresent() && !Double.isFinite(value.getAsDouble())) {
      throw new IllegalArgumentException("Either a finite value or a reason for none: " + value);
    }
    if (value.isPresent() != (interval.isPresent() ^ noInterval.isPresent())
        || interval.isPresent() && noInterval.isPresent()) {
      throw new IllegalArgumentException("A value has an interval or a reason for none");
    }
  }

  /**
   * Of a ROC AUC, the same in that direction in which it is at least 1/2: where it is below, that
   * of the scores in reverse, one minus the area, with an interval that may begin below 1/2.
   */
  public Estimate eitherWay() {
    return value.orElse(0.5) >= 0.5
        ? this
        : new Estimate(
            OptionalDouble.of(1 - value.getAsDouble()),
            undefined,
            interval.map(
                one ->
                    new Interval(
                        1 - one.high(),
                        1 - one.low(),
                        one.confidence(),
                        one.method(),
                        one.approximate())),
            noInterval,
            support);
  }

  static Estimate of(double value, Interval interval, Support support) {
    return new Estimate(
        OptionalDouble.of(value),
        Optional.empty(),
        Optional.of(interval),
        Optional.empty(),
        support);
  }

  static Estimate withoutInterval(double value, String reason, Support support) {
    return new Estimate(
        OptionalDouble.of(value), Optional.empty(), Optional.empty(), Optional.of(reason), support);
  }

  static Estimate undefined(String reason, Support support) {
    return new Estimate(
        OptionalDouble.empty(), Optional.of(reason), Optional.empty(), Optional.empty(), support);
  }
}
