package dev.xray.core.evaluation;

import java.util.OptionalDouble;

/**
 * How figures are computed.
 *
 * @param confidence of the intervals, in (0.5, 1)
 * @param bootstrap number of bootstrap replicates; at least 100
 * @param seed of the bootstrap
 * @param prevalence share of positives where the classifier is to be used, in (0, 1), where the
 *     user declares one
 */
public record EvaluationSettings(
    double confidence, int bootstrap, long seed, OptionalDouble prevalence) {
  /** Checks the ranges. */
  public EvaluationSettings {
    if (!(confidence > 0.5 && confidence < 1)) {
      throw new IllegalArgumentException("Not a confidence: " + confidence);
    }
    if (bootstrap < 100) {
      throw new IllegalArgumentException("Too few bootstrap replicates: " + bootstrap);
    }
    if (prevalence.isPresent() && !(prevalence.getAsDouble() > 0 && prevalence.getAsDouble() < 1)) {
      throw new IllegalArgumentException("Not a prevalence: " + prevalence.getAsDouble());
    }
  }

  /** 95%, 2,000 replicates, seed 1, no prevalence. */
  public static EvaluationSettings defaults() {
    return new EvaluationSettings(0.95, 2000, 1, OptionalDouble.empty());
  }

  /** The same with another seed. */
  public EvaluationSettings withSeed(long other) {
    return new EvaluationSettings(confidence, bootstrap, other, prevalence);
  }
}
