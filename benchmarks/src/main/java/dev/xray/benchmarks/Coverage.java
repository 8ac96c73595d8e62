package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Evaluator;
import dev.xray.core.evaluation.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How often the 95% intervals hold the true value: {@value #RUNS} made-up test sets for each
 * metric, number of positives (with as many negatives) and true value, of independent images and of
 * patients with two or three images each (intraclass correlation {@value #CORRELATION}; all images
 * of a patient are of one class).
 *
 * <p>Figures at a threshold: each image is classified rightly with the same probability; images of
 * a patient depend on each other as in Lunn and Davies (1998, Biometrika 85:487). Figures of the
 * probabilities: scores are normal with unit variance, at such a distance between the classes that
 * the true ROC AUC is the true value of the cell; of a patient's images, half the variance is
 * shared; the probability is the one that Bayes' theorem gives, so that it is calibrated. The true
 * PR AUC, log loss and Brier score are integrals over the normal density. Bootstraps have {@value
 * #REPLICATES} replicates, for which the ranks of the bounds are whole numbers.
 *
 * <p>Arguments: {@code threshold}, {@code scores} or both. Prints Markdown tables. Grid and seeds
 * are fixed here, so that everybody gets the same tables.
 */
public final class Coverage {
  private static final int RUNS = 10_000;
  private static final int REPLICATES = 199;
  private static final double CORRELATION = 0.5;
  private static final double PREVALENCE = 0.2;
  private static final int[] POSITIVES = {25, 50, 200};
  private static final double[] TRUTHS = {0.80, 0.85, 0.90, 0.95, 0.99};
  private static final Seed SEED = new Seed(20261124);
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Figures that have a value at the same share of images classified rightly in each class. */
  private static final Map<Set<Metric>, Function<Double, Double>> RIGHT =
      Map.of(
          EnumSet.of(
              Metric.SENSITIVITY, Metric.PPV, Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.F1),
          value -> value,
          EnumSet.of(Metric.MCC),
          value -> (1 + value) / 2,
          EnumSet.of(Metric.PPV_AT_PREVALENCE),
          value -> value * odds() / (1 - value + value * odds()),
          EnumSet.of(Metric.NPV_AT_PREVALENCE),
          value -> value / odds() / (1 - value + value / odds()));

  private final boolean clustered;
  private final Map<String, List<Cell>> rows = new TreeMap<>();

  private Coverage(boolean clustered) {
    this.clustered = clustered;
  }

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    Set<String> studies = arguments.length == 0 ? Set.of("threshold", "scores") : Set.of(arguments);
    for (boolean clustered : new boolean[] {false, true}) {
      Coverage coverage = new Coverage(clustered);
      if (studies.contains("threshold")) {
        coverage.atThreshold();
      }
      if (studies.contains("scores")) {
        coverage.scores();
      }
      coverage.print();
    }
  }

  private static double odds() {
    return (1 - PREVALENCE) / PREVALENCE;
  }

  /** Share of intervals that hold the truth, and of samples that have an interval. */
  private record Cell(int positives, double covered, double defined) {}

  /** What one sample said: 1 held, 0 missed, -1 no interval. */
  private static int outcome(Estimate estimate, double truth) {
    return estimate
        .interval()
        .map(bounds -> bounds.low() <= truth + 1e-12 && truth <= bounds.high() + 1e-12 ? 1 : 0)
        .orElse(-1);
  }

  private void add(String row, int positives, int[] outcomes) {
    long held = Arrays.stream(outcomes).filter(outcome -> outcome == 1).count();
    long defined = Arrays.stream(outcomes).filter(outcome -> outcome >= 0).count();
    rows.computeIfAbsent(row, any -> new ArrayList<>())
        .add(new Cell(positives, (double) held / defined, (double) defined / outcomes.length));
  }

  private void atThreshold() {
    EvaluationSettings settings =
        new EvaluationSettings(0.95, REPLICATES, 1, OptionalDouble.of(PREVALENCE));
    RIGHT.forEach(
        (metrics, right) -> {
          for (int positives : POSITIVES) {
            for (double truth : TRUTHS) {
              List<Map<Metric, Estimate>> runs =
                  IntStream.range(0, RUNS)
                      .parallel()
                      .mapToObj(run -> called(positives, right.apply(truth), run, settings))
                      .toList();
              for (Metric metric : metrics) {
                add(
                    metric.text(),
                    positives,
                    runs.stream().mapToInt(run -> outcome(run.get(metric), truth)).toArray());
              }
            }
          }
        });
  }

  private Map<Metric, Estimate> called(
      int positives, double share, int run, EvaluationSettings settings) {
    RandomGenerator random = random("calls", positives, share, run);
    List<Case> cases = new ArrayList<>();
    double common = Math.sqrt(CORRELATION);
    for (boolean positive : new boolean[] {true, false}) {
      boolean ofPatient = false;
      String before = "";
      for (int i = 0; i < positives; i++) {
        String patient = patient(positive, i);
        if (!patient.equals(before)) {
          ofPatient = random.nextDouble() < share;
          before = patient;
        }
        boolean own = random.nextDouble() < share;
        boolean right = clustered && random.nextDouble() < common ? ofPatient : own;
        cases.add(new Case(positive, right == positive ? 0.75 : 0.25, Optional.of(patient)));
      }
    }
    try {
      return Evaluator.atThreshold(cases, 0.5, settings).figures();
    } catch (SettingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void scores() {
    for (int positives : POSITIVES) {
      for (double truth : TRUTHS) {
        double distance = Math.sqrt(2) * NORMAL.inverseCumulativeProbability(truth);
        Map<String, Double> truths =
            Map.of(
                Metric.ROC_AUC.text(),
                truth,
                Metric.ROC_AUC.text() + ", bootstrap",
                truth,
                Metric.PR_AUC.text(),
                averagePrecision(distance),
                Metric.LOG_LOSS.text(),
                mean(distance, p -> -Math.log(p)),
                Metric.BRIER.text(),
                mean(distance, p -> (1 - p) * (1 - p)));
        List<Map<String, Estimate>> runs =
            IntStream.range(0, RUNS)
                .parallel()
                .mapToObj(run -> scored(positives, truth, distance, run))
                .toList();
        truths.forEach(
            (row, value) ->
                add(
                    row,
                    positives,
                    runs.stream().mapToInt(run -> outcome(run.get(row), value)).toArray()));
      }
    }
  }

  private Map<String, Estimate> scored(int positives, double truth, double distance, int run) {
    RandomGenerator random = random("scores", positives, truth, run);
    List<Case> cases = new ArrayList<>();
    for (boolean positive : new boolean[] {true, false}) {
      double ofPatient = 0;
      String before = "";
      for (int i = 0; i < positives; i++) {
        String patient = patient(positive, i);
        if (!patient.equals(before)) {
          ofPatient = random.nextGaussian();
          before = patient;
        }
        double own = random.nextGaussian();
        double noise =
            clustered ? Math.sqrt(CORRELATION) * ofPatient + Math.sqrt(1 - CORRELATION) * own : own;
        double score = (positive ? distance : 0) + noise;
        cases.add(new Case(positive, probability(distance, score), Optional.of(patient)));
      }
    }
    EvaluationSettings settings =
        new EvaluationSettings(0.95, REPLICATES, run, OptionalDouble.empty());
    Map<String, Estimate> estimates = new TreeMap<>();
    estimates.put(
        Metric.ROC_AUC.text() + ", bootstrap", Evaluator.rocAucByBootstrap(cases, settings));
    Map<Metric, Estimate> scores = Evaluator.scores(cases, settings);
    for (Metric metric : EnumSet.of(Metric.ROC_AUC, Metric.PR_AUC, Metric.LOG_LOSS, Metric.BRIER)) {
      estimates.put(metric.text(), scores.get(metric));
    }
    return estimates;
  }

  private RandomGenerator random(String purpose, int positives, double truth, int run) {
    return SEED.random(
        "coverage of " + purpose, clustered ? 1 : 0, positives, Math.round(truth * 10_000), run);
  }

  /** Patients of two and three images in turn. */
  private String patient(boolean positive, int image) {
    int number = clustered ? image / 5 * 2 + (image % 5 < 2 ? 0 : 1) : image;
    return (positive ? "p" : "n") + number;
  }

  private static double probability(double distance, double score) {
    return 1 / (1 + Math.exp(-(distance * score - distance * distance / 2)));
  }

  /** Mean over positives, which equals that over negatives, of a function of the probability. */
  private static double mean(double distance, Function<Double, Double> value) {
    return integral(
        noise -> NORMAL.density(noise) * value.apply(probability(distance, noise + distance)));
  }

  /** Precision at the score of a positive, averaged over positives. */
  private static double averagePrecision(double distance) {
    return integral(
        noise -> {
          double found = NORMAL.survivalProbability(noise);
          double alarms = NORMAL.survivalProbability(noise + distance);
          return NORMAL.density(noise) * found / (found + alarms);
        });
  }

  private static double integral(Function<Double, Double> density) {
    double sum = 0;
    double step = 1.0 / 1024;
    for (double x = -9; x <= 9; x += step) {
      sum += step * density.apply(x);
    }
    return sum;
  }

  private void print() {
    System.out.printf(
        "%n%s, %,d runs a cell%n%n",
        clustered
            ? "Patients with 2 or 3 images, intraclass correlation " + CORRELATION
            : "Independent images",
        RUNS);
    System.out.println(
        "| metric | positives | 0.80 | 0.85 | 0.90 | 0.95 | 0.99 | mean of the metric | lowest | without"
            + " interval |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    rows.forEach(this::print);
  }

  private void print(String row, List<Cell> cells) {
    for (int positives : POSITIVES) {
      StringBuilder line = new StringBuilder("| " + row + " | " + positives + " |");
      cells.stream()
          .filter(cell -> cell.positives == positives)
          .forEach(cell -> line.append(String.format(Locale.ROOT, " %.3f |", cell.covered)));
      boolean last = positives == POSITIVES[POSITIVES.length - 1];
      line.append(last ? summary(cells) : " | | |");
      System.out.println(line);
    }
  }

  private static String summary(List<Cell> cells) {
    return String.format(
        Locale.ROOT,
        " %.4f | %.4f | %.4f at most |",
        cells.stream().mapToDouble(Cell::covered).average().orElseThrow(),
        cells.stream().mapToDouble(Cell::covered).min().orElseThrow(),
        cells.stream().mapToDouble(cell -> 1 - cell.defined).max().orElseThrow());
  }
}
