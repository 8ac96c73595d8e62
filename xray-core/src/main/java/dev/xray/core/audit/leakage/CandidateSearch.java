package dev.xray.core.audit.leakage;

import dev.xray.core.Seed;
import dev.xray.core.XrayException;
import dev.xray.core.runtime.Parallel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Finds fingerprints that resemble each other without comparing all with all: locality-sensitive
 * hashing (Indyk and Motwani 1998; bits sampled from a binary code as by Gionis, Indyk and Motwani
 * 1999). A fingerprint's code has a bit for each of its values: on which side of the data set's
 * mean it lies. {@value #TABLES} tables sort the codes by as many of their bits, chosen at random,
 * as tell the images apart. An image meets another where all chosen bits of one table agree. Of a
 * table's place at most {@value #SCANNED} are looked at and of an image's candidates the best
 * {@value #KEPT} are kept, so that the time is that of sorting and looking up: n log n.
 */
public final class CandidateSearch {
  /** Likeness from which two images are compared on their pixels. */
  public static final double LIKE = 0.88;

  private static final int TABLES = 12;
  private static final int SCANNED = 64;
  private static final int KEPT = 8;

  /** Share of a code's bits that may differ between copies. */
  private static final double FLIPPED = 0.3;

  private final float[][] values;
  private final float[] mean;
  private final float[] deviation;
  private final long[] codes;
  private final int[][] bits;

  /** For each table, its bits of each code in the upper half, its image in the lower, sorted. */
  private final long[][] tables;

  /** What an image looks like in a pose. */
  @FunctionalInterface
  public interface Looks {
    /**
     * Looks at an image; called on any thread, once for each image.
     *
     * @return for each pose the fingerprint, of the same length as all others
     */
    IntFunction<float[]> of(int image);
  }

  /**
   * Sorts fingerprints.
   *
   * @param fingerprints at least one; those of images as they are; at most 64 values each
   */
  public CandidateSearch(float[][] fingerprints) {
    int length = fingerprints[0].length;
    mean = new float[length];
    deviation = new float[length];
    measure(fingerprints);
    values = Arrays.stream(fingerprints).map(this::standardised).toArray(float[][]::new);
    codes = Arrays.stream(values).mapToLong(CandidateSearch::code).toArray();
    bits = chosenBits(length, fingerprints.length);
    tables = Arrays.stream(bits).map(this::table).toArray(long[][]::new);
  }

  /**
   * Pairs of images that may be copies, the likeliest pose of each, sorted by position.
   *
   * @param looks of the images
   * @param poses how many poses there are
   * @param threads how many images at a time
   */
  public List<Candidate> search(Looks looks, int poses, int threads)
      throws XrayException, IOException {
    Map<Long, Candidate> best = new HashMap<>();
    Parallel.map(threads, values.length, image -> of(image, looks, poses)).stream()
        .flatMap(Collection::stream)
        .forEach(each -> best.merge(each.pair(), each, CandidateSearch::better));
    List<Candidate> sorted = new ArrayList<>(best.values());
    sorted.sort(Comparator.comparingLong(Candidate::pair));
    return sorted;
  }

  private static Candidate better(Candidate one, Candidate two) {
    return two.likeness() > one.likeness() ? two : one;
  }

  private List<Candidate> of(int image, Looks looks, int poses) {
    Map<Integer, Candidate> found = new HashMap<>();
    IntFunction<float[]> look = looks.of(image);
    for (int pose = 0; pose < poses; pose++) {
      float[] value = standardised(look.apply(pose));
      long code = code(value);
      for (int table = 0; table < TABLES; table++) {
        scan(table, image, pose, value, code, found);
      }
    }
    return found.values().stream()
        .sorted(
            Comparator.comparingDouble(Candidate::likeness)
                .reversed()
                .thenComparing(Candidate::copy))
        .limit(KEPT)
        .toList();
  }

  private void scan(
      int table, int image, int pose, float[] value, long code, Map<Integer, Candidate> found) {
    long key = key(code, bits[table]) << 32;
    long[] sorted = tables[table];
    int at = Arrays.binarySearch(sorted, key);
    int start = at < 0 ? -at - 1 : at;
    int end = Math.min(sorted.length, start + SCANNED);
    for (int i = start; i < end && sorted[i] >>> 32 == key >>> 32; i++) {
      int other = (int) sorted[i];
      if (other == image || Long.bitCount(code ^ codes[other]) > FLIPPED * value.length) {
        continue;
      }
      double likeness = cosine(value, values[other]);
      if (likeness >= LIKE) {
        found.merge(other, new Candidate(image, other, pose, likeness), CandidateSearch::better);
      }
    }
  }

  private void measure(float[][] fingerprints) {
    for (int i = 0; i < mean.length; i++) {
      int at = i;
      double sum = Arrays.stream(fingerprints).mapToDouble(each -> each[at]).sum();
      double average = sum / fingerprints.length;
      double squares =
          Arrays.stream(fingerprints)
              .mapToDouble(each -> (each[at] - average) * (each[at] - average))
              .sum();
      mean[i] = (float) average;
      deviation[i] = (float) Math.sqrt(squares / fingerprints.length);
    }
  }

  /** In deviations from the mean, of length 1. A value that never varies tells nothing. */
  private float[] standardised(float[] fingerprint) {
    float[] standardised = new float[fingerprint.length];
    double squares = 0;
    for (int i = 0; i < fingerprint.length; i++) {
      standardised[i] = deviation[i] > 1e-6 ? (fingerprint[i] - mean[i]) / deviation[i] : 0;
      squares += standardised[i] * standardised[i];
    }
    float length = (float) Math.sqrt(squares);
    for (int i = 0; i < standardised.length && length > 0; i++) {
      standardised[i] /= length;
    }
    return standardised;
  }

  private static double cosine(float[] one, float[] two) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * two[i];
    }
    return sum;
  }

  private static long code(float[] value) {
    long code = 0;
    for (int i = 0; i < value.length; i++) {
      code |= value[i] > 0 ? 1L << i : 0;
    }
    return code;
  }

  /** As many bits as give each image a place of its own, were the bits independent. */
  private static int[][] chosenBits(int length, int images) {
    int count = Math.min(24, Math.min(length, 1 + Math.max(5, ceilLog2(images))));
    int[][] chosen = new int[TABLES][];
    for (int table = 0; table < TABLES; table++) {
      RandomGenerator random = new Seed(0).random("duplicate search", table);
      List<Integer> all = new ArrayList<>(IntStream.range(0, length).boxed().toList());
      for (int i = length - 1; i > 0; i--) {
        Collections.swap(all, i, random.nextInt(i + 1));
      }
      chosen[table] = all.stream().limit(count).mapToInt(Integer::intValue).toArray();
    }
    return chosen;
  }

  private static int ceilLog2(int number) {
    return 32 - Integer.numberOfLeadingZeros(Math.max(1, number - 1));
  }

  private static long key(long code, int[] chosen) {
    long key = 0;
    for (int bit : chosen) {
      key = key << 1 | (code >>> bit & 1);
    }
    return key;
  }

  private long[] table(int[] chosen) {
    long[] sorted =
        IntStream.range(0, codes.length).mapToLong(i -> key(codes[i], chosen) << 32 | i).toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
