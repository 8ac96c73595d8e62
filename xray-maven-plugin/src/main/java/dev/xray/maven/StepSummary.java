package dev.xray.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/**
 * The page of a GitHub Actions job: a Markdown file that {@value #VARIABLE} names, to which each
 * step appends.
 *
 * @param file empty where the build does not run there
 */
record StepSummary(Optional<Path> file) {
  private static final String VARIABLE = "GITHUB_STEP_SUMMARY";

  /**
   * The page of this build.
   *
   * @param system Maven's system properties, which hold its environment as {@code env.<name>}
   */
  static StepSummary of(Properties system) {
    String file = system.getProperty("env." + VARIABLE, "");
    return new StepSummary(file.isBlank() ? Optional.empty() : Optional.of(Path.of(file)));
  }

  /** Appends Markdown, unless it stands there already: a goal may run twice in one step. */
  void append(String markdown) throws IOException {
    if (file.isEmpty()) {
      return;
    }
    String present = Files.exists(file.get()) ? Files.readString(file.get()) : "";
    if (!present.contains(markdown)) {
      Files.writeString(
          file.get(),
          (present.isEmpty() || present.endsWith("\n") ? "" : "\n") + markdown + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }
}
