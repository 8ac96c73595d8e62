package dev.xray.core.audit.baseline;

import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.Estimate;
import java.util.List;
import java.util.Optional;

/**
 * How far a baseline gets on the test part.
 *
 * @param baseline which one
 * @param skipped why it was not trained, such as missing masks; its figures are undefined then
 * @param features that vary in the training part
 * @param penalty inverse strength C of the penalty, as chosen in the training part; NaN if skipped
 * @param auc ROC AUC on the test part
 * @param accuracy share of the test part that is right at 0.5
 * @param p one-sided, by permutation of patients: how often an AUC at least as large is found by
 *     chance; 1 if skipped
 * @param cases truth, probability and patient of each test image, in the order of the split; empty
 *     if skipped
 * @param text one sentence
 */
public record BaselineResult(
    Baseline baseline,
    Optional<String> skipped,
    int features,
    double penalty,
    Estimate auc,
    Estimate accuracy,
    double p,
    List<Case> cases,
    String text) {
  /**
   * AUC beyond which a baseline that cannot contain the disease raises an alarm, if its adjusted p
   * is below 0.01 too.
   */
  public static final double LIMIT = 0.6;

  /** Copies the list. */
  public BaselineResult {
    cases = List.copyOf(cases);
  }

  /** Whether it may raise an alarm. */
  public boolean alarms() {
    return baseline.kind() == Baseline.Kind.CANNOT_CONTAIN;
  }
}
