package dev.xray.core.evaluation;

import java.util.Optional;

/**
 * One image's truth and prediction.
 *
 * @param positive whether it belongs to the positive class
 * @param probability predicted probability of the positive class, in [0, 1]
 * @param patient patient id where known
 */
public record Case(boolean positive, double probability, Optional<String> patient) {
  /**
   * Checks the range. A caller whose model may have diverged checks first, and words the error for
   * its user.
   *
   * @throws IllegalArgumentException if the probability is not in [0, 1], or not a number
   */
  public Case {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("Not a probability: " + probability);
    }
  }
}
