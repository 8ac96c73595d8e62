package dev.xray.core.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Renders {@code report.html}: one file, nothing loaded from anywhere. */
final class HtmlReport {
  private static final Template TEMPLATE = compile();

  private HtmlReport() {}

  static byte[] of(ReportData data) {
    return TEMPLATE.execute(new PageBuilder(data).build()).getBytes(StandardCharsets.UTF_8);
  }

  private static Template compile() {
    return Mustache.compiler()
        .emptyStringIsFalse(true)
        .withLoader(HtmlReport::partial)
        .compile(read("report.mustache"));
  }

  private static Reader partial(String name) {
    return new StringReader(read(name.equals("style") ? "report.css" : name + ".mustache"));
  }

  private static String read(String name) {
    try (InputStream in =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
