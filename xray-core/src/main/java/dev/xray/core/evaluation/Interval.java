package dev.xray.core.evaluation;

/**
 * A confidence interval. It treats the cases as independent: several images of one patient are not,
 * and make it too narrow.
 *
 * @param low lower bound, in [0, 1]
 * @param high upper bound, in [0, 1], not below {@code low}
 * @param confidence such as 0.95
 * @param method how it was computed
 */
public record Interval(double low, double high, double confidence, Method method) {
  /** Standard normal quantile of 0.975, for 95% on two sides. */
  private static final double Z = 1.959963984540054;

  /** How an interval was computed. */
  public enum Method {
    /** Wilson (1927) score interval for a binomial proportion, without continuity correction. */
    WILSON("Wilson score"),
    /**
     * For F1. Given TP + FP + FN, TP is binomial with the Jaccard index J = TP / (TP + FP + FN) as
     * its probability; F1 = 2J / (1 + J) grows with J, so the Wilson bounds of J, transformed, are
     * bounds of F1 with the same coverage.
     */
    WILSON_JACCARD("Wilson score of TP / (TP + FP + FN), transformed");

    /** The name in words. */
    private final String text;

    Method(String text) {
      this.text = text;
    }

    /** The name in words, for a reader. */
    public String text() {
      return text;
    }
  }

  /** Checks the order of the bounds. */
  public Interval {
    if (!(low >= 0 && low <= high && high <= 1)) {
      throw new IllegalArgumentException("Not an interval in [0, 1]: " + low + " to " + high);
    }
  }

  /**
   * The 95% Wilson score interval of a proportion.
   *
   * @param count cases that have the property, 0 to {@code of}
   * @param of all cases, at least 1
   * @return bounds; exactly 0 at the low end where {@code count} is 0, and exactly 1 at the high
   *     end where it equals {@code of}
   */
  static Interval wilson(long count, long of) {
    if (of < 1 || count < 0 || count > of) {
      throw new IllegalArgumentException(count + " of " + of);
    }
    double share = (double) count / of;
    double z2 = Z * Z;
    double centre = share + z2 / (2.0 * of);
    double half = Z * Math.sqrt((share * (1 - share) + z2 / (4.0 * of)) / of);
    double scale = 1 + z2 / of;
    double low = count == 0 ? 0 : Math.max(0, (centre - half) / scale);
    double high = count == of ? 1 : Math.min(1, (centre + half) / scale);
    return new Interval(low, high, 0.95, Method.WILSON);
  }

  /** The 95% interval of F1 = 2 TP / (2 TP + FP + FN), see {@link Method#WILSON_JACCARD}. */
  static Interval wilsonOfF1(long truePositives, long wrong) {
    Interval jaccard = wilson(truePositives, truePositives + wrong);
    return new Interval(
        2 * jaccard.low / (1 + jaccard.low),
        2 * jaccard.high / (1 + jaccard.high),
        jaccard.confidence,
        Method.WILSON_JACCARD);
  }
}
