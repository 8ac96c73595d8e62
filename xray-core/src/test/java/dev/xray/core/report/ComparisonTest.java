package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.Method;
import dev.xray.core.evaluation.PairedTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  /** Made once: pictures take their time. */
  @TempDir private static Path shared;

  private static ReportWriter.Written written;

  @TempDir Path folder;

  @BeforeAll
  static void evaluate() throws Exception {
    written = ReportWriter.write(Examples.typical(), shared);
  }

  @Test
  void an_evaluation_does_not_differ_from_itself() throws Exception {
    ComparisonDocument document = Comparison.of(example("this build"), example("1.0")).document();

    assertThat(document.sameTestSet()).isTrue();
    assertThat(document.images().orElseThrow().paired()).isEqualTo(46);
    assertThat(document.warnings())
        .anyMatch(warning -> warning.equals("Both evaluations are of the very same model."))
        .anyMatch(warning -> warning.startsWith("Some patients have several of these images."))
        .hasSize(2);
    document
        .paired()
        .orElseThrow()
        .scores()
        .values()
        .forEach(one -> assertThat(one.difference()).isZero());
  }

  @Test
  void comparison_json_fits_its_schema_whatever_is_missing() throws Exception {
    List<Comparison> comparisons =
        List.of(
            Comparison.of(example("this build"), example("1.0")),
            Comparison.of(example("this build"), without(example("1.0"))),
            Comparison.of(
                example("this build"), keep(example("1.0"), row -> row.label().equals("covid"))),
            Comparison.of(example("this build"), keep(example("1.0"), row -> false)));

    for (Comparison comparison : comparisons) {
      String json = Json.text(comparison.document());
      assertThat(schema().validate(Json.MAPPER.readTree(json))).as(json).isEmpty();
    }
  }

  @Test
  void the_schema_refuses_a_difference_without_interval_and_reason() throws Exception {
    JsonNode json =
        Json.MAPPER.readTree(
            Json.text(Comparison.of(example("this build"), example("1.0")).document()));
    ((ObjectNode) json.at("/paired/scores/ece")).remove("noInterval");

    assertThat(schema().validate(json)).isNotEmpty();
  }

  @Test
  void the_schema_knows_every_method_and_every_test_of_a_difference() throws Exception {
    try (InputStream in = Comparison.class.getResourceAsStream("comparison.schema.json")) {
      JsonNode definitions = Json.MAPPER.readTree(in).get("$defs");

      assertThat(definitions.at("/interval/properties/method/enum"))
          .map(JsonNode::asText)
          .containsExactlyElementsOf(
              Arrays.stream(Method.values()).filter(Method::paired).map(Method::name).toList());
      assertThat(definitions.at("/difference/properties/test/properties/kind/enum"))
          .map(JsonNode::asText)
          .containsExactlyElementsOf(
              Arrays.stream(PairedTest.Kind.values()).map(PairedTest.Kind::name).toList());
    }
  }

  @Test
  void the_same_files_give_the_same_bytes() throws Exception {
    Comparison.of(example("this build"), example("1.0")).write(folder.resolve("one"));
    Comparison.of(example("this build"), example("1.0")).write(folder.resolve("two"));

    for (String file : List.of("comparison.json", "comparison.md")) {
      assertThat(folder.resolve("one").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
    }
  }

  @Test
  void test_sets_that_differ_are_said_loudly_and_compared_on_the_common_images_alone()
      throws Exception {
    Compared baseline = keep(example("1.0"), row -> row.pixels().compareTo("8") < 0);
    int common = test(baseline).size();
    Comparison comparison = Comparison.of(example("this build"), baseline);

    assertThat(comparison.document().sameTestSet()).isFalse();
    assertThat(comparison.document().images().orElseThrow().paired()).isEqualTo(common);
    assertThat(comparison.document().paired().orElseThrow().images()).isEqualTo(common);
    assertThat(comparison.document().warnings().get(0))
        .isEqualTo(
            "THE TEST SETS DIFFER: 46 images here, "
                + common
                + " in 1.0, "
                + common
                + " in both. Figures of the whole test sets stand side by side, and their"
                + " differences are no evidence; tests rest on the "
                + common
                + " common images alone.");
    assertThat(comparison.markdown())
        .contains("## On the same images", "## Whole test sets side by side");
  }

  @Test
  void without_a_common_image_nothing_is_tested() throws Exception {
    Comparison comparison =
        Comparison.of(example("this build"), keep(example("1.0"), row -> false));

    assertThat(comparison.document().paired()).isEmpty();
    assertThat(comparison.lines().get(0))
        .endsWith("whole test sets side by side, nothing is tested");
    assertThat(comparison.markdown()).doesNotContain("p 0.", "p 1.");
  }

  @Test
  void an_image_with_another_label_has_no_part_in_the_tests() throws Exception {
    Compared baseline = example("1.0");
    Predictions.Row wrong = test(baseline).get(0);
    Comparison comparison =
        Comparison.of(
            example("this build"),
            replace(
                baseline,
                wrong,
                row("test", wrong.pixels(), wrong.label().equals("covid") ? "normal" : "covid")));

    assertThat(comparison.document().images().orElseThrow().labelsDiffer()).isEqualTo(1);
    assertThat(comparison.document().paired().orElseThrow().images()).isEqualTo(45);
    assertThat(comparison.document().warnings())
        .contains("1 common image has another label here than in 1.0, and no part in the tests.");
  }

  @Test
  void an_image_from_which_the_other_has_learned_is_unfair() throws Exception {
    Compared baseline = example("1.0");
    Predictions.Row leaked = test(baseline).get(0);
    Comparison comparison =
        Comparison.of(
            example("this build"),
            replace(baseline, leaked, row("training", leaked.pixels(), leaked.label())));

    assertThat(comparison.document().images().orElseThrow().learnedByBaseline()).isEqualTo(1);
    assertThat(comparison.document().paired().orElseThrow().images()).isEqualTo(45);
    assertThat(comparison.document().warnings())
        .contains(
            "1.0 HAS LEARNED FROM 1 image of this test set (training or validation): a comparison"
                + " on them would be unfair, and the tests leave them out.");
  }

  @Test
  void an_image_that_a_set_has_both_learned_from_and_tested_is_left_out() throws Exception {
    Compared baseline = example("1.0");
    Predictions.Row leaked = test(baseline).get(0);
    List<Predictions.Row> rows = new ArrayList<>(baseline.predictions().orElseThrow().rows());
    rows.add(row("validation", leaked.pixels(), leaked.label()));
    Comparison comparison = Comparison.of(example("this build"), with(baseline, rows));

    assertThat(comparison.document().images().orElseThrow().commonLearned()).isEqualTo(1);
    assertThat(comparison.document().paired().orElseThrow().images()).isEqualTo(45);
  }

  @Test
  void other_classes_are_not_compared() throws Exception {
    Compared baseline = example("1.0");
    EvaluationDocument e = baseline.evaluation();
    EvaluationDocument other =
        new EvaluationDocument(
            e.schema(),
            e.formatVersion(),
            e.disclaimer(),
            e.name(),
            new Classes("normal", "pneumonia"),
            e.audit(),
            e.chosenThreshold(),
            e.calibration(),
            e.sets(),
            e.provenance());
    Comparison comparison =
        Comparison.of(example("this build"), new Compared("1.0", other, baseline.predictions()));

    assertThat(comparison.document().paired()).isEmpty();
    assertThat(comparison.document().warnings().get(0))
        .isEqualTo(
            "The classes differ: normal and covid here, normal and pneumonia in 1.0. Figures of"
                + " one class say nothing about another; no difference is tested.");
  }

  @Test
  void predictions_of_another_evaluation_are_refused() throws Exception {
    List<String> lines = Files.readAllLines(written.publishedPredictions());
    Path shorter = Files.write(folder.resolve("p.csv"), lines.subList(0, lines.size() - 1));

    assertThatThrownBy(() -> Compared.read("1.0", written.evaluation(), Optional.of(shorter)))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("has 45 test images, but")
        .hasMessageEndingWith("speaks of 46: they are not of one evaluation.");
  }

  @Test
  void a_probability_that_is_none_is_refused_with_its_line() throws Exception {
    Path file = folder.resolve("predictions.csv");
    Files.writeString(
        file, "part,pixels,patient,label,probability\ntest,ab,,covid,0.5\ntest,cd,,covid,1.5\n");

    assertThatThrownBy(() -> Predictions.read(file))
        .isInstanceOf(XrayException.class)
        .hasMessageEndingWith(
            "predictions.csv, line 3, has the probability '1.5': it is not in [0, 1].");
  }

  @Test
  void a_table_without_the_digests_of_the_pixels_is_refused() throws Exception {
    Path file = folder.resolve("predictions.csv");
    Files.writeString(file, "part,patient,label,probability\ntest,,covid,0.5\n");

    assertThatThrownBy(() -> Predictions.read(file))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("line 2, has no pixels");
  }

  @Test
  void an_evaluation_of_another_format_says_what_to_do() throws Exception {
    Path file = folder.resolve("evaluation.json");
    Files.writeString(file, "{\"formatVersion\": 1}");

    assertThatThrownBy(() -> EvaluationDocument.read(file))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("is an evaluation of format 1, but this version of xray reads format")
        .hasMessageContaining("mvn xray:evaluate -Dxray.model=");
  }

  private static Compared example(String origin) throws Exception {
    return Compared.read(origin, written.evaluation(), Optional.of(written.publishedPredictions()));
  }

  private static Compared without(Compared one) {
    return new Compared(one.origin(), one.evaluation(), Optional.empty());
  }

  private static Compared with(Compared one, List<Predictions.Row> rows) {
    return new Compared(one.origin(), one.evaluation(), Optional.of(new Predictions(rows)));
  }

  private static List<Predictions.Row> test(Compared one) {
    return one.predictions().orElseThrow().rows().stream()
        .filter(row -> row.part().equals("test"))
        .toList();
  }

  private static Compared keep(Compared one, Predicate<Predictions.Row> kept) {
    return with(one, test(one).stream().filter(kept).toList());
  }

  private static Compared replace(Compared one, Predictions.Row old, Predictions.Row by) {
    List<Predictions.Row> rows = new ArrayList<>(one.predictions().orElseThrow().rows());
    rows.set(rows.indexOf(old), by);
    return with(one, rows);
  }

  private static Predictions.Row row(String part, String pixels, String label) {
    return new Predictions.Row(part, pixels, Optional.empty(), label, 0.5);
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in = Comparison.class.getResourceAsStream("comparison.schema.json")) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in);
    }
  }
}
