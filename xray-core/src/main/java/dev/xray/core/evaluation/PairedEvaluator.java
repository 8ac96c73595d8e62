package dev.xray.core.evaluation;

import dev.xray.core.SettingException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Compares two models on the same images. Stateless and thread-safe. */
public final class PairedEvaluator {
  private static final String NO_ECE =
      "the estimate of the calibration error is biased, the more the fewer images";

  /** Scores whose differences are resampled. */
  private static final List<Metric> SCORES =
      List.of(Metric.ROC_AUC, Metric.PR_AUC, Metric.LOG_LOSS, Metric.BRIER);

  /** Figures at a threshold whose differences need no resampling. */
  private static final Set<Metric> SHARES =
      Set.of(Metric.SENSITIVITY, Metric.SPECIFICITY, Metric.ACCURACY);

  private final PairedSample sample;
  private final List<ThresholdPair> thresholds;
  private final EvaluationSettings settings;
  private final Evaluation current;
  private final Evaluation baseline;
  private final PairedBootstrap bootstrap;
  private final Ranked rankedCurrent;
  private final Ranked rankedBaseline;

  private PairedEvaluator(
      List<PairedCase> cases, List<ThresholdPair> thresholds, EvaluationSettings settings)
      throws SettingException {
    sample = new PairedSample(cases);
    this.thresholds = thresholds;
    this.settings = settings;
    current =
        Evaluator.evaluate(
            cases.stream().map(PairedCase::ofCurrent).toList(),
            distinct(thresholds.stream().map(ThresholdPair::current).toList()),
            settings);
    baseline =
        Evaluator.evaluate(
            cases.stream().map(PairedCase::ofBaseline).toList(),
            distinct(thresholds.stream().map(ThresholdPair::baseline).toList()),
            settings);
    bootstrap = new PairedBootstrap(sample, settings);
    rankedCurrent = sample.current();
    rankedBaseline = sample.baseline();
  }

  private static List<Double> distinct(List<Double> thresholds) {
    return List.copyOf(new LinkedHashSet<>(thresholds));
  }

  /**
   * Compares.
   *
   * @param cases may be empty or of one class only: what is then undefined says so. Their order
   *     decides what the bootstrap draws: put them into one that does not change
   * @param thresholds at least one pair
   * @param settings confidence, bootstrap, prevalence
   * @return differences, current minus baseline
   * @throws SettingException if the thresholds are not valid
   */
  public static PairedEvaluation compare(
      List<PairedCase> cases, List<ThresholdPair> thresholds, EvaluationSettings settings)
      throws SettingException {
    return new PairedEvaluator(cases, thresholds, settings).run();
  }

  /**
   * The intervals of the difference of ROC AUC alone, which need no resampling.
   *
   * @param cases of both classes
   * @param confidence such as 0.95
   * @return as {@link #compare} gives them, the one to go by first; none where both models order
   *     the images alike
   * @throws IllegalArgumentException if there is one class only
   */
  public static List<Interval> rocAuc(List<PairedCase> cases, double confidence) {
    return new PairedAuc(ofBothClasses(cases)).intervals(confidence);
  }

  /**
   * The alternative: {@link Method#BOOTSTRAP_PAIRED}.
   *
   * @param cases of both classes
   * @param settings with seed and number of replicates
   * @return empty where every resample has the same difference
   * @throws IllegalArgumentException if there is one class only
   */
  public static Optional<Interval> rocAucByBootstrap(
      List<PairedCase> cases, EvaluationSettings settings) {
    PairedSample sample = ofBothClasses(cases);
    Ranked one = sample.current();
    Ranked other = sample.baseline();
    return new PairedBootstrap(sample, settings)
        .bounds(times -> one.rocAuc(times) - other.rocAuc(times))
        .interval();
  }

  private static PairedSample ofBothClasses(List<PairedCase> cases) {
    PairedSample sample = new PairedSample(cases);
    if (sample.positives() == 0 || sample.negatives() == 0) {
      throw new IllegalArgumentException("There is no ROC AUC of one class");
    }
    return sample;
  }

  /**
   * The interval of the difference of accuracy alone; those of sensitivity and specificity are the
   * same of one class.
   *
   * @param cases at least one
   * @param pair thresholds of either model
   * @param confidence such as 0.95
   */
  public static Interval accuracy(List<PairedCase> cases, ThresholdPair pair, double confidence) {
    return right(new PairedSample(cases), pair, image -> true).newcombe(confidence);
  }

  private PairedEvaluation run() {
    Resampled resampled = resample();
    return new PairedEvaluation(
        current,
        baseline,
        scores(resampled),
        IntStream.range(0, thresholds.size())
            .mapToObj(pair -> new PairedThreshold(thresholds.get(pair), figures(pair, resampled)))
            .toList());
  }

  /**
   * What the bootstrap says of each figure that it is used for.
   *
   * @param scores by metric
   * @param figures for each pair of thresholds, by metric
   */
  private record Resampled(
      Map<Metric, PairedBootstrap.Bounds> scores,
      List<Map<Metric, PairedBootstrap.Bounds>> figures) {}

