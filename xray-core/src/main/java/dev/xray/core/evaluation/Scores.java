package dev.xray.core.evaluation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The figures of a sample that need no threshold. */
final class Scores {
  /** scikit-learn clips to the machine epsilon of the probabilities' type: here of a double. */
  private static final double EPSILON = Math.ulp(1.0);

  private static final String NOT_YET = "no interval is computed for it yet";

  private final Sample sample;

  Scores(Sample sample) {
    this.sample = sample;
  }

  Map<Metric, Estimate> all() {
    Map<Metric, Estimate> scores = new EnumMap<>(Metric.class);
    ClusteredMean logLoss = mean(this::logLoss);
    ClusteredMean brier = mean(this::squaredError);
    Support both = brier.support();
    Optional<String> oneClass = sample.oneClassOnly();
    if (oneClass.isPresent()) {
      scores.put(Metric.ROC_AUC, Estimate.undefined(oneClass.get(), both));
      scores.put(Metric.PR_AUC, Estimate.undefined(oneClass.get(), both));
    } else {
      scores.put(Metric.ROC_AUC, Estimate.withoutInterval(rocAuc(), NOT_YET, both));
      scores.put(Metric.PR_AUC, Estimate.withoutInterval(prAuc(), NOT_YET, both));
    }
    if (sample.images() == 0) {
      Support none = new Support(0, 0, 0, OptionalInt.empty(), OptionalInt.empty());
      scores.put(Metric.LOG_LOSS, Estimate.undefined(Reasons.NO_IMAGES, none));
      scores.put(Metric.BRIER, Estimate.undefined(Reasons.NO_IMAGES, none));
      scores.put(Metric.ECE, Estimate.undefined(Reasons.NO_IMAGES, none));
    } else {
      double ece = Reliability.error(Reliability.bins(sample));
      scores.put(
          Metric.LOG_LOSS, Estimate.withoutInterval(meanLogLoss(), NOT_YET, logLoss.support()));
      scores.put(Metric.BRIER, Estimate.withoutInterval(brier.mean(), NOT_YET, both));
      scores.put(Metric.ECE, Estimate.withoutInterval(ece, NOT_YET, both));
    }
    return scores;
  }

  private ClusteredMean mean(IntToDoubleFunction value) {
    ClusteredMean mean = new ClusteredMean(sample.patients());
    for (int i = 0; i < sample.images(); i++) {
      mean.add(sample.patient(i), value.applyAsDouble(i));
    }
    return mean;
  }

  /** Summed from the smallest up, so that swapping the classes gives the very same number. */
  private double meanLogLoss() {
    return IntStream.range(0, sample.images()).mapToDouble(this::logLoss).sorted().sum()
        / sample.images();
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

  /** Mann–Whitney: counts for each positive the negatives below it, and half of those beside it. */
  private double rocAuc() {
    long halves = 0;
    long negativesBelow = 0;
    for (int start = 0, end; start < sample.images(); start = end) {
      end = sample.endOfTies(start);
      long tiedPositives = positives(start, end);
      long tiedNegatives = end - start - tiedPositives;
      halves += tiedPositives * (2 * negativesBelow + tiedNegatives);
      negativesBelow += tiedNegatives;
    }
    return halves / (2.0 * sample.positives() * sample.negatives());
  }

  /** Average precision: from the lowest threshold up, each with the precision there. */
  private double prAuc() {
    double sum = 0;
    int called = sample.images();
    int found = sample.positives();
    for (int start = 0, end; start < sample.images(); start = end) {
      end = sample.endOfTies(start);
      int lost = positives(start, end);
      sum += (double) lost * found / called;
      found -= lost;
      called -= end - start;
    }
    return sum / sample.positives();
  }

  private int positives(int start, int end) {
    int positives = 0;
    for (int i = start; i < end; i++) {
      positives += sample.positive(i) ? 1 : 0;
    }
    return positives;
  }
}
