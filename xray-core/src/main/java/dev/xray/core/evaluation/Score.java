package dev.xray.core.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A figure that looks at the probabilities themselves, such as ROC AUC or log loss. It has no
 * interval yet.
 *
 * @param value the figure
 * @param positives positive cases it rests on
 * @param negatives negative cases it rests on
 * @param undefined why there is no value; present exactly where {@code value} is empty
 */
public record Score(OptionalDouble value, int positives, int negatives, Optional<String> undefined)
    implements Metric {
  /** Checks that there is either a finite value or a reason. */
  public Score {
    if (value.isPresent() == undefined.isPresent()
        || value.isPresent() && !Double.isFinite(value.getAsDouble())) {
      throw new IllegalArgumentException("Either a finite value or a reason for none");
    }
  }

  /** A score with a value. */
  static Score of(double value, int positives, int negatives) {
    return new Score(OptionalDouble.of(value), positives, negatives, Optional.empty());
  }

  /** A score without one. */
  static Score undefined(String reason, int positives, int negatives) {
    return new Score(OptionalDouble.empty(), positives, negatives, Optional.of(reason));
  }

  @Override
  public Optional<Interval> interval() {
    return Optional.empty();
  }

  @Override
  public String support() {
    return positives + " + " + negatives;
  }
}
