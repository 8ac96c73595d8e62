package dev.xray.core.evaluation;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Tests whether scores have anything to do with the class, by giving the classes to patients at
 * random. Holds for any scores, with ties and with several images of a patient; an area of 1, where
 * DeLong's variance is 0, has a p-value too. Stateless and thread-safe.
 */
public final class PermutationTest {
  private PermutationTest() {}

  /**
   * One-sided: how often the area under the ROC curve is at least as large by chance.
   *
   * @param cases in an order that does not change; of both classes, or the result is 1
   * @param permutations how many; p is at least 1 / (permutations + 1)
   * @param seed of the permutations
   */
  public static double greater(List<Case> cases, int permutations, long seed) {
    return p(cases, area -> area, permutations, seed);
  }

  /** Two-sided: how often it is at least as far from 0.5, on either side, by chance. */
  public static double twoSided(List<Case> cases, int permutations, long seed) {
    return p(cases, area -> Math.abs(area - 0.5), permutations, seed);
  }

  private static double p(
      List<Case> cases, DoubleUnaryOperator statistic, int permutations, long seed) {
    Units units = new Units(cases.size());
    for (int i = 0; i < cases.size(); i++) {
      units.add(i, cases.get(i).positive(), cases.get(i).patient());
    }
    if (units.positives() == 0 || units.positives() == units.count()) {
      return 1;
    }
    double[] ranks = new double[units.count()];
    int[] images = new int[units.count()];
    double[] rankOf = ranks(cases);
    for (int i = 0; i < rankOf.length; i++) {
      ranks[units.of(i)] += rankOf[i];
      images[units.of(i)]++;
    }
    return units.permutationP(
        (chosen, count) ->
            statistic.applyAsDouble(area(chosen, count, ranks, images, cases.size())),
        permutations,
        seed);
  }

  /** Mann–Whitney: from the sum of the positives' ranks. */
  private static double area(int[] chosen, int count, double[] ranks, int[] images, int all) {
    double sum = 0;
    double positives = 0;
    for (int i = 0; i < count; i++) {
      sum += ranks[chosen[i]];
      positives += images[chosen[i]];
    }
    return (sum - positives * (positives + 1) / 2) / (positives * (all - positives));
  }

  /** From 1; equal scores share the mean of their ranks. */
  private static double[] ranks(List<Case> cases) {
    double[] scores = cases.stream().mapToDouble(Case::probability).toArray();
    int[] order = PairedSample.order(scores);
    double[] ranks = new double[scores.length];
    for (int start = 0, end; start < order.length; start = end) {
      end = start + 1;
      while (end < order.length && scores[order[end]] == scores[order[start]]) {
        end++;
      }
      for (int i = start; i < end; i++) {
        ranks[order[i]] = (start + 1 + end) / 2.0;
      }
    }
    return ranks;
  }
}
