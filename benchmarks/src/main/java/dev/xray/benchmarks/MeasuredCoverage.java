package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.evaluation.CategoryCase;
import dev.xray.core.evaluation.CramersV;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.ImageMeans;
import dev.xray.core.evaluation.ImageMeans.OfImage;
import dev.xray.core.evaluation.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;

/**
 * How often the 95% intervals of what the audit measures on images hold the true value: {@value
 * #RUNS} made-up sets of images for each cell, of independent images and of patients with two or
 * three images each (all of one class, intraclass correlation {@value #CORRELATION}: an image takes
 * what its patient drew with the probability √{@value #CORRELATION}, as in Lunn and Davies 1998,
 * Biometrika 85:487).
 *
 * <p>Cramér's V: a property of two or of four values and the class, half or a fifth of the images
 * positive. As many images have the first half of the values as are positive; they are spread so
 * that V is the true value of the cell. Means: shares between 0 and 1 of a beta distribution with
 * the mean of the cell and α + β = {@value #CONCENTRATION}, so that means far from one half are of
 * skewed shares.
 *
 * <p>Arguments: {@code associations}, {@code means} or both. Prints Markdown tables. Grid and seeds
 * are fixed here, so that everybody gets the same tables.
 */
public final class MeasuredCoverage {
  private static final int RUNS = 4_000;
  private static final double CONFIDENCE = 0.95;
  private static final double CORRELATION = 0.5;
  private static final double CONCENTRATION = 2;
  private static final int[] IMAGES = {50, 100, 400};
  private static final double[] ASSOCIATIONS = {0, 0.1, 0.3, 0.6, 0.9};
  private static final double[] MEANS = {0.05, 0.1, 0.3, 0.5, 0.9};
  private static final Seed SEED = new Seed(20261128);

  /** Runs of each cell whose intervals are computed although their order tells them already. */
  private static final int CHECKED = 3;

  private final boolean clustered;

  private MeasuredCoverage(boolean clustered) {
    this.clustered = clustered;
  }

  /** Runs. */
  public static void main(String[] arguments) {
    Set<String> studies =
        arguments.length == 0 ? Set.of("associations", "means") : Set.of(arguments);
    for (boolean clustered : new boolean[] {false, true}) {
      MeasuredCoverage coverage = new MeasuredCoverage(clustered);
      System.out.printf(
          "%n%s, %,d runs a cell%n",
          clustered
              ? "Patients with 2 or 3 images, intraclass correlation " + CORRELATION
              : "Independent images",
          RUNS);
      if (studies.contains("associations")) {
        coverage.associations();
      }
      if (studies.contains("means")) {
        coverage.means();
      }
    }
  }

  private void associations() {
    System.out.println(
        "\n| values | positive | images | V = 0 | 0.1 | 0.3 | 0.6 | 0.9 |\n"
            + "|---|---|---|---|---|---|---|---|");
    for (int values : new int[] {2, 4}) {
      for (double positive : new double[] {0.5, 0.2}) {
        for (int images : IMAGES) {
          StringBuilder line =
              new StringBuilder(
                  String.format(Locale.ROOT, "| %d | %.1f | %d |", values, positive, images));
          for (double truth : ASSOCIATIONS) {
            line.append(
                String.format(Locale.ROOT, " %.3f |", covered(values, positive, images, truth)));
          }
          System.out.println(line);
        }
      }
    }
  }

  /** A set of images, and its χ², which decides the interval of V where all else is equal. */
  private record Drawn(List<CategoryCase> cases, double chiSquared) {
    static Drawn of(List<CategoryCase> cases) {
      return new Drawn(cases, MeasuredCoverage.chiSquared(cases));
    }
  }

  /**
   * Share of the sets whose interval holds the truth. Both bounds grow with χ², so that in the
   * order of χ² the intervals that hold it are neighbours: their first and last one are searched
   * for. That spares most of the intervals, which take their time.
   */
  private double covered(int values, double positive, int images, double truth) {
    // What has not all values is a table of another size, with bounds of its own order.
    Map<Integer, List<Drawn>> bySize = new HashMap<>();
    IntStream.range(0, RUNS)
        .parallel()
        .mapToObj(run -> Drawn.of(association(values, positive, images, truth, run)))
        .toList()
        .forEach(
            one -> bySize.computeIfAbsent(sizeOf(one.cases), size -> new ArrayList<>()).add(one));
    int held = 0;
    int defined = 0;
    for (Map.Entry<Integer, List<Drawn>> each : bySize.entrySet()) {
      if (each.getKey() > 1) {
        List<Drawn> sorted =
            each.getValue().stream().sorted(Comparator.comparingDouble(Drawn::chiSquared)).toList();
        held += held(sorted, truth);
        defined += sorted.size();
      }
    }
    return (double) held / defined;
  }

  private static int sizeOf(List<CategoryCase> cases) {
    return (int) cases.stream().map(CategoryCase::category).distinct().count();
  }

  private static int held(List<Drawn> sorted, double truth) {
    int from = first(sorted, interval -> interval.high() + 1e-12 >= truth);
    int to = first(sorted, interval -> interval.low() - 1e-12 > truth);
    for (int i = 0; i < CHECKED; i++) {
      int at = (int) ((long) i * sorted.size() / CHECKED);
      if (holds(interval(sorted.get(at)), truth) != (from <= at && at < to)) {
        throw new IllegalStateException("The bounds do not grow with χ².");
      }
    }
    return to - from;
  }

