package dev.xray.core.evaluation;

/**
 * A confidence interval.
 *
 * @param low lower bound, in the metric's range
 * @param high upper bound, not below {@code low}
 * @param confidence such as 0.95
 * @param method how it was computed
 */
public record Interval(double low, double high, double confidence, Method method) {
  /** Checks the order of the bounds. */
  public Interval {
    if (!(low <= high && Double.isFinite(low) && Double.isFinite(high))) {
      throw new IllegalArgumentException("Not an interval: " + low + " to " + high);
    }
  }
}
