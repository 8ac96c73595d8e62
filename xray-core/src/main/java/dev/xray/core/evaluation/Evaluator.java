package dev.xray.core.evaluation;

import dev.xray.core.SettingException;
import java.util.List;

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
    return new Evaluation(
        sample.images(),
        sample.positives(),
        sample.knownPatients(),
        sample.withoutPatient(),
        new Scores(sample).all(),
        thresholds.stream()
            .map(threshold -> new ThresholdFigures(sample, threshold, settings).all())
            .toList(),
        Reliability.bins(sample));
  }
}
