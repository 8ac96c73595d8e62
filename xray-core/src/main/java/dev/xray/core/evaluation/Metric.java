package dev.xray.core.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;

/** A figure of an evaluation: a value, or the reason why there is none. Never NaN. */
public sealed interface Metric permits Proportion, Score {
  /** The figure; empty exactly where {@link #undefined()} gives a reason. */
  OptionalDouble value();

  /** Why there is no value, such as {@code "there are no positive images"}. */
  Optional<String> undefined();

  /** The confidence interval, where one is computed. */
  Optional<Interval> interval();

  /** The cases on which the figure rests, such as {@code "21/22"}. */
  String support();
}
