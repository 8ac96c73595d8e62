package dev.xray.core.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A share of cases, such as sensitivity.
 *
 * @param count cases that have the property; for F1 twice the true positives
 * @param of all cases that could have it; for F1 2 TP + FP + FN
 * @param interval 95% interval; empty where {@code of} is 0
 * @param undefined why there is no value; present exactly where {@code of} is 0
 */
public record Proportion(int count, int of, Optional<Interval> interval, Optional<String> undefined)
    implements Metric {
  /** Checks that the counts fit, and that there is either a value or a reason. */
  public Proportion {
    if (count < 0 || count > of) {
      throw new IllegalArgumentException(count + " of " + of);
    }
    if (undefined.isPresent() != (of == 0) || interval.isPresent() != (of > 0)) {
      throw new IllegalArgumentException("Either a value with an interval or a reason for none");
    }
  }

  /** A proportion with its Wilson interval; {@code reason} says why there is none if of is 0. */
  static Proportion of(int count, int of, String reason) {
    return of == 0
        ? new Proportion(0, 0, Optional.empty(), Optional.of(reason))
        : new Proportion(count, of, Optional.of(Interval.wilson(count, of)), Optional.empty());
  }

  @Override
  public OptionalDouble value() {
    return of == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) count / of);
  }

  @Override
  public String support() {
    return count + "/" + of;
  }
}
