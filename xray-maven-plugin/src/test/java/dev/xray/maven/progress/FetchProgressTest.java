package dev.xray.maven.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class FetchProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<String> logged = new ArrayList<>();
  private final StringWriter drawn = new StringWriter();
  private long nanos;

  private SystemStreamLog log() {
    return new SystemStreamLog() {
      @Override
      public void info(CharSequence text) {
        logged.add(text.toString());
      }
    };
  }

  @Test
  void a_log_gets_a_line_every_half_minute() {
    FetchProgress progress = new FetchProgress(log(), Optional.empty(), 80, () -> nanos);

    for (int i = 1; i <= 70; i++) {
      nanos = i * SECOND;
      progress.progress("lungs", i * 1_000_000L, 100_000_000L, "bytes");
    }

    assertThat(logged).containsExactly("lungs: 30.0 of 100.0 MB", "lungs: 60.0 of 100.0 MB");
  }

  @Test
  void a_terminal_gets_a_line_that_is_wiped_before_anything_else_is_said() {
    FetchProgress progress =
        new FetchProgress(log(), Optional.of(new PrintWriter(drawn)), 30, () -> nanos);

    nanos = SECOND;
    progress.progress("Unpacking lungs", 7, -1, "files");
    progress.progress("Unpacking lungs", 8, -1, "files");
    nanos = 2 * SECOND;
    progress.progress("a-collection-with-a-long-name", 1, 2, "files");
    progress.info("Fetched.");

    assertThat(drawn.toString())
        .isEqualTo(
            "\r\u001b[KUnpacking lungs: 7 files"
                + "\r\u001b[Ka-collection-with-a-long-name"
                + "\r\u001b[K");
    assertThat(logged).containsExactly("Fetched.");
  }
}
