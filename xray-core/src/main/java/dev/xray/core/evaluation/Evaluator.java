package dev.xray.core.evaluation;

import dev.xray.core.SettingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns cases into an {@link Evaluation}. Stateless and thread-safe. */
public final class Evaluator {
  private Evaluator() {}

  /**
   * Evaluates.
   *
   * @param cases truth and probability of each image; may be empty or of one class only: what is
   *     then undefined says so
   * @param thresholds in [0, 1]; {@link Thresholds#DEFAULT} unless the user says otherwise
   * @param settings how the intervals are computed
   * @return the evaluation, independent of the order of the cases
   * @throws SettingException if the thresholds are not valid
   */
  public static Evaluation evaluate(
      List<Case> cases, List<Double> thresholds, EvaluationSettings settings)
      throws SettingException {
    Thresholds.validate(thresholds);
    Sample sample = new Sample(cases);
    List<ReliabilityBin> bins = Reliability.bins(sample);
    return new Evaluation(
        sample.images(),
        sample.positives(),
        sample.knownPatients(),
        sample.withoutPatient(),
        new Scores(sample, settings, bins).all(),
        thresholds.stream()
            .map(threshold -> new ThresholdFigures(sample, threshold, settings).all())
            .toList(),
        bins);
  }

  /**
   * The figures at one threshold alone, which need no resampling.
   *
   * @param cases as for {@link #evaluate}
   * @param threshold in [0, 1]
   * @param settings how the intervals are computed
   * @throws SettingException if the threshold is not valid
   */
  public static ThresholdEvaluation atThreshold(
      List<Case> cases, double threshold, EvaluationSettings settings) throws SettingException {
    Thresholds.validate(List.of(threshold));
    return new ThresholdFigures(new Sample(cases), threshold, settings).all();
  }

  /**
   * The figures that need no threshold alone.
   *
   * @param cases as for {@link #evaluate}
   * @param settings how the intervals are computed
   */
  public static Map<Metric, Estimate> scores(List<Case> cases, EvaluationSettings settings) {
    Sample sample = new Sample(cases);
    return new Scores(sample, settings, Reliability.bins(sample)).all();
  }

  /**
   * ROC AUC alone, which needs no resampling; the same as among {@link #scores}.
   *
   * @param cases as for {@link #evaluate}
   * @param confidence of the interval, in (0.5, 1)
   */
  public static Estimate rocAuc(List<Case> cases, double confidence) {
    Sample sample = new Sample(cases);
    Optional<String> oneClass = sample.oneClassOnly();
    if (oneClass.isPresent()) {
      Support support =
          new Support(
              sample.images(),
              sample.patients(),
              sample.patients(),
              OptionalInt.empty(),
              OptionalInt.empty());
      return Estimate.undefined(oneClass.get(), support);
    }
    RocAuc auc = new RocAuc(sample);
    return Estimate.of(auc.area(), auc.interval(confidence), auc.support());
  }

  /**
   * ROC AUC with the alternative interval, {@link Method#BOOTSTRAP_LOGIT}, in place of DeLong's.
   *
   * @param cases as for {@link #evaluate}
   * @param settings with seed and number of replicates
   */
  public static Estimate rocAucByBootstrap(List<Case> cases, EvaluationSettings settings) {
    Sample sample = new Sample(cases);
    if (sample.oneClassOnly().isPresent()) {
      return scores(cases, settings).get(Metric.ROC_AUC);
    }
    RocAuc auc = new RocAuc(sample);
    return Estimate.of(auc.area(), auc.bootstrap(settings), auc.support());
  }
}
