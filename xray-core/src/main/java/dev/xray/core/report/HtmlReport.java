package dev.xray.core.report;

import com.samskivert.mustache.Template;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Renders {@code report.html}: one file, nothing loaded from anywhere. */
final class HtmlReport {
  private static final Template TEMPLATE = Templates.html("report.mustache");

  private HtmlReport() {}

  static byte[] of(ReportData data) {
    return of(data, PageSet.of(data), false);
  }

  /** The page of a {@link PublishedReport}: names no missing file and repeats no warning. */
  static byte[] published(ReportData data) {
    return of(data, PageSet.of(data), true);
  }

  /** The page of these sets. */
  static byte[] of(ReportData data, List<PageSet> sets, boolean published) {
    return TEMPLATE
        .execute(new PageBuilder(data, published).build(sets))
        .getBytes(StandardCharsets.UTF_8);
  }
}