  /** All at once: drawing a replicate and counting its images takes longer than a figure. */
  private Resampled resample() {
    List<Metric> ofThreshold =
        current.thresholds().get(0).figures().keySet().stream()
            .filter(metric -> !SHARES.contains(metric))
            .toList();
    List<PairedBootstrap.Bounds> bounds =
        bootstrap.bounds(
            SCORES.size() + thresholds.size() * ofThreshold.size(),
            times -> differences(times, ofThreshold));
    Map<Metric, PairedBootstrap.Bounds> scores = new EnumMap<>(Metric.class);
    SCORES.forEach(metric -> scores.put(metric, bounds.get(scores.size())));
    List<Map<Metric, PairedBootstrap.Bounds>> figures = new ArrayList<>();
    for (int pair = 0; pair < thresholds.size(); pair++) {
      int first = SCORES.size() + pair * ofThreshold.size();
      Map<Metric, PairedBootstrap.Bounds> all = new EnumMap<>(Metric.class);
      ofThreshold.forEach(metric -> all.put(metric, bounds.get(first + all.size())));
      figures.add(all);
    }
    return new Resampled(scores, figures);
  }

  /** Scores first, then the figures of each pair of thresholds. */
  private double[] differences(int[] times, List<Metric> ofThreshold) {
    Ranked.Counts ofCurrent = rankedCurrent.counts(times);
    Ranked.Counts ofBaseline = rankedBaseline.counts(times);
    double[] differences = new double[SCORES.size() + thresholds.size() * ofThreshold.size()];
    int next = 0;
    for (Metric metric : SCORES) {
      differences[next++] =
          score(metric, rankedCurrent, ofCurrent, times)
              - score(metric, rankedBaseline, ofBaseline, times);
    }
    for (ThresholdPair pair : thresholds) {
      ConfusionMatrix one = rankedCurrent.confusion(pair.current(), ofCurrent);
      ConfusionMatrix other = rankedBaseline.confusion(pair.baseline(), ofBaseline);
      for (Metric metric : ofThreshold) {
        differences[next++] =
            Shares.of(metric, one, settings.prevalence())
                - Shares.of(metric, other, settings.prevalence());
      }
    }
    return differences;
  }

  private static double score(Metric metric, Ranked ranked, Ranked.Counts counts, int[] times) {
    return switch (metric) {
      case ROC_AUC -> ranked.rocAuc(counts);
      case PR_AUC -> ranked.prAuc(counts);
      case LOG_LOSS -> ranked.logLoss(times);
      case BRIER -> ranked.brier(times);
      default -> throw new IllegalArgumentException(metric.key() + " is not resampled");
    };
  }

  private Map<Metric, Difference> scores(Resampled resampled) {
    Map<Metric, Difference> scores = new EnumMap<>(Metric.class);
    current
        .scores()
        .forEach(
            (metric, figure) -> {
              Difference given = Difference.of(figure, baseline.score(metric), NO_ECE);
              if (metric == Metric.ROC_AUC && given.value().isPresent()) {
                given = new PairedAuc(sample).complete(given, settings.confidence());
              }
              scores.put(
                  metric,
                  SCORES.contains(metric)
                      ? PairedBootstrap.complete(given, resampled.scores().get(metric))
                      : given);
            });
    return scores;
  }

  private Map<Metric, Difference> figures(int index, Resampled resampled) {
    ThresholdPair pair = thresholds.get(index);
    ThresholdEvaluation one = at(current, pair.current());
    ThresholdEvaluation other = at(baseline, pair.baseline());
    Map<Metric, Difference> figures = new EnumMap<>(Metric.class);
    one.figures()
        .forEach(
            (metric, figure) -> {
              Difference given = Difference.of(figure, other.figure(metric), NO_ECE);
              figures.put(
                  metric,
                  SHARES.contains(metric)
                      ? shares(metric, given, pair)
                      : PairedBootstrap.complete(
                          given, resampled.figures().get(index).get(metric)));
            });
    return figures;
  }

  private Difference shares(Metric metric, Difference given, ThresholdPair pair) {
    return switch (metric) {
      case SENSITIVITY -> shares(given, pair, sample::positive);
      case SPECIFICITY -> shares(given, pair, i -> !sample.positive(i));
      default -> shares(given, pair, i -> true);
    };
  }

  /** Of some images, how many each model gets right. */
  private Difference shares(Difference given, ThresholdPair pair, IntPredicate of) {
    return right(sample, pair, of).complete(given, settings.confidence());
  }

  private static PairedShares right(PairedSample sample, ThresholdPair pair, IntPredicate of) {
    PairedShares shares = new PairedShares(sample.patients());
    for (int i = 0; i < sample.images(); i++) {
      if (of.test(i)) {
        shares.add(
            sample.patient(i),
            Thresholds.isPositive(sample.current(i), pair.current()) == sample.positive(i),
            Thresholds.isPositive(sample.baseline(i), pair.baseline()) == sample.positive(i));
      }
    }
    return shares;
  }

  private static ThresholdEvaluation at(Evaluation evaluation, double threshold) {
    return evaluation.thresholds().stream()
        .filter(at -> at.threshold() == threshold)
        .findFirst()
        .orElseThrow();
  }
}
