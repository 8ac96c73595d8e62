package dev.xray.core.evaluation;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Quantiles, and the scale on which shares are unbounded. */
final class Quantiles {
  private static final NormalDistribution STANDARD_NORMAL = NormalDistribution.of(0, 1);

  private Quantiles() {}

  /** The two-sided quantile of the standard normal distribution: 1.96 for 0.95. */
  static double twoSided(double confidence) {
    return STANDARD_NORMAL.inverseSurvivalProbability((1 - confidence) / 2);
  }

  /**
   * Symmetric bounds on the logit scale, for a share strictly between 0 and 1.
   *
   * @param share the value
   * @param deviation its standard deviation, on the scale of the share (delta method)
   */
  static Interval logit(double share, double deviation, double confidence, Method method) {
    double logit = Math.log(share / (1 - share));
    double half = twoSided(confidence) * deviation / (share * (1 - share));
    return new Interval(expit(logit - half), expit(logit + half), confidence, method);
  }

  private static double expit(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
