package dev.xray.core.report;

import com.samskivert.mustache.Template;
import dev.xray.core.AtomicFiles;
import dev.xray.core.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes an audit: {@code audit.html} (names files and shows pictures), {@code audit.md} and, last,
 * {@code audit.json}. The same data give the same bytes.
 */
public final class AuditWriter {
  private static final Template PAGE = Templates.html("audit/page.mustache");
  private static final Template SUMMARY = Templates.text("audit/summary.mustache");

  private AuditWriter() {}

  /**
   * What was written.
   *
   * @param json {@code audit.json}, without file names and patient ids
   * @param markdown {@code audit.md}, without them
   * @param page {@code audit.html}, with them
   */
  public record Written(Path json, Path markdown, Path page) {
    /** Where they are in a folder. */
    public static Written in(Path folder) {
      return new Written(
          folder.resolve(AuditDocument.FILE),
          folder.resolve("audit.md"),
          folder.resolve("audit.html"));
    }

    /** All of them. */
    public List<Path> all() {
      return List.of(json, markdown, page);
    }
  }

  /** Writes everything into a folder, which is made if it does not exist. */
  public static Written write(AuditData data, Path folder) throws IOException {
    Written files = Written.in(folder);
    AuditDocument document = AuditDocument.of(data);
    byte[] page = text(PAGE.execute(new AuditPage(data, document)));
    byte[] markdown = text(SUMMARY.execute(new AuditSummary(document)));
    clear(folder);
    AtomicFiles.write(files.page(), page);
    AtomicFiles.write(files.markdown(), markdown);
    AtomicFiles.write(files.json(), text(Json.text(document)));
    return files;
  }

  /** Removes what {@link #write} leaves in a folder and nothing else. */
  public static void clear(Path folder) throws IOException {
    for (Path file : Written.in(folder).all()) {
      Files.deleteIfExists(file);
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
