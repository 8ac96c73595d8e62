package dev.xray.core.pipeline;

import dev.xray.core.SettingException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What an evaluation gives figures for.
 *
 * @param prevalence share of positives where the model is to be used, in [0, 1); 0: none is
 *     declared
 * @param slices columns of the metadata by whose values images are told apart; {@value #AUTO}
 *     stands for sex, age, view and source, as far as they have more than one value
 * @param ageBands first years of all age bands but the lowest, ascending: {@code 18, 40, 65} makes
 *     0-17, 18-39, 40-64 and 65+
 */
public record EvaluationOptions(double prevalence, List<String> slices, List<Integer> ageBands) {
  /** The usual columns. */
  public static final String AUTO = "auto";

  static final EvaluationOptions DEFAULT =
      new EvaluationOptions(0, List.of(AUTO), List.of(18, 40, 65));

  /** Copies the lists. */
  public EvaluationOptions {
    slices = List.copyOf(slices);
    ageBands = List.copyOf(ageBands);
  }

  /** The prevalence, where one is declared. */
  OptionalDouble declaredPrevalence() {
    return prevalence == 0 ? OptionalDouble.empty() : OptionalDouble.of(prevalence);
  }

  /**
   * Checks the ranges.
   *
   * @throws SettingException naming what is out of range
   */
  void validate() throws SettingException {
    if (!(prevalence >= 0 && prevalence < 1)) {
      throw new SettingException(
          "evaluation.prevalence",
          "is " + prevalence + ", but must be greater than 0 and less than 1, or 0 for none.");
    }
    int last = 0;
    for (int edge : ageBands) {
      if (edge <= last) {
        throw new SettingException(
            "evaluation.ageBands",
            "are " + ageBands + ", but must be years above 0, each greater than the one before.");
      }
      last = edge;
    }
  }
}
