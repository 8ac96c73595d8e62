package dev.xray.core.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * How closely a property with several values goes with the class: Cramér's V with Bergsma's bias
 * correction (2013, Journal of the Korean Statistical Society 42:323), from 0, no association, to
 * 1, the value gives the class away.
 *
 * <p>A patient counts once in each class, however many images there are: an image of a patient with
 * n images of a class counts 1/n. The interval inverts the noncentral chi-squared distribution of
 * the table's χ² (Smithson 2003, Confidence Intervals, chapter 4); it is cautious for values near
 * 1. The p-value permutes the classes of patients.
 *
 * <p>Immutable and thread-safe.
 */
public final class CramersV {
  private static final String ONE_VALUE = "all images have the same value";
  private static final int BISECTIONS = 100;

  private final List<CategoryCase> cases;
  private final Units units;
  private final Map<String, Integer> categories = new LinkedHashMap<>();

  private final List<UnitShares> shares;

  private final double[] totals;
  private final int positives;

  /** Of images in any order; one that does not change, so that the p-value does not. */
  public CramersV(List<CategoryCase> cases) {
    this.cases = List.copyOf(cases);
    units = new Units(cases.size());
    for (int i = 0; i < cases.size(); i++) {
      CategoryCase one = cases.get(i);
      units.add(i, one.positive(), one.patient());
      categories.putIfAbsent(one.category(), categories.size());
    }
    positives = units.positives();
    shares = shares();
    totals = new double[categories.size()];
    shares.forEach(unit -> unit.addTo(totals));
  }

  /** Categories of a unit's images, and the share of the images that each has. */
  private record UnitShares(int[] categories, double[] shares) {
    static UnitShares of(Map<Integer, Double> ofCategory) {
      return new UnitShares(
          ofCategory.keySet().stream().mapToInt(Integer::intValue).toArray(),
          ofCategory.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    void addTo(double[] sums) {
      for (int i = 0; i < categories.length; i++) {
        sums[categories[i]] += shares[i];
      }
    }
  }

  private List<UnitShares> shares() {
    int[] images = new int[units.count()];
    for (int i = 0; i < cases.size(); i++) {
      images[units.of(i)]++;
    }
    List<Map<Integer, Double>> sums = new ArrayList<>();
    for (int unit = 0; unit < images.length; unit++) {
      sums.add(new TreeMap<>());
    }
    for (int i = 0; i < cases.size(); i++) {
      int category = categories.getOrDefault(cases.get(i).category(), 0);
      sums.get(units.of(i)).merge(category, 1.0 / images[units.of(i)], Double::sum);
    }
    return sums.stream().map(UnitShares::of).toList();
  }

  /**
   * The corrected V and its interval.
   *
   * @param confidence of the interval, in (0, 1)
   */
  public Estimate estimate(double confidence) {
    Support support =
        new Support(
            cases.size(),
            Math.min(cases.size(), patients()),
            Math.min(cases.size(), units.count()),
            OptionalInt.empty(),
            OptionalInt.empty());
    if (positives == 0 || positives == units.count()) {
      return Estimate.undefined(
          cases.isEmpty()
              ? Reasons.NO_IMAGES
              : positives == 0 ? Reasons.NO_POSITIVES : Reasons.NO_NEGATIVES,
          support);
    }
    if (categories.size() < 2) {
      return Estimate.undefined(ONE_VALUE, support);
    }
    double value = corrected();
    return Estimate.of(value, interval(value, confidence), support);
  }

  /**
   * How often a χ² at least as large is found when the classes of patients are permuted; 1 where it
   * is undefined.
   *
   * @param permutations how many; p is at least 1 / (permutations + 1)
   * @param seed of the permutations
   */
  public double p(int permutations, long seed) {
    return positives == 0 || positives == units.count() || categories.size() < 2
        ? 1
        : units.permutationP(this::chiSquared, permutations, seed);
  }

  private int patients() {
    long known = cases.stream().flatMap(one -> one.patient().stream()).distinct().count();
    return (int) (known + cases.stream().filter(one -> one.patient().isEmpty()).count());
  }

  private double chiSquared(int[] chosen, int count) {
    double[] of = new double[totals.length];
    for (int i = 0; i < count; i++) {
      shares.get(chosen[i]).addTo(of);
    }
    double share = (double) count / units.count();
    double sum = 0;
    for (int i = 0; i < of.length; i++) {
      double distance = of[i] - totals[i] * share;
      sum += distance * distance / (totals[i] * share * (1 - share));
    }
    return sum;
  }

  private double observed() {
    int[] chosen = new int[positives];
    int next = 0;
    for (int unit = 0; unit < units.count(); unit++) {
      if (units.positive(unit)) {
        chosen[next++] = unit;
      }
    }
    return chiSquared(chosen, positives);
  }

  /** The classes are two, so that V² is φ² but for the correction. */
  private double corrected() {
    double n = units.count();
    double r = categories.size();
    if (n < 3) {
      return Math.sqrt(Math.min(1, observed() / n));
    }
    double phi = Math.max(0, observed() / n - (r - 1) / (n - 1));
    double classes = 2 - 1 / (n - 1);
    double values = r - (r - 1) * (r - 1) / (n - 1);
    double smaller = Math.min(classes, values) - 1;
    // What rounding takes from 1 is not read as an exception to the rule.
    return smaller <= 0 ? 0 : phi / smaller > 1 - 1e-12 ? 1 : Math.sqrt(phi / smaller);
  }

  private Interval interval(double value, double confidence) {
    double tail = (1 - confidence) / 2;
    double low = Math.sqrt(noncentrality(1 - tail) / units.count());
    double high = Math.sqrt(noncentrality(tail) / units.count());
    return new Interval(
        Math.min(low, value),
        Math.min(1, Math.max(high, value)),
        confidence,
        Method.NONCENTRAL_CHI_SQUARED);
  }

  /** That noncentrality, up to the number of units, at which χ² has this cumulated probability. */
  private double noncentrality(double probability) {
    double chiSquared = observed();
    double low = 0;
    double high = units.count();
    if (cumulated(chiSquared, 0) <= probability) {
      return 0;
    }
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (cumulated(chiSquared, middle) > probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** A noncentral chi-squared distribution is a Poisson mixture of central ones. */
  private double cumulated(double chiSquared, double noncentrality) {
    double freedom = categories.size() - 1.0;
    if (noncentrality < 1e-12) {
      return ChiSquaredDistribution.of(freedom).cumulativeProbability(chiSquared);
    }
    PoissonDistribution mixture = PoissonDistribution.of(noncentrality / 2);
    double spread = 10 * Math.sqrt(noncentrality / 2) + 20;
    int from = (int) Math.max(0, noncentrality / 2 - spread);
    int to = (int) (noncentrality / 2 + spread);
    double sum = 0;
    for (int i = from; i <= to; i++) {
      sum +=
          mixture.probability(i)
              * ChiSquaredDistribution.of(freedom + 2.0 * i).cumulativeProbability(chiSquared);
    }
    return sum;
  }
}
