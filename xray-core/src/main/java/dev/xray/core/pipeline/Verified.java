package dev.xray.core.pipeline;

import dev.xray.core.model.GoldenDifference;
import dev.xray.core.runtime.RuntimeInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a model's golden inputs came out on this machine; {@code verification.json}.
 *
 * @param name of the model
 * @param sha256 of its file; of {@code SHA256SUMS} where it is a folder
 * @param passed whether every difference is within its tolerance
 * @param pixelTolerance in grey levels
 * @param probabilityTolerance from 0 to 1
 * @param inputs one for each golden input
 * @param madeWith what the model was trained with
 * @param runHere what it ran with here
 * @param disclaimer that it is no medical device
 */
public record Verified(
    String name,
    String sha256,
    boolean passed,
    int pixelTolerance,
    double probabilityTolerance,
    List<GoldenDifference> inputs,
    RuntimeInfo madeWith,
    RuntimeInfo runHere,
    String disclaimer) {
  /** Where it is written. */
  static Path file(Path folder) {
    return folder.resolve("verification.json");
  }

  /** A table for a console. */
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-20s %12s %12s %12s %12s",
            "golden input",
            "grey levels",
            "expected",
            "found",
            "difference"));
    for (GoldenDifference input : inputs) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-20s %12d %12.6f %12.6f %12.1e",
              input.file(),
              input.pixelDifference(),
              input.expected(),
              input.found(),
              input.probabilityDifference()));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%-20s %12d %12s %12s %12.1e",
            "tolerance",
            pixelTolerance,
            "",
            "",
            probabilityTolerance));
    return lines;
  }
}
