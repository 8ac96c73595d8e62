package dev.xray.core.evaluation;

import dev.xray.core.SettingException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Turns cases into an {@link Evaluation}. Stateless and thread-safe. */
public final class Evaluator {
  /** scikit-learn clips to the machine epsilon of the probabilities' type: here of a double. */
  private static final double EPSILON = Math.ulp(1.0);

  private Evaluator() {}

  /**
   * Evaluates.
   *
   * @param cases truth and probability of each image; may be empty or of one class only: what is
   *     then undefined says so
   * @param thresholds in [0, 1]; {@link Thresholds#DEFAULT} unless the user says otherwise
   * @return the evaluation, independent of the order of the cases but for the last digits of the
   *     log loss
   * @throws SettingException if the thresholds are not valid
   */
  public static Evaluation evaluate(List<Case> cases, List<Double> thresholds)
      throws SettingException {
    Thresholds.validate(thresholds);
    int positives = (int) cases.stream().filter(Case::positive).count();
    List<String> patients = cases.stream().map(Case::patient).flatMap(Optional::stream).toList();
    return new Evaluation(
        cases.size(),
        positives,
        (int) patients.stream().distinct().count(),
        cases.size() - patients.size(),
        logLoss(cases, positives),
        rocAuc(cases, positives),
        thresholds.stream()
            .map(threshold -> new ThresholdEvaluation(threshold, confusion(cases, threshold)))
            .toList());
  }

  private static Score logLoss(List<Case> cases, int positives) {
    int negatives = cases.size() - positives;
    if (cases.isEmpty()) {
      return Score.undefined(Reasons.NO_IMAGES, 0, 0);
    }
    double sum = 0;
    for (Case one : cases) {
      double right = one.positive() ? one.probability() : 1 - one.probability();
      sum -= Math.log(Math.min(Math.max(right, EPSILON), 1 - EPSILON));
    }
    return Score.of(sum / cases.size(), positives, negatives);
  }

  /** Mann–Whitney: counts for each positive the negatives below it, and half of those beside it. */
  private static Score rocAuc(List<Case> cases, int positives) {
    int negatives = cases.size() - positives;
    if (positives == 0 || negatives == 0) {
      String reason =
          cases.isEmpty()
              ? Reasons.NO_IMAGES
              : positives == 0 ? Reasons.NO_POSITIVES : Reasons.NO_NEGATIVES;
      return Score.undefined(reason, positives, negatives);
    }
    List<Case> sorted =
        cases.stream().sorted(Comparator.comparingDouble(Case::probability)).toList();
    long halves = 0;
    long negativesBelow = 0;
    for (int start = 0, end; start < sorted.size(); start = end) {
      double probability = sorted.get(start).probability();
      long tiedPositives = 0;
      long tiedNegatives = 0;
      for (end = start;
          end < sorted.size() && sorted.get(end).probability() == probability;
          end++) {
        if (sorted.get(end).positive()) {
          tiedPositives++;
        } else {
          tiedNegatives++;
        }
      }
      halves += tiedPositives * (2 * negativesBelow + tiedNegatives);
      negativesBelow += tiedNegatives;
    }
    return Score.of(halves / (2.0 * positives * negatives), positives, negatives);
  }

  private static ConfusionMatrix confusion(List<Case> cases, double threshold) {
    int[][] counts = new int[2][2];
    for (Case one : cases) {
      counts[one.positive() ? 1 : 0][Thresholds.isPositive(one.probability(), threshold) ? 1 : 0]++;
    }
    return new ConfusionMatrix(counts[1][1], counts[1][0], counts[0][1], counts[0][0]);
  }
}
