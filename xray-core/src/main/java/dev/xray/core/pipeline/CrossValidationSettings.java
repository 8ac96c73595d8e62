package dev.xray.core.pipeline;

import dev.xray.core.SettingException;
import dev.xray.core.dataset.Folds;
import java.util.OptionalInt;

/**
 * How to cross-validate.
 *
 * @param folds number of folds, at least 2; empty: one for each source, which is left out
 * @param repeats how often, each time with other folds and other random choices; at least 1
 */
public record CrossValidationSettings(OptionalInt folds, int repeats) {
  /** What is written instead of a number to leave out one source after another. */
  public static final String SOURCES = "sources";

  /** As many folds and repeats. */
  public static CrossValidationSettings of(int folds, int repeats) {
    return new CrossValidationSettings(OptionalInt.of(folds), repeats);
  }

  /** A fold for each source; repeats differ in their random choices alone. */
  public static CrossValidationSettings bySource(int repeats) {
    return new CrossValidationSettings(OptionalInt.empty(), repeats);
  }

  /**
   * Reads what a user writes.
   *
   * @param folds a number, or {@value #SOURCES}
   * @throws SettingException if it is neither, or one of the numbers is too small
   */
  public static CrossValidationSettings parse(String folds, int repeats) throws SettingException {
    CrossValidationSettings settings;
    if (folds.strip().equals(SOURCES)) {
      settings = bySource(repeats);
    } else {
      try {
        settings = of(Integer.parseInt(folds.strip()), repeats);
      } catch (NumberFormatException e) {
        throw new SettingException(
            Folds.SETTING,
            "is '" + folds + "', but must be a number such as 5, or '" + SOURCES + "'.");
      }
    }
    settings.validate();
    return settings;
  }

  /**
   * Checks the ranges.
   *
   * @throws SettingException naming the first number that is too small
   */
  public void validate() throws SettingException {
    if (folds.isPresent() && folds.getAsInt() < 2) {
      throw new SettingException(
          Folds.SETTING,
          "is " + folds.getAsInt() + ", but must be at least 2, or '" + SOURCES + "'.");
    }
    if (repeats < 1) {
      throw new SettingException(
          "crossValidation.repeats", "is " + repeats + ", but must be at least 1.");
    }
  }
}
