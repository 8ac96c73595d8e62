package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExternalFallsTest {
  private static final String SPECIFICITY =
      "The result does not hold on the images of elsewhere: specificity at threshold 0.5 is 0.333"
          + " (10/30, interval 0.192–0.513), where the test images gave 1.000 (20/20, interval"
          + " 0.838–1.000).";

  @Test
  void a_figure_whose_interval_lies_below_the_test_sets_is_named_with_both() throws Exception {
    EvaluationDocument document = EvaluationDocument.of(Examples.withExternal(20));

    assertThat(ExternalFalls.of(document)).containsExactly(SPECIFICITY);
  }

  @Test
  void intervals_that_overlap_say_nothing() throws Exception {
    assertThat(ExternalFalls.of(EvaluationDocument.of(Examples.withExternal(2)))).isEmpty();
  }

  @Test
  void without_external_sets_there_is_nothing_to_say() throws Exception {
    assertThat(ExternalFalls.of(EvaluationDocument.of(Examples.withValidation()))).isEmpty();
  }

  @Test
  void page_summary_and_log_all_say_it() throws Exception {
    ReportData data = Examples.withExternal(20);
    String summary =
        new String(
            Summary.of(EvaluationDocument.of(data), Optional.empty()), StandardCharsets.UTF_8);
    List<String> log = ConsoleTable.lines(data);

    assertThat(new PageBuilder(data, true).build().cautions()).startsWith(SPECIFICITY);
    assertThat(summary)
        .contains("\n\n**" + SPECIFICITY + "**\n\n| set |")
        .contains("| | test | elsewhere |");
    assertThat(log.get(log.size() - 1)).isEqualTo(SPECIFICITY.replace('–', '-'));
  }
}
