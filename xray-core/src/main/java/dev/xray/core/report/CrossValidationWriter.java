package dev.xray.core.report;

import dev.xray.core.AtomicFiles;
import dev.xray.core.Disclaimer;
import dev.xray.core.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the result of a cross-validation: {@code cross-validation.csv} (what each model says of
 * each image; names files and patients), {@code cross-validation.md}, and {@code
 * cross-validation.json} last. The same data give the same bytes.
 */
public final class CrossValidationWriter {
  private CrossValidationWriter() {}

  /**
   * What was written.
   *
   * @param json {@code cross-validation.json}, without file names and patient ids
   * @param csv {@code cross-validation.csv}, with them
   * @param markdown {@code cross-validation.md}, without them
   */
  public record Written(Path json, Path csv, Path markdown) {
    /** Where they are in a folder. */
    public static Written in(Path folder) {
      return new Written(
          folder.resolve(CrossValidationDocument.FILE),
          folder.resolve("cross-validation.csv"),
          folder.resolve("cross-validation.md"));
    }

    /** All of them. */
    public List<Path> all() {
      return List.of(json, csv, markdown);
    }
  }

  /** Writes everything into a folder, which is made if it does not exist. */
  public static Written write(CrossValidationData data, Path folder) throws IOException {
    Written files = Written.in(folder);
    byte[] json = Json.text(CrossValidationDocument.of(data)).getBytes(StandardCharsets.UTF_8);
    byte[] markdown = markdown(data).getBytes(StandardCharsets.UTF_8);
    clear(folder);
    AtomicFiles.write(files.csv(), PredictionsCsv.of(data));
    AtomicFiles.write(files.markdown(), markdown);
    AtomicFiles.write(files.json(), json);
    return files;
  }

  /** Removes what {@link #write} leaves in a folder and nothing else. */
  public static void clear(Path folder) throws IOException {
    for (Path file : Written.in(folder).all()) {
      Files.deleteIfExists(file);
    }
  }

  /** The result as lines for a log. */
  public static List<String> table(CrossValidationData data) {
    return new CrossValidationTable(data).lines();
  }

  private static String markdown(CrossValidationData data) {
    return Templates.text("cross-validation.mustache")
        .execute(new CrossValidationTable(data).markdown(Disclaimer.TEXT));
  }
}
