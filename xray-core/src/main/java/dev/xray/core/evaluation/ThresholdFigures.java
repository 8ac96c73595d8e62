package dev.xray.core.evaluation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** The figures of a sample at one threshold. */
final class ThresholdFigures {
  private final Sample sample;
  private final double threshold;
  private final EvaluationSettings settings;
  private final ConfusionMatrix confusion;
  private final ClusteredMean right;
  private final ClusteredMean sensitivity;
  private final ClusteredMean specificity;

  ThresholdFigures(Sample sample, double threshold, EvaluationSettings settings) {
    this.sample = sample;
    this.threshold = threshold;
    this.settings = settings;
    confusion = confusion();
    right = share(i -> true, this::isRight);
    sensitivity = share(sample::positive, this::isCalled);
    specificity = share(i -> !sample.positive(i), i -> !isCalled(i));
  }

  ThresholdEvaluation all() {
    Map<Metric, Estimate> figures = new EnumMap<>(Metric.class);
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
    figures.put(Metric.F1, f1());
    bothClasses(figures);
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
        new Share(share.mean(), support.effective()).wilson(settings.confidence()),
        support);
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
    Interval bounds = new Share(jaccard.mean(), support.effective()).wilson(settings.confidence());
    return Estimate.of(
        2.0 * confusion.truePositives() / of,
        new Interval(
            2 * bounds.low() / (1 + bounds.low()),
            2 * bounds.high() / (1 + bounds.high()),
            bounds.confidence(),
            Method.WILSON_JACCARD),
        support);
  }

  /** What needs positives and negatives. */
  private void bothClasses(Map<Metric, Estimate> figures) {
    Optional<String> oneClass = sample.oneClassOnly();
    if (oneClass.isPresent()) {
      Estimate none = Estimate.undefined(oneClass.get(), right.support());
      figures.put(Metric.BALANCED_ACCURACY, none);
      figures.put(Metric.MCC, none);
      settings.prevalence().ifPresent(any -> figures.put(Metric.PPV_AT_PREVALENCE, none));
      settings.prevalence().ifPresent(any -> figures.put(Metric.NPV_AT_PREVALENCE, none));
      return;
    }
    TwoShares both =
        new TwoShares(
            new Share(sensitivity.mean(), sensitivity.effective()),
            new Share(specificity.mean(), specificity.effective()),
            settings.confidence());
    figures.put(
        Metric.BALANCED_ACCURACY,
        Estimate.of(both.balancedAccuracy(), both.ofBalancedAccuracy(), right.support()));
    figures.put(Metric.MCC, mcc(both));
    settings.prevalence().ifPresent(prevalence -> atPrevalence(prevalence, both, figures));
  }

  private Estimate mcc(TwoShares both) {
    double tp = confusion.truePositives();
    double fn = confusion.falseNegatives();
    double fp = confusion.falsePositives();
    double tn = confusion.trueNegatives();
    if (tp + fp == 0 || tn + fn == 0) {
      return Estimate.undefined(
          tp + fp == 0 ? Reasons.NONE_CALLED_POSITIVE : Reasons.NONE_CALLED_NEGATIVE,
          right.support());
    }
    double value = (tp * tn - fp * fn) / Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
    double share = (double) sample.positives() / sample.images();
    return Estimate.of(value, both.ofMcc(share), right.support());
  }

  private void atPrevalence(double prevalence, TwoShares both, Map<Metric, Estimate> figures) {
    Support support = right.support();
    int called = confusion.truePositives() + confusion.falsePositives();
    figures.put(
        Metric.PPV_AT_PREVALENCE,
        called == 0
            ? Estimate.undefined(Reasons.NONE_CALLED_POSITIVE, support)
            : Estimate.of(both.ppv(prevalence), both.ofPpv(prevalence), support));
    figures.put(
        Metric.NPV_AT_PREVALENCE,
        called == sample.images()
            ? Estimate.undefined(Reasons.NONE_CALLED_NEGATIVE, support)
            : Estimate.of(both.npv(prevalence), both.ofNpv(prevalence), support));
  }
}
