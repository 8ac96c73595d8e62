package dev.xray.core.evaluation;

/**
 * A confidence interval.
 *
 * @param low lower bound, in the metric's range
 * @param high upper bound, not below {@code low}
 * @param confidence such as 0.95
 * @param method how it was computed
 * @param approximate whether it is known to cover the truth too rarely; see {@link
 *     Method#approximate()}
 */
public record Interval(
    double low, double high, double confidence, Method method, boolean approximate) {
  /** Checks the order of the bounds. */
  public Interval {
    if (!(low <= high && Double.isFinite(low) && Double.isFinite(high))) {
      throw new IllegalArgumentException("Not an interval: " + low + " to " + high);
    }
  }

  /** As exact as its method. */
  public Interval(double low, double high, double confidence, Method method) {
    this(low, high, confidence, method, method.approximate());
  }
}
