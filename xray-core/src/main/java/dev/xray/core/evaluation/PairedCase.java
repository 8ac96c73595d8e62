package dev.xray.core.evaluation;

import java.util.Optional;

/**
 * One image's truth, and what two models say of it.
 *
 * @param positive whether it belongs to the positive class
 * @param current probability of the positive class by the model of now, in [0, 1]
 * @param baseline that by the model it is compared with, in [0, 1]
 * @param patient patient id where known
 */
public record PairedCase(
    boolean positive, double current, double baseline, Optional<String> patient) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a probability is not in [0, 1], or not a number
   */
  public PairedCase {
    if (!(current >= 0 && current <= 1 && baseline >= 0 && baseline <= 1)) {
      throw new IllegalArgumentException("Not probabilities: " + current + " and " + baseline);
    }
  }

  Case ofCurrent() {
    return new Case(positive, current, patient);
  }

  Case ofBaseline() {
    return new Case(positive, baseline, patient);
  }
}
