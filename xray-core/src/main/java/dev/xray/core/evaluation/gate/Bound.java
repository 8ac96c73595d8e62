package dev.xray.core.evaluation.gate;

/** What of a figure a {@link Demand} limits. */
public enum Bound {
  /** The value must be at least this. */
  MINIMUM("minimum"),
  /** The value must be at most this. */
  MAXIMUM("maximum"),
  /** The lower bound of the interval must be at least this. */
  LOWER_BOUND("lowerBound"),
  /** The upper bound of the interval must be at most this. */
  UPPER_BOUND("upperBound"),
  /** The effective number of images on which the figure rests must be at least this. */
  MIN_SUPPORT("minSupport"),
  /** The value may be worse than that of a baseline by at most this. */
  MAX_DROP("maxDrop"),
  /** The audit's verdict must be at worst this. */
  WORST("worst");

  private final String key;

  Bound(String key) {
    this.key = key;
  }

  /** Its name in a gate, such as {@code lowerBound}. */
  public String key() {
    return key;
  }

  /** Whether it needs the figure's interval. */
  boolean ofInterval() {
    return this == LOWER_BOUND || this == UPPER_BOUND;
  }
}
