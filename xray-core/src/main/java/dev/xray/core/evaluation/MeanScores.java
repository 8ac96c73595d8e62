package dev.xray.core.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Bootstrap-t intervals of means over images. The mean is that of the strata of {@link
 * PatientBootstrap}, weighted by their images as they are in the sample; its variance is that of a
 * ratio of sums over patients in each stratum (see {@link ClusteredMean}).
 */
final class MeanScores {
  private static final String TOO_FEW = "there are too few different values of a class to resample";
  private static final String NO_SPREAD = "all images of a class have the same value";

  private final PatientBootstrap bootstrap;
  private final EvaluationSettings settings;
  private final double[] images;
  private final double[][] sums;
  private final double total;

  /**
   * Constructs the means of several values.
   *
   * @param values a value for each image, in the order of the sample
   */
  MeanScores(
      Sample sample, PatientBootstrap bootstrap, EvaluationSettings settings, double[]... values) {
    this.bootstrap = bootstrap;
    this.settings = settings;
    images = new double[sample.patients()];
    sums = new double[values.length][sample.patients()];
    total = sample.images();
    for (int i = 0; i < sample.images(); i++) {
      images[sample.patient(i)]++;
      for (int value = 0; value < values.length; value++) {
        sums[value][sample.patient(i)] += values[value][i];
      }
    }
  }

  /** A mean and its standard error. */
  private record Moments(double mean, double error) {
    /** By how many standard errors it is above another mean. */
    double above(double other) {
      return mean == other ? 0 : (mean - other) / error;
    }
  }

  /** An interval, or why there is none. */
  record Bounds(Optional<Interval> interval, String reason) {}

  /** The intervals, one for each of the values. */
  List<Bounds> intervals() {
    if (bootstrap.useless().isPresent()) {
      Bounds none = new Bounds(Optional.empty(), bootstrap.useless().get());
      return Arrays.stream(sums).map(any -> none).toList();
    }
    int[] once = new int[images.length];
    Arrays.fill(once, 1);
    Moments[] observed = moments(once);
    double[][] deviations =
        bootstrap.replicates(
            settings.bootstrap(),
            times -> {
              Moments[] replicate = moments(times);
              double[] above = new double[sums.length];
              for (int i = 0; i < above.length; i++) {
                above[i] = replicate[i].above(observed[i].mean);
              }
              return above;
            });
    Bounds[] bounds = new Bounds[sums.length];
    for (int i = 0; i < bounds.length; i++) {
      int index = i;
      bounds[i] =
          bounds(observed[i], Arrays.stream(deviations).mapToDouble(all -> all[index]).toArray());
    }
    return List.of(bounds);
  }

  /** Order statistics, as Davison and Hinkley (1997, 5.2) take them, so that none is infinite. */
  private Bounds bounds(Moments observed, double[] deviations) {
    if (!(observed.error > 1e-12 * observed.mean)) {
      return new Bounds(Optional.empty(), NO_SPREAD);
    }
    Arrays.sort(deviations);
    double tail = (1 - settings.confidence()) / 2;
    int below = Math.max(1, (int) Math.floor((deviations.length + 1) * tail));
    double low = Math.min(0, deviations[below - 1]);
    double high = Math.max(0, deviations[deviations.length - below]);
    if (Double.isInfinite(low) || Double.isInfinite(high)) {
      return new Bounds(Optional.empty(), TOO_FEW);
    }
    return new Bounds(
        Optional.of(
            new Interval(
                Math.max(0, observed.mean - high * observed.error),
                observed.mean - low * observed.error,
                settings.confidence(),
                Method.BOOTSTRAP_T)),
        "");
  }

  private Moments[] moments(int[] times) {
    Moments[] moments = new Moments[sums.length];
    for (int i = 0; i < sums.length; i++) {
      double mean = 0;
      double variance = 0;
      for (int[] stratum : bootstrap.strata()) {
        if (stratum.length > 0) {
          Stratum one = stratum(stratum, times, sums[i]);
          mean += one.images * one.mean;
          variance += one.images * one.images * one.variance;
        }
      }
      moments[i] = new Moments(mean / total, Math.sqrt(variance) / total);
    }
    return moments;
  }

  /** Mean of a stratum, its variance, and the stratum's images in the sample itself. */
  private record Stratum(double images, double mean, double variance) {}

  private Stratum stratum(int[] patients, int[] times, double[] sums) {
    double n = 0;
    double x = 0;
    double nn = 0;
    double nx = 0;
    double xx = 0;
    double own = 0;
    for (int patient : patients) {
      double ofImages = images[patient];
      double ofValues = sums[patient];
      int weight = times[patient];
      own += ofImages;
      n += weight * ofImages;
      x += weight * ofValues;
      nn += weight * ofImages * ofImages;
      nx += weight * ofImages * ofValues;
      xx += weight * ofValues * ofValues;
    }
    double mean = x / n;
    double squares = Math.max(0, xx - 2 * mean * nx + mean * mean * nn);
    double spread = squares <= 1e-12 * xx ? 0 : squares;
    double m = patients.length;
    return new Stratum(own, mean, m < 2 ? 0 : spread * m / (m - 1) / n / n);
  }
}
