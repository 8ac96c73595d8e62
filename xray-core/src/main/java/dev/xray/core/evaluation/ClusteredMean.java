package dev.xray.core.evaluation;

import java.util.OptionalInt;

/**
 * A mean over images of which several may be of one patient, and how much less they say than as
 * many of different patients.
 *
 * <p>The mean is the ratio of two sums over patients, so that its variance between patients is v =
 * m / (m - 1) Σ (x_i - mean n_i)² / n², with n_i images and the sum x_i of patient i, m patients, n
 * images (Cochran 1977, Sampling Techniques, 6.4; for proportions Rao and Scott 1992). The design
 * effect (Kish 1965) divides it by the variance that independent images would have, s² / n. It is
 * exactly 1 where no patient repeats.
 */
final class ClusteredMean {
  private final int[] images;
  private final double[] sums;
  private int n;
  private double sum;
  private double squares;

  ClusteredMean(int patients) {
    images = new int[patients];
    sums = new double[patients];
  }

  void add(int patient, double value) {
    images[patient]++;
    sums[patient] += value;
    n++;
    sum += value;
    squares += value * value;
  }

  int images() {
    return n;
  }

  double mean() {
    return sum / n;
  }

  int patients() {
    int patients = 0;
    for (int count : images) {
      patients += count > 0 ? 1 : 0;
    }
    return patients;
  }

  /**
   * Images divided by the design effect, which is never taken to be below 1. Where all values are
   * equal there is no variance to estimate it from, and where there is one patient none between
   * patients: each patient then counts as one image, the most cautious reading.
   */
  double effective() {
    int patients = patients();
    if (patients == n) {
      return n;
    }
    double mean = mean();
    double within = squares / n - mean * mean;
    if (patients == 1 || within <= 1e-12 * squares / n) {
      return patients;
    }
    double independent = within / (n - 1.0);
    return n / Math.max(1, variance() / independent);
  }

  /** The square root of v; NaN where there is one patient. */
  double standardError() {
    return Math.sqrt(variance());
  }

  private double variance() {
    int patients = patients();
    double mean = mean();
    double between = 0;
    for (int i = 0; i < images.length; i++) {
      double residual = sums[i] - mean * images[i];
      between += residual * residual;
    }
    return between * patients / (patients - 1.0) / n / n;
  }

  Support support() {
    return new Support(n, patients(), effective(), OptionalInt.empty(), OptionalInt.empty());
  }

  /** The support of a proportion: the values are 0 and 1. */
  Support proportion() {
    return new Support(
        n, patients(), effective(), OptionalInt.of((int) Math.round(sum)), OptionalInt.of(n));
  }
}
