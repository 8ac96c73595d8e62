package dev.xray.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepSummaryTest {
  @TempDir Path folder;

  @Test
  void the_page_is_the_file_that_the_environment_names() throws Exception {
    Path file = folder.resolve("summary.md");
    Properties system = new Properties();
    system.setProperty("env.GITHUB_STEP_SUMMARY", file.toString());

    StepSummary.of(system).append("## A\n");

    assertThat(file).hasContent("## A\n\n");
  }

  @Test
  void what_others_wrote_stays_and_what_stands_there_is_not_written_twice() throws Exception {
    Path file = folder.resolve("summary.md");
    Files.writeString(file, "from another tool");
    Properties system = new Properties();
    system.setProperty("env.GITHUB_STEP_SUMMARY", file.toString());

    StepSummary.of(system).append("## A\n");
    StepSummary.of(system).append("### B\n");
    StepSummary.of(system).append("## A\n");

    assertThat(Files.readString(file)).isEqualTo("from another tool\n## A\n\n### B\n\n");
  }

  @Test
  void elsewhere_nothing_is_written() throws Exception {
    Properties empty = new Properties();
    empty.setProperty("env.GITHUB_STEP_SUMMARY", "");

    StepSummary.of(empty).append("## A\n");
    StepSummary.of(new Properties()).append("## A\n");

    assertThat(folder).isEmptyDirectory();
  }
}
