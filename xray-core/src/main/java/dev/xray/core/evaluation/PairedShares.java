package dev.xray.core.evaluation;

import java.util.List;

/**
 * How often two models are right on the same images: the difference of two paired proportions.
 *
 * <p>Its interval is that of Newcombe (1998, Statistics in Medicine 17:2635, method 10): Wilson
 * bounds of either share, added as squares with the correlation of being right. Several images of a
 * patient count as the effective number of images of the differences, see {@link ClusteredMean}.
 */
final class PairedShares {
  private int both;
  private int onlyCurrent;
  private int onlyBaseline;
  private int neither;
  private final ClusteredMean differences;

  PairedShares(int patients) {
    differences = new ClusteredMean(patients);
  }

  void add(int patient, boolean current, boolean baseline) {
    both += current && baseline ? 1 : 0;
    onlyCurrent += current && !baseline ? 1 : 0;
    onlyBaseline += !current && baseline ? 1 : 0;
    neither += !current && !baseline ? 1 : 0;
    differences.add(patient, (current ? 1 : 0) - (baseline ? 1 : 0));
  }

  /** Adds interval and test. */
  Difference complete(Difference difference, double confidence) {
    if (difference.value().isEmpty()) {
      return difference;
    }
    Difference.Discordant counts = new Difference.Discordant(onlyCurrent, onlyBaseline);
    return difference
        .with(List.of(newcombe(confidence)))
        .with(counts, new PairedTest(PairedTest.Kind.MCNEMAR_EXACT, McNemar.p(counts)));
  }

  /** Of at least one image. */
  Interval newcombe(double confidence) {
    double images = differences.images();
    double of = differences.effective();
    double first = (both + onlyCurrent) / images;
    double second = (both + onlyBaseline) / images;
    Interval one = new Share(first, of).wilson(confidence);
    Interval other = new Share(second, of).wilson(confidence);
    double phi = correlation(of / images);
    double below = distance(first - one.low(), other.high() - second, phi);
    double above = distance(one.high() - first, second - other.low(), phi);
    double value = (onlyCurrent - onlyBaseline) / images;
    return new Interval(
        Math.max(-1, value - below),
        Math.min(1, value + above),
        confidence,
        Method.NEWCOMBE_PAIRED);
  }

  private static double distance(double one, double other, double phi) {
    return Math.sqrt(Math.max(0, one * one - 2 * phi * one * other + other * other));
  }

  /** Phi coefficient, drawn towards 0 where it is positive, as Newcombe does. */
  private double correlation(double scale) {
    double product =
        (double) (both + onlyCurrent)
            * (onlyBaseline + neither)
            * (both + onlyBaseline)
            * (onlyCurrent + neither);
    if (product == 0) {
      return 0;
    }
    double cross = (double) both * neither - (double) onlyCurrent * onlyBaseline;
    double correction = differences.images() / (2 * scale);
    double corrected = cross > 0 ? Math.max(0, cross - correction) : cross;
    return corrected / Math.sqrt(product);
  }
}
