package dev.xray.core.report;

import dev.xray.core.report.AuditDocument.VerdictDocument;
import java.util.List;

/**
 * A verdict as the pages show it; its components and methods are the names in the templates.
 *
 * @param heading what stands over it
 * @param verdict what it says
 * @param page where the whole audit is, relative to the page that shows the verdict; empty on that
 *     page itself, and where it cannot be reached
 * @param published whether it stands on a page beside which {@code audit.json} is published
 */
record VerdictView(String heading, VerdictDocument verdict, String page, boolean published) {
  /** Symbol of the verdict's level, so that colour does not carry it alone. */
  String symbol() {
    return switch (verdict.level()) {
      case "nothing found" -> "✓";
      case "doubtful" -> "?";
      default -> "✗";
    };
  }

  /** One word, for a class name. */
  String level() {
    return verdict.level().replace(' ', '-');
  }

  String headline() {
    return verdict.headline();
  }

  List<String> sentences() {
    return verdict.sentences();
  }

  List<String> advice() {
    return verdict.advice();
  }
}
