package dev.xray.core.report;

import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Spread;
import dev.xray.core.evaluation.Support;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as a reader sees them. */
final class Numbers {
  private Numbers() {}

  /** Three decimals; what is not quite 0 or 1 never reads as 0 or 1. */
  static String share(double value) {
    if (value > 0 && value < 0.0005) {
      return "<0.001";
    }
    if (value < 1 && value >= 0.9995) {
      return ">0.999";
    }
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Three decimals, outwards: an interval is never shown narrower than it is. */
  static String interval(Interval interval) {
    return rounded(interval.low(), RoundingMode.FLOOR)
        + "–"
        + rounded(interval.high(), RoundingMode.CEILING);
  }

  /** The value, or {@code –} where there is none. */
  static String value(Estimate figure) {
    return figure.value().isPresent() ? share(figure.value().getAsDouble()) : "–";
  }

  /** {@code 0.900 [0.812, 0.951]}, or {@code –} where there is no value. */
  static String withInterval(EstimateDocument figure) {
    Double value = figure.value();
    return value == null
        ? "–"
        : share(value)
            + figure
                .interval()
                .map(i -> " [" + share(i.low()) + ", " + share(i.high()) + "]")
                .orElse("");
  }

  /** What a figure rests on: {@code 18/20}, or {@code 40 images}. */
  static String support(Support support) {
    return support.count().isPresent()
        ? support.count().getAsInt() + "/" + support.of().getAsInt()
        : count(support.images(), "image");
  }

  /** A confidence or a prevalence in percent, with up to one decimal: 95%, 97.5%. */
  static String percent(double share) {
    return BigDecimal.valueOf(100 * share)
            .setScale(1, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString()
        + "%";
  }

  /** A threshold as short as it can be written: 0.5, 0.45. */
  static String threshold(double threshold) {
    return BigDecimal.valueOf(threshold).stripTrailingZeros().toPlainString();
  }

  /** A temperature with three significant digits: 0.158, 1.43. */
  static String temperature(double temperature) {
    return new BigDecimal(temperature)
        .round(new MathContext(3))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** {@code 1 image}, {@code 2 images}. */
  static String count(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** Mean, standard deviation and bounds: {@code 0.912 ± 0.034 (0.850–0.960)}. */
  static String spread(Spread spread) {
    return share(spread.mean())
        + (spread.sd().isPresent() ? " ± " + share(spread.sd().getAsDouble()) : "")
        + " ("
        + share(spread.lowest())
        + "–"
        + share(spread.highest())
        + ")"
        + (spread.count() < spread.of() ? ", " + spread.count() + " of " + spread.of() : "");
  }

  private static String rounded(double value, RoundingMode mode) {
    return BigDecimal.valueOf(value).setScale(3, mode).toPlainString();
  }
}
