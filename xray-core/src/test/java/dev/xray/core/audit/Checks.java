package dev.xray.core.audit;

import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Support;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Made-up checks. */
public final class Checks {
  private Checks() {}

  /** A check of an area under a curve whose limit is 0.6. */
  public static Check of(String id, double effect, double p) {
    return new Check(
        id,
        "title of " + id,
        "ROC AUC",
        new Estimate(
            OptionalDouble.of(effect),
            Optional.empty(),
            Optional.empty(),
            Optional.of("made up"),
            new Support(100, 100, 100, OptionalInt.empty(), OptionalInt.empty())),
        p,
        0.6,
        "Meaning of " + id + ".");
  }
}