  private interface Condition {
    boolean of(Interval interval);
  }

  /** Position of the first set that fulfils what all after it fulfil too. */
  private static int first(List<Drawn> sorted, Condition condition) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (condition.of(interval(sorted.get(middle)))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static Interval interval(Drawn drawn) {
    return new CramersV(drawn.cases).estimate(CONFIDENCE).interval().orElseThrow();
  }

  private static boolean holds(Interval interval, double truth) {
    return interval.low() <= truth + 1e-12 && truth <= interval.high() + 1e-12;
  }

  /** χ² of a table in which a patient counts once. */
  private static double chiSquared(List<CategoryCase> cases) {
    Map<String, Integer> images = new HashMap<>();
    cases.forEach(one -> images.merge(one.patient().orElseThrow(), 1, Integer::sum));
    Map<String, double[]> table = new HashMap<>();
    double[] units = new double[2];
    for (CategoryCase one : cases) {
      int side = one.positive() ? 1 : 0;
      double weight = 1.0 / images.get(one.patient().orElseThrow());
      table.computeIfAbsent(one.category(), category -> new double[2])[side] += weight;
      units[side] += weight;
    }
    double sum = 0;
    for (double[] row : table.values()) {
      for (int side = 0; side < 2; side++) {
        double expected = (row[0] + row[1]) * units[side] / (units[0] + units[1]);
        sum += (row[side] - expected) * (row[side] - expected) / expected;
      }
    }
    return sum;
  }

  private List<CategoryCase> association(
      int values, double positive, int images, double truth, int run) {
    RandomGenerator random =
        SEED.random(
            "coverage of associations",
            clustered ? 1 : 0,
            values,
            Math.round(positive * 100),
            images,
            Math.round(truth * 100),
            run);
    List<CategoryCase> cases = new ArrayList<>();
    int positives = (int) Math.round(positive * images);
    for (int side = 0; side < 2; side++) {
      // The share of the first half of the values among all images is that of the positives.
      double ofPositives = positive + truth * (1 - positive);
      double share = side == 1 ? ofPositives : positive * (1 - ofPositives) / (1 - positive);
      int count = side == 1 ? positives : images - positives;
      double common = Math.sqrt(CORRELATION);
      String before = "";
      int ofPatient = 0;
      for (int i = 0; i < count; i++) {
        String patient = side + "-" + patient(i);
        if (!patient.equals(before)) {
          ofPatient = value(values, share, random);
          before = patient;
        }
        int own = value(values, share, random);
        int value = clustered && random.nextDouble() < common ? ofPatient : own;
        cases.add(new CategoryCase(side == 1, "value " + value, Optional.of(patient)));
      }
    }
    return cases;
  }

  private static int value(int values, double share, RandomGenerator random) {
    int half = values / 2;
    return random.nextInt(half) + (random.nextDouble() < share ? 0 : half);
  }

  /** Patients of two and three images in turn, or of one each. */
  private int patient(int image) {
    return clustered ? image / 5 * 2 + (image % 5 < 2 ? 0 : 1) : image;
  }

  private void means() {
    System.out.println(
        "\n| images | mean = 0.05 | 0.1 | 0.3 | 0.5 | 0.9 | without interval |\n"
            + "|---|---|---|---|---|---|---|");
    for (int images : IMAGES) {
      StringBuilder line = new StringBuilder("| " + images + " |");
      double without = 0;
      for (double truth : MEANS) {
        List<Estimate> estimates =
            IntStream.range(0, RUNS)
                .parallel()
                .mapToObj(run -> ImageMeans.mean(shares(images, truth, run), 0, 1))
                .toList();
        List<Interval> intervals =
            estimates.stream().flatMap(one -> one.interval().stream()).toList();
        long held = intervals.stream().filter(one -> holds(one, truth)).count();
        without = Math.max(without, 1 - (double) intervals.size() / RUNS);
        line.append(String.format(Locale.ROOT, " %.3f |", (double) held / intervals.size()));
      }
      System.out.println(line + String.format(Locale.ROOT, " %.4f at most |", without));
    }
  }

  private List<OfImage> shares(int images, double mean, int run) {
    RandomGenerator random =
        SEED.random("coverage of means", clustered ? 1 : 0, images, Math.round(mean * 100), run);
    ContinuousDistribution.Sampler shares =
        BetaDistribution.of(mean * CONCENTRATION, (1 - mean) * CONCENTRATION)
            .createSampler(random::nextLong);
    double common = Math.sqrt(CORRELATION);
    List<OfImage> values = new ArrayList<>();
    int before = -1;
    double ofPatient = 0;
    for (int i = 0; i < images; i++) {
      int patient = patient(i);
      if (patient != before) {
        ofPatient = shares.sample();
        before = patient;
      }
      double own = shares.sample();
      double value = clustered && random.nextDouble() < common ? ofPatient : own;
      values.add(new OfImage(value, Optional.of(Integer.toString(patient))));
    }
    return values;
  }
}
