package dev.xray.core.evaluation;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Intervals of a proportion.
 *
 * @param value the proportion, in [0, 1]
 * @param of effective number of images it rests on, above 0; need not be whole
 */
record Share(double value, double of) {
  Share {
    if (!(of > 0 && value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(value + " of " + of);
    }
  }

  /**
   * The Wilson (1927) score interval, without continuity correction: exactly 0 at the low end where
   * the value is 0, and exactly 1 at the high end where it is 1.
   */
  Interval wilson(double confidence) {
    double z = Quantiles.twoSided(confidence);
    double z2 = z * z;
    double centre = value + z2 / (2 * of);
    double half = z * Math.sqrt((value * (1 - value) + z2 / (4 * of)) / of);
    double scale = 1 + z2 / of;
    double low = value == 0 ? 0 : Math.max(0, (centre - half) / scale);
    double high = value == 1 ? 1 : Math.min(1, (centre + half) / scale);
    return new Interval(low, high, confidence, Method.WILSON);
  }

  /**
   * The Jeffreys interval: quantiles of Beta(x + 1/2, n - x + 1/2), with 0 and 1 as bounds where
   * the value is 0 or 1 (Brown, Cai and DasGupta 2001, Statistical Science 16:101). A part of
   * {@link Method#MOVER}.
   */
  Interval jeffreys(double confidence) {
    double count = value * of;
    BetaDistribution posterior = BetaDistribution.of(count + 0.5, of - count + 0.5);
    double tail = (1 - confidence) / 2;
    double low = value == 0 ? 0 : posterior.inverseCumulativeProbability(tail);
    double high = value == 1 ? 1 : posterior.inverseSurvivalProbability(tail);
    return new Interval(Math.min(low, value), Math.max(high, value), confidence, Method.MOVER);
  }
}
