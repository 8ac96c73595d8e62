package dev.xray.core.report;

import dev.xray.core.evaluation.gate.GateResult;
import java.util.List;

/** The results of gates as a section of Markdown. */
public final class GateMarkdown {
  private GateMarkdown() {}

  /**
   * Renders results.
   *
   * @param name of the model
   * @param results of all gates
   * @return a section with a heading of level 3
   */
  public static String of(String name, List<GateResult> results) {
    long passed = results.stream().filter(GateResult::passed).count();
    StringBuilder text = new StringBuilder();
    text.append("### Gates of ").append(Markdown.cell(name)).append("\n\n");
    text.append(passed).append(" of ").append(results.size()).append(" passed.\n\n");
    text.append("| | gate | found |\n|---|---|---|\n");
    for (GateResult result : results) {
      text.append("| ")
          .append(mark(result))
          .append(" | ")
          .append(Markdown.cell(result.title()))
          .append(" | ")
          .append(Markdown.cell(result.text()))
          .append(" |\n");
    }
    return text.toString();
  }

  /** Shape and word, not colour alone. */
  private static String mark(GateResult result) {
    return (result.passed() ? "✓ " : "✗ ") + result.status().text();
  }
}
