package dev.xray.core.report;

import com.samskivert.mustache.Template;
import java.nio.charset.StandardCharsets;

/** Renders {@code report.html}: one file, nothing loaded from anywhere. */
final class HtmlReport {
  private static final Template TEMPLATE = Templates.html("report.mustache");

  private HtmlReport() {}

  static byte[] of(ReportData data) {
    return render(new PageBuilder(data, false));
  }

  /** The page of a {@link PublishedReport}: names no missing file and repeats no warning. */
  static byte[] published(ReportData data) {
    return render(new PageBuilder(data, true));
  }

  private static byte[] render(PageBuilder page) {
    return TEMPLATE.execute(page.build()).getBytes(StandardCharsets.UTF_8);
  }
}
