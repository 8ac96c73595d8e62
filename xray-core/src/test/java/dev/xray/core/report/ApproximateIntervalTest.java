package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An interval whose method covers the truth too rarely is labelled wherever it is shown. */
class ApproximateIntervalTest {
  @Test
  void the_page_says_so_beside_the_bounds() throws Exception {
    assertThat(page(Examples.approximate()))
        .containsPattern("<dt>ROC AUC</dt><dd>[^<]*<span class=\"within\">[0-9.–]+, approximate<")
        // In the table of figures at 0.5, and among sets and slices; both areas there.
        .satisfies(text -> assertThat(text.split(", approximate", -1)).hasSize(1 + 4));
    assertThat(page(Examples.typical())).doesNotContain(", approximate");
  }

  @Test
  void evaluation_json_says_so_of_each_interval() throws Exception {
    String json = Json.text(EvaluationDocument.of(Examples.approximate()));

    assertThat(json.split("\"approximate\" : true", -1)).hasSize(1 + 2);
    assertThat(Json.text(EvaluationDocument.of(Examples.typical())))
        .contains("\"approximate\" : false")
        .doesNotContain("\"approximate\" : true");
  }

  @Test
  void the_console_marks_it_and_explains_the_mark() throws Exception {
    assertThat(ConsoleTable.lines(Examples.approximate()))
        .anyMatch(line -> line.matches("  ROC AUC .*\\[[0-9.]+-[0-9.]+]~ .*"))
        .anyMatch(line -> line.matches("  sensitivity .*]~ .*\\[[0-9.]+-[0-9.]+]  .*"))
        .filteredOn(line -> line.startsWith("  ~ approximate: "))
        .hasSize(1);
    assertThat(ConsoleTable.lines(Examples.typical())).noneMatch(line -> line.contains("~"));
  }

  @Test
  void the_summary_says_so() throws Exception {
    assertThat(summary(Examples.approximate())).containsPattern("ROC AUC \\|.*, approximate]");
    assertThat(summary(Examples.typical())).doesNotContain("approximate");
  }

  private static String page(ReportData data) {
    List<String> scripts = PageAssets.get().scripts();
    String page = new String(HtmlReport.of(data), StandardCharsets.UTF_8);
    for (String script : scripts) {
      page = page.replace(script, "");
    }
    return page;
  }

  private static String summary(ReportData data) {
    return new String(
        Summary.of(EvaluationDocument.of(data), Optional.empty()), StandardCharsets.UTF_8);
  }
}
