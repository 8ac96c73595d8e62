package dev.xray.core.evaluation.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much worse a value is than an earlier one, shown with so many decimals that the three numbers
 * agree with each other and with the limit.
 *
 * @param before the earlier value as shown
 * @param after the value as shown
 * @param worse by how much, as shown; negative where it is better
 * @param met whether it is at most the limit
 */
record Drop(BigDecimal before, BigDecimal after, BigDecimal worse, boolean met) {
  static Drop of(double before, double after, boolean higherIsBetter, BigDecimal limit) {
    BigDecimal from = Rounded.exact(before);
    BigDecimal to = Rounded.exact(after);
    boolean met = worse(from, to, higherIsBetter).compareTo(limit) <= 0;
    for (int scale = Rounded.scale(limit); ; scale++) {
      BigDecimal shownFrom = from.setScale(scale, RoundingMode.HALF_EVEN);
      BigDecimal shownTo = to.setScale(scale, RoundingMode.HALF_EVEN);
      BigDecimal shown = worse(shownFrom, shownTo, higherIsBetter);
      // With all decimals it is the exact difference, so this ends.
      if ((shown.compareTo(limit) <= 0) == met) {
        return new Drop(shownFrom, shownTo, shown, met);
      }
    }
  }

  int scale() {
    return after.scale();
  }

  /** What follows the value. */
  String words(String origin) {
    String than = " than the " + before.toPlainString() + " of " + origin;
    if (worse.signum() > 0) {
      return worse.toPlainString() + " worse" + than;
    }
    return worse.signum() == 0
        ? "as good as that of " + origin
        : worse.negate().toPlainString() + " better" + than;
  }

  private static BigDecimal worse(BigDecimal before, BigDecimal after, boolean higherIsBetter) {
    return higherIsBetter ? before.subtract(after) : after.subtract(before);
  }
}
