package dev.xray.core.report;

import dev.xray.core.Disclaimer;

/** What {@code explain.html} shows; its methods are the names in the template. */
final class ExplanationPage {
  private final ExplanationData data;
  private final ExplanationTables tables;

  ExplanationPage(ExplanationData data, ExplanationsDocument document) {
    this.data = data;
    this.tables = new ExplanationTables(document.figures());
  }

  String name() {
    return data.name();
  }

  String disclaimer() {
    return Disclaimer.TEXT;
  }

  String meaning() {
    return ExplanationSection.MEANING;
  }

  ShownMaps maps() {
    return new ShownMaps(data.classes(), data.method(), data.threshold(), data.images(), data.of());
  }

  ExplanationTables figures() {
    return tables;
  }

  boolean untrustworthy() {
    return data.figures().methods().stream().anyMatch(each -> !each.sanity().trustworthy());
  }
}
