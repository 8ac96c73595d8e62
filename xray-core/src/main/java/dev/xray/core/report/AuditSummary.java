package dev.xray.core.report;

import java.util.List;

/** What {@code audit.md} shows; its methods are the names in the template. */
final class AuditSummary {
  private final AuditDocument document;

  AuditSummary(AuditDocument document) {
    this.document = document;
  }

  String name() {
    return Markdown.cell(document.name());
  }

  String disclaimer() {
    return document.disclaimer();
  }

  String level() {
    return document.verdict().level();
  }

  String headline() {
    return document.verdict().headline();
  }

  List<String> sentences() {
    return document.verdict().sentences().stream().map(Markdown::cell).toList();
  }

  List<String> advice() {
    return document.verdict().advice().stream().map(Markdown::cell).toList();
  }

  record Row(String check, String title, String effect, String adjustedP, String raised) {}

  List<Row> alarms() {
    return document.alarms().stream()
        .map(
            alarm ->
                new Row(
                    Markdown.cell(alarm.check()),
                    Markdown.cell(alarm.title()),
                    Markdown.cell(alarm.effectName())
                        + " "
                        + (alarm.effect().value() == null
                            ? "–"
                            : Numbers.share(alarm.effect().value())),
                    Numbers.share(alarm.adjustedP()),
                    alarm.raised() ? "**alarm**" : "–"))
        .toList();
  }
}
