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

/** Compiles the templates that stand beside this class. */
final class Templates {
  private Templates() {}

  /** A template of an HTML page: what it shows is escaped. */
  static Template html(String name) {
    return Mustache.compiler()
        .emptyStringIsFalse(true)
        .withLoader(Templates::partial)
        .compile(read(name));
  }

  /** A template of plain text: nothing is escaped. */
  static Template text(String name) {
    return Mustache.compiler().emptyStringIsFalse(true).escapeHTML(false).compile(read(name));
  }

  private static Reader partial(String name) {
    return new StringReader(read(name.equals("style") ? "report.css" : name + ".mustache"));
  }

  private static String read(String name) {
    try (InputStream in = Objects.requireNonNull(Templates.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
