package dev.xray.core.evaluation;

import dev.xray.core.SettingException;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleBiFunction;

/** Compares two models on the same images. Stateless and thread-safe. */
public final class PairedEvaluator {
  private static final String NO_ECE =
      "the estimate of the calibration error is biased, the more the fewer images";

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
    return new PairedEvaluation(
        current,
        baseline,
        scores(),
        thresholds.stream().map(pair -> new PairedThreshold(pair, figures(pair))).toList());
  }

  private Map<Metric, Difference> scores() {
    Map<Metric, Difference> scores = new EnumMap<>(Metric.class);
    current
        .scores()
        .forEach(
            (metric, figure) ->
                scores.put(
                    metric, score(metric, Difference.of(figure, baseline.score(metric), NO_ECE))));
    return scores;
  }

  private Difference score(Metric metric, Difference given) {
    return switch (metric) {
      case ROC_AUC ->
          given.value().isEmpty()
              ? given
              : resampled(
                  new PairedAuc(sample).complete(given, settings.confidence()), Ranked::rocAuc);
      case PR_AUC -> resampled(given, Ranked::prAuc);
      case LOG_LOSS -> resampled(given, Ranked::logLoss);
      case BRIER -> resampled(given, Ranked::brier);
      default -> given;
    };
  }

  private Difference resampled(Difference given, ToDoubleBiFunction<Ranked, int[]> figure) {
    return bootstrap.complete(
        given,
        times ->
            figure.applyAsDouble(rankedCurrent, times)
                - figure.applyAsDouble(rankedBaseline, times));
  }

  private Map<Metric, Difference> figures(ThresholdPair pair) {
    ThresholdEvaluation one = at(current, pair.current());
    ThresholdEvaluation other = at(baseline, pair.baseline());
    Map<Metric, Difference> figures = new EnumMap<>(Metric.class);
    one.figures()
        .forEach(
            (metric, figure) ->
                figures.put(
                    metric,
                    figure(metric, pair, Difference.of(figure, other.figure(metric), NO_ECE))));
    return figures;
  }

  private Difference figure(Metric metric, ThresholdPair pair, Difference given) {
    return switch (metric) {
      case SENSITIVITY -> shares(given, pair, sample::positive);
      case SPECIFICITY -> shares(given, pair, i -> !sample.positive(i));
      case ACCURACY -> shares(given, pair, i -> true);
      default ->
          bootstrap.complete(
              given,
              times ->
                  value(metric, rankedCurrent, pair.current(), times)
                      - value(metric, rankedBaseline, pair.baseline(), times));
    };
  }

  private double value(Metric metric, Ranked ranked, double threshold, int[] times) {
    return Shares.of(metric, ranked.confusion(threshold, times), settings.prevalence());
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
