package dev.xray.maven;

import dev.xray.core.evaluation.gate.GateResult;
import java.nio.file.Path;
import java.util.List;

/**
 * The message about violated gates: all of them, and what to do.
 *
 * @param name of the model
 * @param all number of results
 * @param violated those that did not pass
 * @param report the page that shows more
 */
record Violations(String name, int all, List<GateResult> violated, Path report) {
  /** Lines separated by line ends. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(violated.size())
        .append(" of ")
        .append(all)
        .append(all == 1 ? " gate of " : " gates of ")
        .append(name)
        .append(violated.size() == 1 ? " is not met:" : " are not met:");
    for (GateResult result : violated) {
      text.append(System.lineSeparator()).append("  - ").append(result.text());
    }
    return text.append(System.lineSeparator())
        .append("Report: ")
        .append(report)
        .append(System.lineSeparator())
        .append(
            "Look there for what the model gets wrong, then change the data or the recipe and"
                + " train again. Change a gate only if it asks for the wrong thing."
                + " -Dxray.failOnViolation=false turns this into a warning.")
        .toString();
  }
}
