package dev.xray.core.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What is exchanged when classes are permuted: a patient with all images of a class, or an image
 * whose patient is not known. A patient with images of both classes counts as two.
 */
final class Units {
  private final List<Boolean> positive = new ArrayList<>();
  private final Map<String, Integer> known = new HashMap<>();
  private final int[] unitOf;

  Units(int images) {
    unitOf = new int[images];
  }

  /** Tells of an image; each one once. */
  void add(int image, boolean isPositive, Optional<String> patient) {
    int fresh = positive.size();
    unitOf[image] =
        patient.map(id -> known.computeIfAbsent(isPositive + " " + id, any -> fresh)).orElse(fresh);
    if (unitOf[image] == fresh) {
      positive.add(isPositive);
    }
  }

  int of(int image) {
    return unitOf[image];
  }

  int count() {
    return positive.size();
  }

  boolean positive(int unit) {
    return positive.get(unit);
  }

  int positives() {
    return (int) positive.stream().filter(one -> one).count();
  }

  /** A figure of units that are given one class. */
  interface Statistic {
    /**
     * Computes it.
     *
     * @param chosen units of one class stand first
     * @param count number of them
     */
    double of(int[] chosen, int count);
  }

  /**
   * Share of random assignments of the classes whose statistic is at least the observed one. The
   * assignment itself counts as one, so that p is never 0 (Phipson and Smyth 2010, Statistical
   * Applications in Genetics and Molecular Biology 9:39).
   */
  double permutationP(Statistic statistic, int permutations, long seed) {
    int[] order = new int[count()];
    int first = 0;
    int last = order.length;
    for (int unit = 0; unit < order.length; unit++) {
      order[positive(unit) ? first++ : --last] = unit;
    }
    double observed = statistic.of(order, first);
    double margin = 1e-9 * Math.max(1, Math.abs(observed));
    SplittableRandom random = new SplittableRandom(seed);
    int atLeast = 1;
    for (int i = 0; i < permutations; i++) {
      shuffle(order, first, random);
      atLeast += statistic.of(order, first) >= observed - margin ? 1 : 0;
    }
    return atLeast / (permutations + 1.0);
  }

  private static void shuffle(int[] order, int count, SplittableRandom random) {
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(order.length - i);
      int unit = order[i];
      order[i] = order[other];
      order[other] = unit;
    }
  }
}
