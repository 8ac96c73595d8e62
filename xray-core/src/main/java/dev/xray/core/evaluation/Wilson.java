package dev.xray.core.evaluation;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Wilson (1927) score interval of a proportion, without continuity correction. */
final class Wilson {
  private Wilson() {}

  /**
   * The interval of a proportion.
   *
   * @param share the proportion, in [0, 1]
   * @param of number of independent cases, need not be whole
   * @param confidence such as 0.95
   * @return bounds; exactly 0 at the low end where the share is 0, and exactly 1 at the high end
   *     where it is 1
   */
  static Interval interval(double share, double of, double confidence) {
    if (!(of > 0 && share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(share + " of " + of);
    }
    double z = normalQuantile(confidence);
    double z2 = z * z;
    double centre = share + z2 / (2.0 * of);
    double half = z * Math.sqrt((share * (1 - share) + z2 / (4.0 * of)) / of);
    double scale = 1 + z2 / of;
    double low = share == 0 ? 0 : Math.max(0, (centre - half) / scale);
    double high = share == 1 ? 1 : Math.min(1, (centre + half) / scale);
    return new Interval(low, high, confidence, Method.WILSON);
  }

  /** The two-sided quantile of the standard normal distribution: 1.96 for 0.95. */
  static double normalQuantile(double confidence) {
    return NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
  }
}
