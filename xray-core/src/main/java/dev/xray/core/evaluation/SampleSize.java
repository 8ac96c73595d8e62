package dev.xray.core.evaluation;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How many cases a bound needs: the fewest of which, if all of them come out well, the {@link
 * Method#WILSON Wilson} or {@link Method#WILSON_JACCARD transformed Wilson} interval reaches it.
 * With n cases of which all are right, the lower Wilson bound is n / (n + z²), z being the normal
 * quantile of the confidence.
 */
public final class SampleSize {
  private static final double ROUNDING = 1e-9;

  private SampleSize() {}

  /**
   * Cases needed so that the lower bound of a share can reach a value.
   *
   * @param bound in (0, 1)
   * @param confidence such as 0.95
   * @param method of the interval
   * @return at least 1; empty for a method that has no such number
   */
  public static OptionalInt forLowerBound(double bound, double confidence, Method method) {
    if (!(bound > 0 && bound < 1)) {
      throw new IllegalArgumentException("Not a bound: " + bound);
    }
    double share =
        switch (method) {
          case WILSON -> bound;
          case WILSON_JACCARD -> bound / (2 - bound);
          default -> Double.NaN;
        };
    if (Double.isNaN(share)) {
      return OptionalInt.empty();
    }
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
    return OptionalInt.of((int) Math.max(1, Math.ceil(z * z * share / (1 - share) - ROUNDING)));
  }

  /**
   * Cases needed so that the upper bound of a share can come down to a value. The Wilson interval
   * is symmetric; that of F1 is not, but at F1 0 both ends belong to its share.
   *
   * @param bound in (0, 1)
   * @param confidence such as 0.95
   * @param method of the interval
   * @return at least 1; empty for a method that has no such number
   */
  public static OptionalInt forUpperBound(double bound, double confidence, Method method) {
    return method == Method.WILSON
        ? forLowerBound(1 - bound, confidence, method)
        : OptionalInt.empty();
  }
}
