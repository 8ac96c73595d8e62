package dev.xray.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/goals.md} has what the plugin has: {@code mvn xray:help -Ddetail} would show it. */
class GoalsDocumentTest {
  private static List<MojoDescriptor> goals;
  private static List<String> rows;

  @BeforeAll
  static void read() throws Exception {
    goals = Goals.all();
    rows = rows(Path.of("../docs/goals.md"));
  }

  private static List<String> rows(Path page) throws IOException {
    try (Stream<String> lines = Files.lines(page)) {
      return lines.filter(line -> line.startsWith("|")).toList();
    }
  }

  @Test
  void every_goal_is_there_with_its_default_phase_and_whether_it_needs_a_pom() {
    assertThat(goals).hasSizeGreaterThanOrEqualTo(7);
    for (MojoDescriptor goal : goals) {
      String row = row("`xray:" + goal.getGoal() + "`");
      assertThat(row)
          .contains(
              Optional.ofNullable(goal.getPhase())
                  .map(phase -> "| `" + phase + "` |")
                  .orElse("| none |"));
      assertThat(row).endsWith(goal.isProjectRequired() ? "| yes |" : "| no |");
    }
  }

  @Test
  void every_parameter_is_there_with_its_property() {
    for (MojoDescriptor goal : goals) {
      for (Parameter parameter : goal.getParameters()) {
        if (parameter.isEditable()) {
          assertThat(rows)
              .as(goal.getGoal() + " has " + parameter.getName())
              .anySatisfy(row -> assertThat(row).contains(words(goal, parameter)));
        }
      }
    }
  }

  /** Name and property, in one row. */
  private static List<String> words(MojoDescriptor goal, Parameter parameter) {
    String name = "`" + parameter.getName() + "`";
    String property = goal.getMojoConfiguration().getChild(parameter.getName()).getValue("");
    if (!property.startsWith("${")) {
      return List.of(name);
    }
    String dotted = property.substring(2, property.length() - 1);
    return dotted.equals("xray." + goal.getGoal() + ".skip")
        ? List.of(name, "`xray.<goal>.skip`")
        : List.of(name, "`" + dotted + "`");
  }

  private static String row(String firstCell) {
    return rows.stream()
        .filter(row -> row.startsWith("| " + firstCell + " |"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("docs/goals.md lacks " + firstCell));
  }
}
