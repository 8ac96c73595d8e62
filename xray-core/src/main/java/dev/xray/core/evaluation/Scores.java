package dev.xray.core.evaluation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The figures of a sample that need no threshold. */
final class Scores {
  /** scikit-learn clips to the machine epsilon of the probabilities' type: here of a double. */
  private static final double EPSILON = Math.ulp(1.0);

  private static final String BIASED =
      "the estimate is too high in small samples, so that no interval around it would hold";

  private final Sample sample;
  private final EvaluationSettings settings;
  private final List<ReliabilityBin> bins;
  private final Map<Metric, Estimate> scores = new EnumMap<>(Metric.class);

  Scores(Sample sample, EvaluationSettings settings, List<ReliabilityBin> bins) {
    this.sample = sample;
    this.settings = settings;
    this.bins = bins;
  }

  Map<Metric, Estimate> all() {
    if (sample.images() == 0) {
      Support none = new Support(0, 0, 0, OptionalInt.empty(), OptionalInt.empty());
      for (Metric metric : Metric.values()) {
        if (!metric.atThreshold()) {
          scores.put(metric, Estimate.undefined(Reasons.NO_IMAGES, none));
        }
      }
      return scores;
    }
    areas();
    means();
    return scores;
  }

  private void areas() {
    Optional<String> oneClass = sample.oneClassOnly();
    if (oneClass.isPresent()) {
      Support support = mean(values(this::squaredError)).support();
      scores.put(Metric.ROC_AUC, Estimate.undefined(oneClass.get(), support));
      scores.put(Metric.PR_AUC, Estimate.undefined(oneClass.get(), support));
      return;
    }
    RocAuc roc = new RocAuc(sample);
    PrAuc pr = new PrAuc(sample);
    scores.put(
        Metric.ROC_AUC,
        Estimate.of(roc.area(), roc.interval(settings.confidence()), roc.support()));
    scores.put(
        Metric.PR_AUC, Estimate.of(pr.area(), pr.interval(settings.confidence()), roc.support()));
  }

  private void means() {
    double[] losses = values(this::logLoss);
    double[] errors = values(this::squaredError);
    Map<Metric, MeanScores.Bounds> bounds =
        new MeanScores(sample, settings, Map.of(Metric.LOG_LOSS, losses, Metric.BRIER, errors))
            .intervals();
    scores.put(Metric.LOG_LOSS, mean(losses, bounds.get(Metric.LOG_LOSS)));
    scores.put(Metric.BRIER, mean(errors, bounds.get(Metric.BRIER)));
    scores.put(
        Metric.ECE,
        Estimate.withoutInterval(Reliability.error(bins), BIASED, mean(errors).support()));
  }

  /** Summed from the smallest up, so that swapping the classes gives the very same number. */
  private Estimate mean(double[] values, MeanScores.Bounds bounds) {
    Support support = mean(values).support();
    double mean = Arrays.stream(values).sorted().sum() / values.length;
    return bounds
        .interval()
        .map(interval -> Estimate.of(mean, interval, support))
        .orElseGet(() -> Estimate.withoutInterval(mean, bounds.reason(), support));
  }

  private ClusteredMean mean(double[] values) {
    ClusteredMean mean = new ClusteredMean(sample.patients());
    for (int i = 0; i < values.length; i++) {
      mean.add(sample.patient(i), values[i]);
    }
    return mean;
  }

  private double[] values(IntToDoubleFunction value) {
    return IntStream.range(0, sample.images()).mapToDouble(value).toArray();
  }

  private double logLoss(int index) {
    double right =
        sample.positive(index) ? sample.probability(index) : 1 - sample.probability(index);
    return -Math.log(Math.min(Math.max(right, EPSILON), 1 - EPSILON));
  }

  private double squaredError(int index) {
    double error = sample.probability(index) - (sample.positive(index) ? 1 : 0);
    return error * error;
  }
}
