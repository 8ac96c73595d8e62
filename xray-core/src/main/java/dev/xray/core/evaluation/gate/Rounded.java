package dev.xray.core.evaluation.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Figures compared with limits, and shown beside them: what is shown is never on the other side of
 * the limit than what was compared, as in JaCoCo's {@code Limit}.
 */
final class Rounded {
  /**
   * Decimals with which figures are compared: sums of shares differ from what they stand for in the
   * 16th, as in 0.1 + 0.2.
   */
  static final int EXACT = 12;

  private static final int SHOWN = 3;

  private Rounded() {}

  /** A figure as it is compared. */
  static BigDecimal exact(double value) {
    return BigDecimal.valueOf(value).setScale(EXACT, RoundingMode.HALF_EVEN);
  }

  /** Decimals to show beside a limit. */
  static int scale(BigDecimal limit) {
    return Math.min(EXACT, Math.max(SHOWN, limit.scale()));
  }

  static boolean isMet(double value, BigDecimal limit, boolean least) {
    return isMet(exact(value), limit, least);
  }

  private static boolean isMet(BigDecimal value, BigDecimal limit, boolean least) {
    int order = value.compareTo(limit);
    return least ? order >= 0 : order <= 0;
  }

  /**
   * A value beside its limit: to the nearest, unless that would say something else; what is not
   * quite 0 or 1 never reads as 0 or 1.
   *
   * @param least whether the value must be at least the limit; otherwise at most
   */
  static String value(double value, BigDecimal limit, boolean least) {
    BigDecimal exact = exact(value);
    RoundingMode safe = least ? RoundingMode.FLOOR : RoundingMode.CEILING;
    for (RoundingMode mode :
        List.of(RoundingMode.HALF_EVEN, RoundingMode.FLOOR, RoundingMode.CEILING)) {
      BigDecimal shown = exact.setScale(scale(limit), mode);
      if (isMet(shown, limit, least) == isMet(exact, limit, least) && !pretends(shown, exact)) {
        return shown.toPlainString();
      }
    }
    return exact.setScale(scale(limit), safe).toPlainString();
  }

  /** A value that is not compared. */
  static String value(double value, int scale) {
    BigDecimal exact = exact(value);
    BigDecimal shown = exact.setScale(scale, RoundingMode.HALF_EVEN);
    if (pretends(shown, exact)) {
      shown = exact.setScale(scale, shown.signum() == 0 ? away(exact) : RoundingMode.DOWN);
    }
    return shown.toPlainString();
  }

  /** Outwards: an interval is never shown narrower than it is. */
  static String low(double bound, int scale) {
    return exact(bound).setScale(scale, RoundingMode.FLOOR).toPlainString();
  }

  /** Outwards. */
  static String high(double bound, int scale) {
    return exact(bound).setScale(scale, RoundingMode.CEILING).toPlainString();
  }

  /** As short as it can be written: 0.5, 0.45. */
  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static RoundingMode away(BigDecimal exact) {
    return exact.signum() > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR;
  }

  private static boolean pretends(BigDecimal shown, BigDecimal exact) {
    boolean special = shown.signum() == 0 || shown.abs().compareTo(BigDecimal.ONE) == 0;
    return special && shown.compareTo(exact) != 0;
  }
}
