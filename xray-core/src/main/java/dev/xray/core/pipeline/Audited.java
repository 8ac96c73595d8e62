package dev.xray.core.pipeline;

import dev.xray.core.report.AuditDocument;
import dev.xray.core.report.AuditWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * An audit that was written.
 *
 * @param document what it says
 * @param files where it is
 */
public record Audited(AuditDocument document, AuditWriter.Written files) {
  /** The verdict, as lines for a log. */
  public List<String> lines() {
    return lines(document, files);
  }

  static List<String> lines(AuditDocument document, AuditWriter.Written files) {
    List<String> lines = new ArrayList<>();
    lines.add("Audit: " + document.verdict().level() + ". " + document.verdict().headline());
    document.verdict().sentences().forEach(sentence -> lines.add("- " + sentence));
    lines.add("Audit's page: " + files.page());
    return List.copyOf(lines);
  }
}
