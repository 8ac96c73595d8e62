package dev.xray.core.audit;

import dev.xray.core.evaluation.Estimate;

/**
 * A statistical check that may raise an alarm; see {@link Alarms}.
 *
 * @param id such as {@code baseline.border}; no two checks share one
 * @param title such as {@code "The outermost 8% of the frame"}
 * @param effectName what {@code effect} measures, such as {@code "ROC AUC"}
 * @param effect its size; the larger, the worse
 * @param p p-value of "no effect beyond chance", in [0, 1]
 * @param limit documented size beyond which the effect matters
 * @param text what an alarm means, one plain sentence for the verdict
 */
public record Check(
    String id,
    String title,
    String effectName,
    Estimate effect,
    double p,
    double limit,
    String text) {
  /** Checks the range of {@code p}. */
  public Check {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(id + " has p = " + p);
    }
  }

  /** Whether the effect is greater than its limit; false where there is no effect. */
  public boolean beyondLimit() {
    return effect.value().isPresent() && effect.value().getAsDouble() > limit;
  }
}
