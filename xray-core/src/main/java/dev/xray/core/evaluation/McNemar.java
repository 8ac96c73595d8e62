package dev.xray.core.evaluation;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * McNemar's test (1947, Psychometrika 12:153), exact and two-sided: under no difference, each image
 * on which just one model is right is that of either with probability 1/2.
 */
final class McNemar {
  private McNemar() {}

  /**
   * Twice the smaller tail, at most 1; 1 where no image tells the models apart. The exact test is
   * preferred to its mid-p variant (Fagerland, Lydersen and Laake 2013), which finds more but does
   * not promise the level.
   */
  static double p(Difference.Discordant counts) {
    int trials = counts.onlyCurrent() + counts.onlyBaseline();
    int fewer = Math.min(counts.onlyCurrent(), counts.onlyBaseline());
    double tail = BinomialDistribution.of(trials, 0.5).cumulativeProbability(fewer);
    return Math.min(1, 2 * tail);
  }
}
