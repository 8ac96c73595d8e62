package dev.xray.core.evaluation;

/**
 * One image's truth and what the network says of it before the sigmoid.
 *
 * @param positive whether it belongs to the positive class
 * @param logit ln(p / (1 − p)) of the predicted probability p, finite
 */
public record LogitCase(boolean positive, double logit) {
  /** Checks that the logit is finite. */
  public LogitCase {
    if (!Double.isFinite(logit)) {
      throw new IllegalArgumentException("Not a logit: " + logit);
    }
  }
}
