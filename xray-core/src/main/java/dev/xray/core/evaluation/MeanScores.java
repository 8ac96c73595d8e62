package dev.xray.core.evaluation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

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
  private final List<Stratum> strata;
  private final List<Metric> metrics;

  /**
   * Patients that are resampled among themselves.
   *
   * @param images how many each has
   * @param sums of their values, by metric and patient
   * @param share of all images that are theirs
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Stratum(double[] images, double[][] sums, double share) {
    int patients() {
      return images.length;
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

  /**
   * Constructs the means of several metrics.
   *
   * @param values for each metric a value of each image, in the order of the sample
   */
  MeanScores(Sample sample, EvaluationSettings settings, Map<Metric, double[]> values) {
    this.bootstrap = new PatientBootstrap(sample, settings.seed());
    this.settings = settings;
    metrics = List.copyOf(values.keySet());
    double[] images = new double[sample.patients()];
    double[][] sums = new double[metrics.size()][sample.patients()];
    for (int i = 0; i < sample.images(); i++) {
      images[sample.patient(i)]++;
      for (int metric = 0; metric < sums.length; metric++) {
        sums[metric][sample.patient(i)] += values.get(metrics.get(metric))[i];
      }
    }
    strata =
        bootstrap.strata().stream()
            .map(
                patients -> {
                  double[] own = of(patients, images);
                  return new Stratum(
                      own,
                      Arrays.stream(sums).map(all -> of(patients, all)).toArray(double[][]::new),
                      Arrays.stream(own).sum() / sample.images());
                })
            .toList();
  }

  private static double[] of(int[] patients, double[] all) {
    return Arrays.stream(patients).mapToDouble(patient -> all[patient]).toArray();
  }

  /** The intervals. */
  Map<Metric, Bounds> intervals() {
    Map<Metric, Bounds> bounds = new EnumMap<>(Metric.class);
    Optional<String> useless = bootstrap.useless();
    if (useless.isPresent()) {
      metrics.forEach(metric -> bounds.put(metric, new Bounds(Optional.empty(), useless.get())));
      return bounds;
    }
    Moments[] observed = moments(once());
    double[][] deviations =
        bootstrap.replicates(settings.bootstrap(), times -> deviations(moments(times), observed));
    for (int i = 0; i < observed.length; i++) {
      int index = i;
      double[] own = Arrays.stream(deviations).mapToDouble(all -> all[index]).toArray();
      bounds.put(metrics.get(i), bounds(metrics.get(i), observed[i], own));
    }
    return bounds;
  }

  private static double[] deviations(Moments[] replicate, Moments[] observed) {
    double[] above = new double[replicate.length];
    for (int i = 0; i < above.length; i++) {
      above[i] = replicate[i].above(observed[i].mean);
    }
    return above;
  }

  /** Order statistics, as Davison and Hinkley (1997, 5.2) take them. */
  private Bounds bounds(Metric metric, Moments observed, double[] deviations) {
    if (!(observed.error > 1e-12 * observed.mean)) {
      return new Bounds(Optional.empty(), NO_SPREAD);
    }
    Arrays.sort(deviations);
    double tail = (1 - settings.confidence()) / 2;
    int below = Math.max(1, (int) Math.floor((deviations.length + 1) * tail + 1e-9));
    double low = Math.min(0, deviations[below - 1]);
    double high = Math.max(0, deviations[deviations.length - below]);
    if (Double.isInfinite(low) || Double.isInfinite(high)) {
      return new Bounds(Optional.empty(), TOO_FEW);
    }
    return new Bounds(
        Optional.of(
            new Interval(
                Math.max(metric.lowest(), observed.mean - high * observed.error),
                Math.min(metric.highest(), observed.mean - low * observed.error),
                settings.confidence(),
                Method.BOOTSTRAP_T)),
        "");
  }

  /** Each patient once. */
  private int[][] once() {
    return strata.stream()
        .map(stratum -> IntStream.range(0, stratum.patients()).map(i -> 1).toArray())
        .toArray(int[][]::new);
  }

  private Moments[] moments(int[][] times) {
    Moments[] moments = new Moments[metrics.size()];
    for (int metric = 0; metric < moments.length; metric++) {
      double mean = 0;
      double variance = 0;
      for (int i = 0; i < times.length; i++) {
        Stratum stratum = strata.get(i);
        Moments one = moments(times[i], stratum.images, stratum.sums[metric]);
        mean += stratum.share * one.mean;
        variance += Math.pow(stratum.share * one.error, 2);
      }
      moments[metric] = new Moments(mean, Math.sqrt(variance));
    }
    return moments;
  }

  private static Moments moments(int[] times, double[] images, double[] sums) {
    double n = 0;
    double x = 0;
    double nn = 0;
    double nx = 0;
    double xx = 0;
    for (int i = 0; i < times.length; i++) {
      double ofImages = times[i] * images[i];
      double ofValues = times[i] * sums[i];
      n += ofImages;
      x += ofValues;
      nn += ofImages * images[i];
      nx += ofImages * sums[i];
      xx += ofValues * sums[i];
    }
    double mean = x / n;
    double squares = xx - 2 * mean * nx + mean * mean * nn;
    double m = times.length;
    boolean spread = m > 1 && squares > 1e-12 * xx;
    return new Moments(mean, spread ? Math.sqrt(squares * m / (m - 1)) / n : 0);
  }
}
