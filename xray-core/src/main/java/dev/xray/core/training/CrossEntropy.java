package dev.xray.core.training;

/** Binary cross-entropy from logits, in double precision. */
final class CrossEntropy {
  private CrossEntropy() {}

  /**
   * Loss of one image: max(x, 0) - x z + log(1 + exp(-|x|)), which equals -log of the probability
   * given to the truth and overflows for no x.
   *
   * @param logit x
   * @param label z, 0 or 1
   */
  static double of(float logit, float label) {
    double x = logit;
    return Math.max(x, 0) - x * label + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  /** Whether the class at threshold 0.5 (strictly greater is positive) is the label. */
  static boolean right(float logit, float label) {
    return logit > 0 == label > 0.5f;
  }
}
