package dev.xray.core.dataset.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Looks for what must be nowhere. */
final class Secrets {
  private Secrets() {}

  /** In no file below a folder, in no file's name, and in nothing that was said. */
  static void assertNowhere(Path folder, String said, String... secrets) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        String text =
            Files.isRegularFile(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                : "";
        assertThat(file + text).as(file.toString()).doesNotContain(secrets);
      }
    }
    assertThat(said).doesNotContain(secrets);
  }
}
