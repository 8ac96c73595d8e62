package dev.xray.core.report;

import dev.xray.core.AtomicFiles;
import dev.xray.core.Json;
import dev.xray.core.SettingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The evaluation of this build against another: figures of the whole test sets side by side, and
 * differences with intervals and tests on the images that both have tested; the same of every
 * external set and every slice of the test set that both have. The same files give the same
 * comparison.
 *
 * @param document everything there is to say
 */
public record Comparison(ComparisonDocument document) {
  private static final String MARKDOWN = "comparison.md";

  /**
   * The files of a comparison.
   *
   * @param json {@code comparison.json}
   * @param markdown {@code comparison.md}
   */
  public record Written(Path json, Path markdown) {}

  /**
   * Compares.
   *
   * @param current the evaluation of this build; seeds the bootstrap
   * @param baseline the one to compare with
   * @throws SettingException if the evaluations name thresholds that are none
   */
  public static Comparison of(Compared current, Compared baseline) throws SettingException {
    return new Comparison(new Comparer(current, baseline).document());
  }

  /** The comparison for a reader: Markdown, as GitHub shows it. */
  public String markdown() {
    return new ComparisonMarkdown(document).text();
  }

  /** The comparison for a build's log: lines without line ends, ASCII but for names. */
  public List<String> lines() {
    return new ComparisonLog(document).lines();
  }

  /**
   * Writes {@code comparison.md} and then {@code comparison.json}, so that a folder with the latter
   * is complete.
   *
   * @param folder made if it does not exist
   */
  public Written write(Path folder) throws IOException {
    Path json = folder.resolve(ComparisonDocument.FILE);
    Path markdown = folder.resolve(MARKDOWN);
    AtomicFiles.write(markdown, markdown().getBytes(StandardCharsets.UTF_8));
    Json.write(json, document);
    return new Written(json, markdown);
  }

  /**
   * Removes what {@link #write} leaves: call it first, so that a failed comparison leaves nothing
   * that looks like a result.
   *
   * @param folder need not exist
   */
  public static void clear(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(ComparisonDocument.FILE));
    Files.deleteIfExists(folder.resolve(MARKDOWN));
  }
}
