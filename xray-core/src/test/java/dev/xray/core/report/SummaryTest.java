package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Disclaimer;
import dev.xray.core.evaluation.gate.GateResult;
import dev.xray.core.evaluation.gate.GateResult.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
  @TempDir Path folder;

  @Test
  void it_shows_sets_figures_with_intervals_threshold_audit_and_disclaimer() throws Exception {
    EvaluationDocument document = EvaluationDocument.of(Examples.withValidation());
    String text = new String(Summary.of(document, Optional.empty()), StandardCharsets.UTF_8);

    assertThat(text)
        .startsWith("## ")
        .contains("**" + Disclaimer.TEXT + "**")
        .contains("Audit: not audited. Chosen threshold: none.")
        .contains("| set | role | images | covid | normal | patients |")
        .contains("| training | training | 60 |")
        .contains(
            "**At threshold 0.5**\n\n| | test | validation |\n|---|---|---|\n| sensitivity | ")
        .contains("**At threshold 0.45**")
        .containsPattern("\\| ROC AUC \\| \\*\\*[0-9.>]+\\*\\*")
        .containsPattern(
            "\\| sensitivity \\| \\*\\*[0-9.]+\\*\\* \\[[0-9.]+–[0-9.]+\\] \\d+/\\d+ \\| \\*\\*")
        .doesNotContain("&quot;", "Cross-validation");
  }

  @Test
  void it_stands_beside_the_evaluation_and_is_replaced_with_it() throws Exception {
    ReportWriter.Written written = ReportWriter.write(Examples.withValidation(), folder);
    Path file = written.evaluation().resolveSibling(Summary.FILE);

    assertThat(Files.readAllBytes(file))
        .isEqualTo(Summary.of(EvaluationDocument.read(written.evaluation()), Optional.empty()));
    ReportWriter.clear(folder);
    assertThat(file).doesNotExist();
  }

  @Test
  void a_cross_validation_is_a_line_with_folds_apart_from_seeds() throws Exception {
    CrossValidationDocument document =
        CrossValidationDocument.of(LiveExample.crossValidation(5, 3));
    String text =
        new String(
            Summary.of(EvaluationDocument.of(Examples.withValidation()), Optional.of(document)),
            StandardCharsets.UTF_8);
    double pooled = Objects.requireNonNull(document.pooled().scores().get("rocAuc").value());

    assertThat(text)
        .contains(
            "Cross-validation of the recipe (5 folds, grouped by patient, 3 repeats): ROC AUC out"
                + " of fold "
                + Numbers.share(pooled)
                + " (")
        .contains(
            ", 90 images; over the folds "
                + Numbers.spread(document.overFolds().scores().get("rocAuc"))
                + "; over the seeds "
                + Numbers.spread(document.overSeeds().orElseThrow().scores().get("rocAuc"))
                + ".\n");
  }

  @Test
  void the_gates_are_a_table_that_no_value_can_break() {
    String text =
        GateMarkdown.of(
            "covid-cxr",
            List.of(
                new GateResult("a", Status.PASSED, "a is good."),
                new GateResult("b (x=|<b>*y*)", Status.VIOLATED, "b is\nbad."),
                new GateResult("c", Status.UNDECIDED, "c is missing.")));

    assertThat(text)
        .isEqualTo(
            """
            ### Gates of covid-cxr

            1 of 3 passed.

            | | gate | found |
            |---|---|---|
            | ✓ passed | a | a is good. |
            | ✗ violated | b (x=\\|&lt;b>\\*y\\*) | b is bad. |
            | ✗ cannot be checked | c | c is missing. |
            """);
  }
}
