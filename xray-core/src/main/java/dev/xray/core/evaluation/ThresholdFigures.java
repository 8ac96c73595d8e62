package dev.xray.core.evaluation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** The figures of a sample at one threshold. */
final class ThresholdFigures {
  private static final String NOT_YET = "no interval is computed for it yet";

  private final Sample sample;
  private final double threshold;
  private final EvaluationSettings settings;
  private final ConfusionMatrix confusion;
  private final ClusteredMean right;

  ThresholdFigures(Sample sample, double threshold, EvaluationSettings settings) {
    this.sample = sample;
    this.threshold = threshold;
    this.settings = settings;
    confusion = confusion();
    right = share(i -> true, this::isRight);
  }

  ThresholdEvaluation all() {
    Map<Metric, Estimate> figures = new EnumMap<>(Metric.class);
    ClusteredMean sensitivity = share(sample::positive, this::isCalled);
    ClusteredMean specificity = share(i -> !sample.positive(i), i -> !isCalled(i));
    figures.put(Metric.SENSITIVITY, proportion(sensitivity, Reasons.NO_POSITIVES));
    figures.put(Metric.SPECIFICITY, proportion(specificity, Reasons.NO_NEGATIVES));
    figures.put(
        Metric.PPV,
        proportion(share(this::isCalled, sample::positive), Reasons.NONE_CALLED_POSITIVE));
    figures.put(
        Metric.NPV,
        proportion(
            share(i -> !isCalled(i), i -> !sample.positive(i)), Reasons.NONE_CALLED_NEGATIVE));
    figures.put(Metric.ACCURACY, proportion(right, Reasons.NO_IMAGES));
    figures.put(Metric.BALANCED_ACCURACY, balancedAccuracy());
    figures.put(Metric.F1, f1());
    figures.put(Metric.MCC, mcc());
    settings.prevalence().ifPresent(prevalence -> atPrevalence(prevalence, figures));
    return new ThresholdEvaluation(threshold, confusion, figures);
  }

  private boolean isCalled(int index) {
    return Thresholds.isPositive(sample.probability(index), threshold);
  }

  private boolean isRight(int index) {
    return isCalled(index) == sample.positive(index);
  }

  private ConfusionMatrix confusion() {
    int[][] counts = new int[2][2];
    for (int i = 0; i < sample.images(); i++) {
      counts[sample.positive(i) ? 1 : 0][isCalled(i) ? 1 : 0]++;
    }
    return new ConfusionMatrix(counts[1][1], counts[1][0], counts[0][1], counts[0][0]);
  }

  private ClusteredMean share(IntPredicate of, IntPredicate has) {
    ClusteredMean share = new ClusteredMean(sample.patients());
    for (int i = 0; i < sample.images(); i++) {
      if (of.test(i)) {
        share.add(sample.patient(i), has.test(i) ? 1 : 0);
      }
    }
    return share;
  }

  private Estimate proportion(ClusteredMean share, String reason) {
    Support support = share.proportion();
    if (share.images() == 0) {
      return Estimate.undefined(reason, support);
    }
    return Estimate.of(
        share.mean(),
        Wilson.interval(share.mean(), support.effective(), settings.confidence()),
        support);
  }

  private Estimate balancedAccuracy() {
    Optional<String> oneClass = sample.oneClassOnly();
    if (oneClass.isPresent()) {
      return Estimate.undefined(oneClass.get(), right.support());
    }
    double sensitivity = (double) confusion.truePositives() / confusion.positives();
    double specificity = (double) confusion.trueNegatives() / confusion.negatives();
    return Estimate.withoutInterval((sensitivity + specificity) / 2, NOT_YET, right.support());
  }

  private Estimate f1() {
    ClusteredMean jaccard =
        share(i -> isCalled(i) || sample.positive(i), i -> isCalled(i) && sample.positive(i));
    int of =
        2 * confusion.truePositives() + confusion.falsePositives() + confusion.falseNegatives();
    Support support =
        new Support(
            jaccard.images(),
            jaccard.patients(),
            jaccard.effective(),
            OptionalInt.of(2 * confusion.truePositives()),
            OptionalInt.of(of));
    if (of == 0) {
      return Estimate.undefined(Reasons.NO_F1, support);
    }
    Interval bounds = Wilson.interval(jaccard.mean(), support.effective(), settings.confidence());
    return Estimate.of(
        2.0 * confusion.truePositives() / of,
        new Interval(
            2 * bounds.low() / (1 + bounds.low()),
            2 * bounds.high() / (1 + bounds.high()),
            bounds.confidence(),
            Method.WILSON_JACCARD),
        support);
  }

  private Estimate mcc() {
    double tp = confusion.truePositives();
    double fn = confusion.falseNegatives();
    double fp = confusion.falsePositives();
    double tn = confusion.trueNegatives();
    Optional<String> reason = sample.oneClassOnly();
    if (reason.isEmpty() && tp + fp == 0) {
      reason = Optional.of(Reasons.NONE_CALLED_POSITIVE);
    }
    if (reason.isEmpty() && tn + fn == 0) {
      reason = Optional.of(Reasons.NONE_CALLED_NEGATIVE);
    }
    if (reason.isPresent()) {
      return Estimate.undefined(reason.get(), right.support());
    }
    double value = (tp * tn - fp * fn) / Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
    return Estimate.withoutInterval(value, NOT_YET, right.support());
  }

  /** Bayes' theorem. */
  private void atPrevalence(double prevalence, Map<Metric, Estimate> figures) {
    Support support = right.support();
    Optional<String> oneClass = sample.oneClassOnly();
    if (oneClass.isPresent()) {
      figures.put(Metric.PPV_AT_PREVALENCE, Estimate.undefined(oneClass.get(), support));
      figures.put(Metric.NPV_AT_PREVALENCE, Estimate.undefined(oneClass.get(), support));
      return;
    }
    double sensitivity = (double) confusion.truePositives() / confusion.positives();
    double specificity = (double) confusion.trueNegatives() / confusion.negatives();
    figures.put(
        Metric.PPV_AT_PREVALENCE,
        ratio(
            sensitivity * prevalence,
            (1 - specificity) * (1 - prevalence),
            Reasons.NONE_CALLED_POSITIVE,
            support));
    figures.put(
        Metric.NPV_AT_PREVALENCE,
        ratio(
            specificity * (1 - prevalence),
            (1 - sensitivity) * prevalence,
            Reasons.NONE_CALLED_NEGATIVE,
            support));
  }

  private static Estimate ratio(double right, double wrong, String reason, Support support) {
    return right + wrong == 0
        ? Estimate.undefined(reason, support)
        : Estimate.withoutInterval(right / (right + wrong), NOT_YET, support);
  }
}
