package dev.xray.core.evaluation;

import dev.xray.core.SettingException;
import java.util.List;
import java.util.Map;

/** Compares what one model says of changed images with what it says of them as they are. */
public final class ChangeEvaluator {
  private static final String NOT_YET = "none was computed";

  private final PairedSample sample;
  private final List<PairedCase> cases;
  private final double threshold;
  private final EvaluationSettings settings;
  private final PairedBootstrap bootstrap;

  private ChangeEvaluator(List<PairedCase> cases, double threshold, EvaluationSettings settings) {
    this.sample = new PairedSample(cases);
    this.cases = List.copyOf(cases);
    this.threshold = threshold;
    this.settings = settings;
    this.bootstrap = new PairedBootstrap(sample, settings);
  }

  /**
   * Compares.
   *
   * @param cases with the probability of the changed image as the current one and that of the image
   *     as it is as the baseline. May be empty or of one class only: what is then undefined says
   *     so. Their order decides what the bootstrap draws: put them into one that does not change
   * @param threshold in [0, 1]; strictly greater is positive
   * @param settings confidence and bootstrap
   * @throws SettingException if the threshold is not valid
   */
  public static ChangeEvaluation compare(
      List<PairedCase> cases, double threshold, EvaluationSettings settings)
      throws SettingException {
    Thresholds.validate(List.of(threshold));
    return new ChangeEvaluator(cases, threshold, settings).run();
  }

  private ChangeEvaluation run() throws SettingException {
    List<Case> changed = cases.stream().map(PairedCase::ofCurrent).toList();
    Estimate auc = auc(changed);
    return new ChangeEvaluation(
        auc,
        Evaluator.atThreshold(changed, threshold, settings),
        difference(auc, auc(cases.stream().map(PairedCase::ofBaseline).toList())),
        meanChange(),
        flips());
  }

  private Estimate auc(List<Case> some) {
    return rocAuc(some, settings);
  }

  /** ROC AUC alone, without the scores that need resampling. */
  static Estimate rocAuc(List<Case> cases, EvaluationSettings settings) {
    Sample sample = new Sample(cases);
    if (sample.oneClassOnly().isPresent()) {
      Map<Metric, Estimate> scores = Evaluator.scores(cases, settings);
      return scores.get(Metric.ROC_AUC);
    }
    RocAuc auc = new RocAuc(sample);
    return Estimate.of(auc.area(), auc.interval(settings.confidence()), auc.support());
  }

  private Difference difference(Estimate changed, Estimate unchanged) {
    Difference given = Difference.of(changed, unchanged, NOT_YET);
    if (given.value().isEmpty()) {
      return given;
    }
    Ranked current = sample.current();
    Ranked baseline = sample.baseline();
    return PairedBootstrap.complete(
        new PairedAuc(sample).complete(given, settings.confidence()),
        bootstrap.bounds(times -> current.rocAuc(times) - baseline.rocAuc(times)));
  }

  private Estimate meanChange() {
    ClusteredMean mean = new ClusteredMean(sample.patients());
    for (int i = 0; i < sample.images(); i++) {
      mean.add(sample.patient(i), change(i));
    }
    if (mean.images() == 0) {
      return Estimate.undefined(Reasons.NO_IMAGES, mean.support());
    }
    PairedBootstrap.Bounds bounds = bootstrap.bounds(this::meanChange);
    return bounds
        .interval()
        .map(interval -> Estimate.of(mean.mean(), interval, mean.support()))
        .orElseGet(() -> Estimate.withoutInterval(mean.mean(), bounds.reason(), mean.support()));
  }

  private double meanChange(int[] times) {
    double sum = 0;
    long images = 0;
    for (int i = 0; i < times.length; i++) {
      sum += times[i] * change(i);
      images += times[i];
    }
    return sum / images;
  }

  private double change(int index) {
    return Math.abs(sample.current(index) - sample.baseline(index));
  }

  private Estimate flips() {
    ClusteredMean share = new ClusteredMean(sample.patients());
    for (int i = 0; i < sample.images(); i++) {
      boolean before = Thresholds.isPositive(sample.baseline(i), threshold);
      boolean after = Thresholds.isPositive(sample.current(i), threshold);
      share.add(sample.patient(i), before == after ? 0 : 1);
    }
    Support support = share.proportion();
    if (share.images() == 0) {
      return Estimate.undefined(Reasons.NO_IMAGES, support);
    }
    return Estimate.of(
        share.mean(),
        new Share(share.mean(), support.effective()).wilson(settings.confidence()),
        support);
  }
}
