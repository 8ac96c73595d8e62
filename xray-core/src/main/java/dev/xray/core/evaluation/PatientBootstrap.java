package dev.xray.core.evaluation;

import dev.xray.core.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Resamples patients, with all their images, with replacement (Efron 1979; for patients Field and
 * Welsh 2007). Patients with positive images only, with negative ones only and with both are
 * resampled apart, so that no replicate lacks a class. Images whose patient is not known count as
 * one patient each.
 *
 * <p>A replicate is a pure function of the seed and its number, so that threads cannot change it.
 * It is how often each patient was drawn: nothing is copied or sorted. Stratum by stratum, so that
 * whoever sums over patients reads memory from its start to its end.
 */
final class PatientBootstrap {
  private static final String PURPOSE = "bootstrap";

  /** Draws below which starting threads takes longer than drawing. */
  private static final long WORTH_THREADS = 1 << 19;

  private final Sample sample;
  private final Seed seed;
  private final List<int[]> strata = new ArrayList<>();

  PatientBootstrap(Sample sample, long seed) {
    this.sample = sample;
    this.seed = new Seed(seed);
    boolean[][] has = {sample.hasPatient(false), sample.hasPatient(true)};
    for (int kind = 1; kind <= 3; kind++) {
      boolean negative = (kind & 1) != 0;
      boolean positive = (kind & 2) != 0;
      int[] patients =
          IntStream.range(0, sample.patients())
              .filter(patient -> has[0][patient] == negative && has[1][patient] == positive)
              .toArray();
      if (patients.length > 0) {
        strata.add(patients);
      }
    }
  }

  /**
   * Patients with negative images only, with positive images only, and with both; without those
   * strata that have no patient.
   */
  List<int[]> strata() {
    return strata;
  }

  /** Why resampling would say nothing, where it would. */
  Optional<String> useless() {
    if (sample.patientsOf(true) == 1) {
      return Optional.of("all positive images are of one patient");
    }
    return sample.patientsOf(false) == 1
        ? Optional.of("all negative images are of one patient")
        : Optional.empty();
  }

  /**
   * Figures in each replicate; of many patients on all cores.
   *
   * @param figures from how often each patient counts, in the order of {@link #strata}, to figures;
   *     called from several threads
   * @return replicates, in their order, by figures
   */
  double[][] replicates(int count, Function<int[][], double[]> figures) {
    IntStream numbers = IntStream.range(0, count);
    return ((long) count * sample.patients() < WORTH_THREADS ? numbers : numbers.parallel())
        .mapToObj(replicate -> figures.apply(draw(replicate)))
        .toArray(double[][]::new);
  }

  private int[][] draw(int replicate) {
    SplittableRandom random = new SplittableRandom(seed.derive(PURPOSE, replicate));
    int[][] times = new int[strata.size()][];
    for (int stratum = 0; stratum < times.length; stratum++) {
      int patients = strata.get(stratum).length;
      int[] drawn = new int[patients];
      for (int i = 0; i < patients; i++) {
        drawn[below(patients, random.nextLong())]++;
      }
      times[stratum] = drawn;
    }
    return times;
  }

  /** Multiply and shift (Lemire 2019, ACM TOMACS 29): 32 random bits to 0 to {@code bound}. */
  private static int below(int bound, long bits) {
    return (int) ((bits >>> 32) * bound >>> 32);
  }
}
