package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Method;
import dev.xray.core.evaluation.PairedCase;
import dev.xray.core.evaluation.PairedEvaluator;
import dev.xray.core.evaluation.ThresholdPair;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How often the 95% intervals of the difference of two models, on the same images, hold the true
 * difference: {@value #RUNS} made-up test sets for each number of images, pair of true values and
 * correlation, of independent images and of patients with two or three images each (intraclass
 * correlation {@value #INTRACLASS}; all images of a patient are of one class).
 *
 * <p>Areas: scores of the two models are normal with unit variance and the stated correlation, at
 * such distances between the classes that the true ROC AUCs are those of the cell; of a patient's
 * images, half the variance is shared. As many positives as negatives. The bootstrap, which takes
 * its time, has {@value #REPLICATES} replicates in {@value #RUNS_OF_BOOTSTRAP} test sets, and fewer
 * pairs. Shares: each model is right with the probability of the cell, the two with the stated
 * correlation (phi) or the highest that these probabilities allow; images of a patient depend on
 * each other as in Lunn and Davies (1998, Biometrika 85:487).
 *
 * <p>Arguments: {@code shares}, {@code areas} or both. Prints Markdown tables. Grid and seeds are
 * fixed here, so that everybody gets the same tables.
 */
public final class PairedCoverage {
  private static final int RUNS = 10_000;
  private static final int RUNS_OF_BOOTSTRAP = 2_000;
  private static final int REPLICATES = 199;
  private static final double CONFIDENCE = 0.95;
  private static final double INTRACLASS = 0.5;
  private static final int[] IMAGES = {25, 50, 200};
  private static final double[] TRUTHS = {0.80, 0.90, 0.95, 0.99};
  private static final double[] OF_SCORES = {0, 0.5, 0.8};
  private static final double[] OF_BEING_RIGHT = {0, 0.3, 0.6};

  /** Of all pairs, those that have a column of their own; the bootstrap has these alone. */
  private static final List<Pair> SHOWN =
      List.of(
          new Pair(0.80, 0.80),
          new Pair(0.80, 0.90),
          new Pair(0.90, 0.95),
          new Pair(0.95, 0.99),
          new Pair(0.99, 0.99));

  private static final Set<Method> SYMMETRIC =
      EnumSet.of(Method.DELONG_PAIRED, Method.OBUCHOWSKI_PAIRED);

  private static final ThresholdPair HALF = new ThresholdPair(0.5, 0.5);
  private static final Seed SEED = new Seed(20261124);
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** True values of the two models; swapping them mirrors every interval. */
  private record Pair(double current, double baseline) {
    static List<Pair> all() {
      List<Pair> pairs = new ArrayList<>();
      for (double current : TRUTHS) {
        for (double baseline : TRUTHS) {
          if (current <= baseline) {
            pairs.add(new Pair(current, baseline));
          }
        }
      }
      return pairs;
    }

    double difference() {
      return current - baseline;
    }
  }

  /** Rows of the tables: how many images of a class, and how the models go together. */
  private record Row(int images, double correlation) {}

  /** Share of intervals that hold the truth, and of samples that have none. */
  private record Cell(double covered, double without) {}

  private final boolean clustered;
  private final Map<String, Map<Row, Map<Pair, Cell>>> tables = new LinkedHashMap<>();

  private PairedCoverage(boolean clustered) {
    this.clustered = clustered;
  }

  /** Runs. */
  public static void main(String[] arguments) {
    Set<String> studies = arguments.length == 0 ? Set.of("shares", "areas") : Set.of(arguments);
    for (boolean clustered : new boolean[] {false, true}) {
      PairedCoverage coverage = new PairedCoverage(clustered);
      if (studies.contains("shares")) {
        coverage.shares();
      }
      if (studies.contains("areas")) {
        coverage.areas();
      }
      coverage.print();
    }
  }

  private void shares() {
    cells(
        Pair.all(),
        OF_BEING_RIGHT,
        (row, pair) ->
            add(
                "Newcombe",
                row,
                pair,
                simulate(
                    RUNS,
                    run ->
                        List.of(
                            PairedEvaluator.accuracy(called(row, pair, run), HALF, CONFIDENCE)))));
  }

  private void areas() {
    cells(
        Pair.all(),
        OF_SCORES,
        (row, pair) -> {
          List<List<Interval>> found =
              simulate(RUNS, run -> PairedEvaluator.rocAuc(scored(row, pair, run), CONFIDENCE));
          add("MOVER", row, pair, only(found, method -> !SYMMETRIC.contains(method)));
          add("DeLong", row, pair, only(found, SYMMETRIC::contains));
        });
    cells(
        SHOWN,
        OF_SCORES,
        (row, pair) ->
            add(
                "bootstrap",
                row,
                pair,
                simulate(
                    RUNS_OF_BOOTSTRAP,
                    run -> bootstrap(scored(row, pair, run), run).stream().toList())));
  }

  private static void cells(List<Pair> pairs, double[] correlations, BiConsumer<Row, Pair> study) {
    for (int images : IMAGES) {
      for (double correlation : correlations) {
        pairs.forEach(pair -> study.accept(new Row(images, correlation), pair));
      }
    }
  }

  private static List<List<Interval>> simulate(int runs, IntFunction<List<Interval>> run) {
    return IntStream.range(0, runs).parallel().mapToObj(run).toList();
  }

  private static List<List<Interval>> only(List<List<Interval>> runs, Predicate<Method> methods) {
    return runs.stream()
        .map(run -> run.stream().filter(one -> methods.test(one.method())).toList())
        .toList();
  }

  private static Optional<Interval> bootstrap(List<PairedCase> cases, int run) {
    return PairedEvaluator.rocAucByBootstrap(
        cases, new EvaluationSettings(CONFIDENCE, REPLICATES, run, OptionalDouble.empty()));
  }

  /** Of each run one interval, or none. */
  private void add(String interval, Row row, Pair pair, List<List<Interval>> runs) {
    long defined = runs.stream().filter(run -> !run.isEmpty()).count();
    long held =
        runs.stream()
            .flatMap(List::stream)
            .filter(one -> one.low() <= pair.difference() + 1e-12)
            .filter(one -> one.high() >= pair.difference() - 1e-12)
            .count();
    double without = (double) (runs.size() - defined) / runs.size();
    tables
        .computeIfAbsent(interval, any -> new LinkedHashMap<>())
        .computeIfAbsent(row, any -> new LinkedHashMap<>())
        .put(pair, new Cell((double) held / defined, without));
  }

  /** Images that each model calls rightly or not; all of one class, since the share is of one. */
  private List<PairedCase> called(Row row, Pair pair, int run) {
    RandomGenerator random = random("paired calls", row, pair, run);
    double covariance =
        row.correlation
            * Math.sqrt(pair.current * (1 - pair.current) * pair.baseline * (1 - pair.baseline));
    double both =
        Math.min(pair.current * pair.baseline + covariance, Math.min(pair.current, pair.baseline));
    List<PairedCase> cases = new ArrayList<>();
    boolean[] ofPatient = {};
    String before = "";
    for (int i = 0; i < row.images; i++) {
      String patient = patient(true, i);
      if (!patient.equals(before)) {
        ofPatient = right(random, pair, both);
        before = patient;
      }
      boolean[] own = right(random, pair, both);
      boolean shared = random.nextDouble() < Math.sqrt(INTRACLASS);
      boolean[] right = clustered && shared ? ofPatient : own;
      cases.add(
          new PairedCase(
              true, right[0] ? 0.75 : 0.25, right[1] ? 0.75 : 0.25, Optional.of(patient)));
    }
    return cases;
  }

  /** Whether either is right, given how often both are. */
  private static boolean[] right(RandomGenerator random, Pair pair, double both) {
    double at = random.nextDouble();
    boolean current = at < pair.current;
    boolean baseline = at < both || !current && at < pair.current + pair.baseline - both;
    return new boolean[] {current, baseline};
  }

  private List<PairedCase> scored(Row row, Pair pair, int run) {
    RandomGenerator random = random("paired scores", row, pair, run);
    List<PairedCase> cases = new ArrayList<>();
    for (boolean positive : new boolean[] {true, false}) {
      double[] ofPatient = {};
      String before = "";
      for (int i = 0; i < row.images; i++) {
        String patient = patient(positive, i);
        if (!patient.equals(before)) {
          ofPatient = noise(random, row.correlation);
          before = patient;
        }
        double[] own = noise(random, row.correlation);
        cases.add(
            new PairedCase(
                positive,
                probability(positive, pair.current, ofPatient[0], own[0]),
                probability(positive, pair.baseline, ofPatient[1], own[1]),
                Optional.of(patient)));
      }
    }
    return cases;
  }

  private static double[] noise(RandomGenerator random, double correlation) {
    double one = random.nextGaussian();
    double other = random.nextGaussian();
    return new double[] {one, correlation * one + Math.sqrt(1 - correlation * correlation) * other};
  }

  /** In the order of the scores, which is all that an area depends on. */
  private double probability(boolean positive, double area, double ofPatient, double own) {
    double distance = Math.sqrt(2) * NORMAL.inverseCumulativeProbability(area);
    double noise =
        clustered ? Math.sqrt(INTRACLASS) * ofPatient + Math.sqrt(1 - INTRACLASS) * own : own;
    return 1 / (1 + Math.exp(-((positive ? distance : 0) + noise)));
  }

  private RandomGenerator random(String purpose, Row row, Pair pair, int run) {
    return SEED.random(
        "coverage of " + purpose,
        clustered ? 1 : 0,
        row.images,
        Math.round(pair.current * 100),
        Math.round(pair.baseline * 100),
        Math.round(row.correlation * 100),
        run);
  }

  /** Patients of two and three images in turn. */
  private String patient(boolean positive, int image) {
    int number = clustered ? image / 5 * 2 + (image % 5 < 2 ? 0 : 1) : image;
    return (positive ? "p" : "n") + number;
  }

  private void print() {
    System.out.printf(
        Locale.ROOT,
        "%n%s, %,d runs a cell, %,d of the bootstrap%n%n",
        clustered
            ? "Patients with 2 or 3 images, intraclass correlation " + INTRACLASS
            : "Independent images",
        RUNS,
        RUNS_OF_BOOTSTRAP);
    StringBuilder header = new StringBuilder("| interval | images | correlation |");
    SHOWN.forEach(pair -> header.append(String.format(Locale.ROOT, " %s |", text(pair))));
    System.out.println(header + " mean | lowest | without interval |");
    System.out.println("|---|---|---|" + "---|".repeat(SHOWN.size()) + "---|---|---|");
    tables.forEach((interval, rows) -> rows.forEach((row, cells) -> print(interval, row, cells)));
  }

  private static void print(String interval, Row row, Map<Pair, Cell> cells) {
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT, "| %s | %d | %.1f |", interval, row.images, row.correlation));
    SHOWN.forEach(
        pair -> line.append(String.format(Locale.ROOT, " %.3f |", cells.get(pair).covered)));
    Map.Entry<Pair, Cell> lowest =
        cells.entrySet().stream()
            .min(
                Map.Entry.comparingByValue(
                    (one, other) -> Double.compare(one.covered, other.covered)))
            .orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "%s %.4f | %.4f at %s | %.3f |%n",
        line,
        cells.values().stream().mapToDouble(Cell::covered).average().orElseThrow(),
        lowest.getValue().covered,
        text(lowest.getKey()),
        cells.values().stream().mapToDouble(Cell::without).max().orElseThrow());
  }

  private static String text(Pair pair) {
    return String.format(Locale.ROOT, "%.2f, %.2f", pair.current, pair.baseline);
  }
}
