package dev.xray.core.evaluation;

import dev.xray.core.SettingException;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the threshold that decides is found.
 *
 * @param kind of policy
 * @param value the target in (0, 1], or the cost ratio, greater than 0; empty for a kind without
 *     one
 */
public record ThresholdPolicy(Kind kind, OptionalDouble value) {
  /** How {@link #FIXED} is written. */
  public static final String FIXED_TEXT = "fixed";

  /** The first of the listed thresholds decides; nothing is chosen from data. */
  public static final ThresholdPolicy FIXED =
      new ThresholdPolicy(Kind.FIXED, OptionalDouble.empty());

  private static final Pattern TEXT =
      Pattern.compile("(sensitivity|specificity)\\s*>=\\s*(\\S+)|(cost)\\s*=\\s*(\\S+)");

  /** The kinds of policy. */
  public enum Kind {
    /** Nothing is chosen. */
    FIXED,
    /** The best specificity at which sensitivity is not below the target. */
    SENSITIVITY,
    /** The best sensitivity at which specificity is not below the target. */
    SPECIFICITY,
    /**
     * The greatest sensitivity + specificity - 1 (Youden 1950, Index for rating diagnostic tests).
     */
    YOUDEN,
    /** The lowest expected cost, a missed positive costing so many false alarms. */
    COST
  }

  /**
   * Reads a policy as a user writes it.
   *
   * @param text {@code fixed}, {@code sensitivity>=0.95}, {@code specificity>=0.9}, {@code youden}
   *     or {@code cost=5}; capitals and blanks do not matter; {@code 95%} is {@code 0.95}
   * @throws SettingException for the setting {@code threshold}, if it is none of these
   */
  public static ThresholdPolicy parse(String text) throws SettingException {
    String policy = text.strip().toLowerCase(Locale.ROOT);
    if (policy.equals(FIXED_TEXT)) {
      return FIXED;
    }
    if (policy.equals("youden")) {
      return new ThresholdPolicy(Kind.YOUDEN, OptionalDouble.empty());
    }
    Matcher matcher = TEXT.matcher(policy);
    if (!matcher.matches()) {
      throw new SettingException(
          "threshold",
          "is '"
              + text
              + "', but must be fixed, sensitivity>=0.95, specificity>=0.90, youden or cost=5 (with"
              + " numbers of your own). A threshold that you know already is written in thresholds,"
              + " the first of which decides.");
    }
    return matcher.group(3) == null
        ? target(Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), matcher.group(2))
        : cost(matcher.group(4));
  }

  private static ThresholdPolicy target(Kind kind, String text) throws SettingException {
    double value =
        text.endsWith("%") ? number(text.substring(0, text.length() - 1)) / 100 : number(text);
    if (!(value > 0 && value <= 1)) {
      throw new SettingException(
          "threshold",
          "has the target " + text + ", but must have one greater than 0 and at most 1.");
    }
    return new ThresholdPolicy(kind, OptionalDouble.of(value));
  }

  private static ThresholdPolicy cost(String text) throws SettingException {
    double value = number(text);
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new SettingException(
          "threshold",
          "has the cost "
              + text
              + ", but must have a number greater than 0: how many false alarms a missed positive"
              + " costs.");
    }
    return new ThresholdPolicy(Kind.COST, OptionalDouble.of(value));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Whether the threshold is chosen from data. */
  public boolean chooses() {
    return kind != Kind.FIXED;
  }

  /** The policy as {@link #parse} reads it, in its one spelling, such as {@code cost=5}. */
  public String text() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    if (value.isEmpty()) {
      return name;
    }
    return name + (kind == Kind.COST ? "=" : ">=") + plain(value.getAsDouble());
  }

  private static String plain(double value) {
    return value == Math.rint(value) && value < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
