package dev.xray.core.report;

import com.samskivert.mustache.Template;
import java.nio.charset.StandardCharsets;

/** Renders {@code report.html}: one file, nothing loaded from anywhere. */
final class HtmlReport {
  private static final Template TEMPLATE = Templates.html("report.mustache");

  private HtmlReport() {}

  static byte[] of(ReportData data) {
    return TEMPLATE.execute(new PageBuilder(data).build()).getBytes(StandardCharsets.UTF_8);
  }
}
