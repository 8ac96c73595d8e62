package dev.xray.core.evaluation;

import dev.xray.core.SettingException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Above which probability an image counts as positive. */
public final class Thresholds {
  /** The article's: 0.5, and 0.45 to miss fewer positives. */
  public static final List<Double> DEFAULT = List.of(0.5, 0.45);

  private Thresholds() {}

  /**
   * Whether a probability counts as positive: strictly greater.
   *
   * @param probability in [0, 1]
   * @param threshold in [0, 1]
   */
  public static boolean isPositive(double probability, double threshold) {
    return probability > threshold;
  }

  /**
   * Checks thresholds given by a user.
   *
   * @param thresholds in any order
   * @throws SettingException for the setting {@code thresholds}, if there is none, one is not in
   *     [0, 1], or one is named twice
   */
  public static void validate(List<Double> thresholds) throws SettingException {
    if (thresholds.isEmpty()) {
      throw new SettingException(
          "thresholds", "is empty, but must name at least one, such as 0.5.");
    }
    Set<Double> seen = new HashSet<>();
    for (double threshold : thresholds) {
      if (!(threshold >= 0 && threshold <= 1)) {
        throw new SettingException(
            "thresholds",
            "has the value " + threshold + ", but a threshold must be between 0 and 1.");
      }
      if (!seen.add(threshold + 0.0)) {
        throw new SettingException("thresholds", "names " + threshold + " twice; once is enough.");
      }
    }
  }
}
