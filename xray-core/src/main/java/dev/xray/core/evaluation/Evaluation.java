package dev.xray.core.evaluation;

import java.util.List;

/**
 * How well probabilities agree with the truth.
 *
 * @param images number of cases
 * @param positives how many of them are positive
 * @param patients number of different patients among the cases whose patient is known
 * @param withoutPatient cases whose patient is not known
 * @param logLoss mean negative logarithm of the probability given to the truth, natural logarithm;
 *     probabilities are kept {@code 2^-52} away from 0 and 1, as scikit-learn does
 * @param rocAuc probability that a positive scores higher than a negative, ties counted half
 *     (Mann–Whitney)
 * @param thresholds one entry for each threshold, in the order asked for
 */
public record Evaluation(
    int images,
    int positives,
    int patients,
    int withoutPatient,
    Score logLoss,
    Score rocAuc,
    List<ThresholdEvaluation> thresholds) {
  /** Copies the list. */
  public Evaluation {
    thresholds = List.copyOf(thresholds);
  }

  /** Negative cases. */
  public int negatives() {
    return images - positives;
  }

  /** Whether some known patient has several images: intervals are then too narrow. */
  public boolean repeatedPatients() {
    return patients < images - withoutPatient;
  }
}
