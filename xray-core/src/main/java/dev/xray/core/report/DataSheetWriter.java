package dev.xray.core.report;

import com.samskivert.mustache.Template;
import dev.xray.core.AtomicFiles;
import dev.xray.core.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a data sheet: {@code dataset.html} (names files and shows pictures) and, last, {@code
 * dataset.json}. The same data give the same bytes.
 */
public final class DataSheetWriter {
  private static final Template PAGE = Templates.html("dataset/page.mustache");

  private DataSheetWriter() {}

  /**
   * What was written.
   *
   * @param json {@code dataset.json}, without file names and patient ids
   * @param page {@code dataset.html}, with file names
   */
  public record Written(Path json, Path page) {
    /** Where they are in a folder. */
    public static Written in(Path folder) {
      return new Written(folder.resolve(DataSheetDocument.FILE), folder.resolve("dataset.html"));
    }

    /** All of them. */
    public List<Path> all() {
      return List.of(json, page);
    }
  }

  /** Writes everything into a folder, which is made if it does not exist. */
  public static Written write(DataSheetData data, Path folder) throws IOException {
    Written files = Written.in(folder);
    byte[] page = PAGE.execute(new DataSheetPage(data)).getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(files.page(), page);
    Json.write(files.json(), DataSheetDocument.of(data));
    return files;
  }
}
