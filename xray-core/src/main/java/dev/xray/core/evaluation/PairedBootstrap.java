package dev.xray.core.evaluation;

import dev.xray.core.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Intervals of differences by resampling patients, with all their images and both models'
 * predictions of them, with replacement (Efron and Tibshirani 1993, 13.3: percentiles). Patients
 * with positive images only, with negative ones only and with both are resampled apart, so that no
 * replicate lacks a class. Images whose patient is not known count as one patient each.
 *
 * <p>A replicate is a pure function of the seed and its number.
 */
final class PairedBootstrap {
  private static final String PURPOSE = "paired bootstrap";
  private static final String SAME = "it is the same in every resample";

  /** Share of replicates that may leave a figure undefined. */
  private static final double UNDEFINED = 0.05;

  private final PairedSample sample;
  private final EvaluationSettings settings;
  private final List<int[]> strata;
  private final Seed seed;

  PairedBootstrap(PairedSample sample, EvaluationSettings settings) {
    this.sample = sample;
    this.settings = settings;
    strata = strata(sample);
    seed = new Seed(settings.seed());
  }

  private static List<int[]> strata(PairedSample sample) {
    boolean[][] has = new boolean[2][sample.patients()];
    for (int i = 0; i < sample.images(); i++) {
      has[sample.positive(i) ? 1 : 0][sample.patient(i)] = true;
    }
    List<int[]> strata = new ArrayList<>();
    for (int kind = 1; kind <= 3; kind++) {
      boolean negative = (kind & 1) != 0;
      boolean positive = (kind & 2) != 0;
      strata.add(
          IntStream.range(0, sample.patients())
              .filter(patient -> has[0][patient] == negative && has[1][patient] == positive)
              .toArray());
    }
    return strata;
  }

  /** How often each image counts. */
  private int[] draw(int replicate) {
    RandomGenerator random = seed.random(PURPOSE, replicate);
    int[] patients = new int[sample.patients()];
    for (int[] stratum : strata) {
      for (int i = 0; i < stratum.length; i++) {
        patients[stratum[random.nextInt(stratum.length)]]++;
      }
    }
    int[] times = new int[sample.images()];
    for (int i = 0; i < times.length; i++) {
      times[i] = patients[sample.patient(i)];
    }
    return times;
  }

  private static Optional<String> useless(PairedSample sample) {
    if (sample.patientsOf(true) < 2) {
      return Optional.of("fewer than two patients have positive images");
    }
    return sample.patientsOf(false) < 2
        ? Optional.of("fewer than two patients have negative images")
        : Optional.empty();
  }

  /** An interval, or why there is none. */
  record Bounds(Optional<Interval> interval, String reason) {
    private static Bounds none(String reason) {
      return new Bounds(Optional.empty(), reason);
    }

    /** Whether there is none because resampling changes nothing. */
    boolean isSame() {
      return reason.equals(SAME);
    }
  }

  /** Adds the interval after those that are there, or says why there is none. */
  static Difference complete(Difference given, Bounds bounds) {
    if (given.value().isEmpty()) {
      return given;
    }
    if (bounds.interval().isEmpty()) {
      return given.because(bounds.reason());
    }
    List<Interval> intervals = new ArrayList<>(given.intervals());
    intervals.add(bounds.interval().get());
    return given.with(intervals);
  }

  /**
   * The interval of any figure of the sample.
   *
   * @param figure where each image counts that often; NaN where it is undefined
   */
  Bounds bounds(ToDoubleFunction<int[]> figure) {
    return bounds(1, times -> new double[] {figure.applyAsDouble(times)}).get(0);
  }

  /**
   * The intervals of several figures, for which each replicate is drawn once. What is in memory at
   * a time are the figures of all replicates and, for each thread, one replicate.
   *
   * @param count number of figures
   * @param figures where each image counts that often; NaN where one is undefined
   */
  List<Bounds> bounds(int count, Function<int[], double[]> figures) {
    Optional<String> useless = useless(sample);
    if (useless.isPresent()) {
      return Collections.nCopies(count, Bounds.none(useless.get()));
    }
    double[][] replicates =
        IntStream.range(0, settings.bootstrap())
            .parallel()
            .mapToObj(replicate -> figures.apply(draw(replicate)))
            .toArray(double[][]::new);
    return IntStream.range(0, count)
        .mapToObj(figure -> Arrays.stream(replicates).mapToDouble(all -> all[figure]).toArray())
        .map(this::bounds)
        .toList();
  }

  private Bounds bounds(double[] replicates) {
    double[] values =
        Arrays.stream(replicates).filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (values.length < (1 - UNDEFINED) * replicates.length) {
      return Bounds.none(
          "it is undefined in "
              + (replicates.length - values.length)
              + " of "
              + replicates.length
              + " resamples");
    }
    if (values[0] == values[values.length - 1]) {
      return Bounds.none(SAME);
    }
    return new Bounds(Optional.of(percentiles(values)), "");
  }

  private Interval percentiles(double[] sorted) {
    double tail = (1 - settings.confidence()) / 2;
    double[] mirrored = Arrays.stream(sorted).map(value -> -value).sorted().toArray();
    return new Interval(
        quantile(sorted, tail),
        -quantile(mirrored, tail),
        settings.confidence(),
        Method.BOOTSTRAP_PAIRED);
  }

  /** Linear between order statistics (Hyndman and Fan 1996, type 7). */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
