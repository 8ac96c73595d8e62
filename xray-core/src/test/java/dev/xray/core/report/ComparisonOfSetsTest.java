package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.xray.core.AtomicFiles;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.report.ComparisonDocument.SetComparison;
import dev.xray.core.report.ComparisonDocument.SliceComparison;
import dev.xray.core.report.EvaluationDocument.SetDocument;
import dev.xray.core.report.EvaluationDocument.SliceDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** External sets, and slices of the test set: 90 test images by sex, 40 images elsewhere. */
class ComparisonOfSetsTest {
  @TempDir private static Path shared;

  private static Path evaluation;
  private static Path own;
  private static Path published;

  @TempDir Path folder;

  @BeforeAll
  static void evaluate() throws Exception {
    ReportData data = LiveExample.data();
    evaluation = shared.resolve("evaluation.json");
    Json.write(evaluation, EvaluationDocument.of(data));
    own = shared.resolve("predictions.csv");
    AtomicFiles.write(own, PredictionsCsv.of(data));
    published = shared.resolve("published-predictions.csv");
    AtomicFiles.write(published, PredictionsCsv.published(PublishedReport.of(data)));
  }

  @Test
  void only_the_table_that_stays_here_says_which_image_belongs_to_a_slice() throws Exception {
    assertThat(Files.readAllLines(own).get(0)).endsWith(",slice_sex,notice");
    assertThat(Files.readString(published)).doesNotContain("slice", ",F,", ",M,");
    assertThat(Predictions.read(own).rows())
        .allMatch(row -> List.of("F", "M", "unknown").contains(row.slices().get("sex")));
    assertThat(Predictions.read(published).rows()).allMatch(row -> row.slices().isEmpty());
  }

  @Test
  void an_external_set_that_both_have_is_compared_on_the_images_that_both_have_seen()
      throws Exception {
    Comparison comparison = Comparison.of(here(), worse());

    SetComparison set = only(comparison.document().externalSets());
    assertThat(set.name()).isEqualTo("elsewhere");
    assertThat(set.sameImages()).isTrue();
    assertThat(set.images().orElseThrow().paired()).isEqualTo(40);
    assertThat(set.paired().orElseThrow().images()).isEqualTo(40);
    assertThat(set.paired().orElseThrow().scores().get("rocAuc").test()).isPresent();
    assertThat(set.paired().orElseThrow().scores().get("logLoss").difference()).isNotZero();
    assertThat(comparison.markdown())
        .contains("## External set elsewhere: on the same images")
        .doesNotContain("External set elsewhere: whole sets");
    assertThat(comparison.lines())
        .anyMatch(line -> line.startsWith("External set elsewhere, on 40 images that both have"));
  }

  @Test
  void a_slice_is_compared_on_the_images_that_this_build_puts_there() throws Exception {
    Comparison comparison = Comparison.of(here(), worse());

    for (SliceComparison slice : comparison.document().slices()) {
      long members =
          here().predictions().orElseThrow().rows().stream()
              .filter(row -> row.part().equals("test"))
              .filter(row -> slice.value().equals(row.slices().get("sex")))
              .count();
      assertThat(slice.paired().orElseThrow().images()).isEqualTo((int) members);
      assertThat(slice.current()).isEqualTo(slice.baseline());
    }
    assertThat(comparison.document().slices())
        .extracting(SliceComparison::value)
        .containsExactly("F", "M", "unknown");
    assertThat(comparison.document().warnings()).noneMatch(warning -> warning.contains("slice"));
  }

  @Test
  void a_small_slice_is_shown_as_such_and_without_a_test() throws Exception {
    Comparison comparison = Comparison.of(here(), worse());

    assertThat(comparison.document().slices())
        .filteredOn(SliceComparison::tooSmall)
        .extracting(SliceComparison::value)
        .containsExactly("unknown");
    assertThat(row(comparison, "| sex=F |")).contains(", p ");
    assertThat(row(comparison, "| sex=unknown (small) |")).doesNotContain(", p ");
    assertThat(comparison.lines())
        .contains("3 slices of the test set, 1 of them too small for a statement: see the file")
        .anyMatch(line -> line.startsWith("  sex=F "))
        .noneMatch(line -> line.startsWith("  sex=unknown"));
  }

  @Test
  void the_test_set_comes_first_then_external_sets_then_slices() throws Exception {
    String markdown = Comparison.of(here(), worse()).markdown();

    assertThat(markdown.lines().filter(line -> line.startsWith("## ")))
        .containsExactly(
            "## On the same images",
            "## External set elsewhere: on the same images",
            "## Slices of the test set, on the same images");
  }

  @Test
  void a_table_that_does_not_say_the_slices_leaves_them_side_by_side_and_says_so()
      throws Exception {
    Comparison comparison =
        Comparison.of(Compared.read("this build", evaluation, Optional.of(published)), worse());

    assertThat(comparison.document().slices()).allMatch(slice -> slice.paired().isEmpty());
    assertThat(comparison.document().warnings())
        .contains(
            "The predictions.csv of this build does not say which image belongs to which slice: no"
                + " difference of a slice is tested. Evaluate again for a table that does.");
    assertThat(comparison.markdown())
        .contains(
            "## Slices of the test set, side by side", "No difference in this table is tested")
        .doesNotContain("## Slices of the test set, on the same images");
  }

  @Test
  void an_external_set_of_other_images_is_said_loudly() throws Exception {
    Compared baseline =
        with(
            worse(),
            row ->
                row.part().equals("elsewhere") && row.pixels().compareTo("8") < 0
                    ? row("gone", row.pixels(), row.label())
                    : row);
    Comparison comparison = Comparison.of(here(), baseline);
    int common = only(comparison.document().externalSets()).images().orElseThrow().common();

    assertThat(common).isBetween(1, 39);
    assertThat(comparison.document().sameTestSet()).isTrue();
    assertThat(comparison.document().warnings())
        .contains(
            "THE EXTERNAL SETS elsewhere DIFFER: 40 images here, "
                + common
                + " in 1.0, "
                + common
                + " in both. Figures of the whole external sets elsewhere stand side by side, and"
                + " their differences are no evidence; tests rest on the "
                + common
                + " common images alone.");
    assertThat(comparison.markdown())
        .contains("## External set elsewhere: whole sets side by side");
  }

  @Test
  void external_images_from_which_the_other_has_learned_are_left_out() throws Exception {
    Predictions.Row leaked = images(worse(), "elsewhere").get(0);
    Predictions.Row replaced = images(worse(), "training").get(0);
    Compared baseline =
        with(
            worse(),
            row -> row.equals(replaced) ? row("training", leaked.pixels(), leaked.label()) : row);
    Comparison comparison = Comparison.of(here(), baseline);

    assertThat(comparison.document().warnings())
        .contains(
            "1.0 HAS LEARNED FROM 1 image of this external set elsewhere (training or validation):"
                + " a comparison on them would be unfair, and the tests leave them out.");
    assertThat(only(comparison.document().externalSets()).paired().orElseThrow().images())
        .isEqualTo(39);
  }

  @Test
  void what_just_one_has_is_named_and_not_compared() throws Exception {
    Compared without =
        changed(
            worse(),
            sets -> {
              sets.put("far-away", sets.remove("elsewhere"));
              sets.computeIfPresent(
                  "test", (name, test) -> slices(test, test.slices().subList(0, 1)));
              return sets;
            });
    Comparison comparison = Comparison.of(here(), without);

    assertThat(comparison.document().externalSets()).isEmpty();
    assertThat(comparison.document().onlyCurrent().externalSets()).containsExactly("elsewhere");
    assertThat(comparison.document().onlyCurrent().slices())
        .containsExactly("sex=M", "sex=unknown");
    assertThat(comparison.document().onlyBaseline().externalSets()).containsExactly("far-away");
    assertThat(comparison.lines())
        .contains(
            "Not compared, since only this build has them: the external sets elsewhere; the slices"
                + " sex=M, sex=unknown.",
            "Not compared, since only 1.0 has them: the external sets far-away.");
    assertThat(comparison.markdown()).contains("since only 1.0 has them: the external sets far");
  }

  @Test
  void slices_of_other_metadata_are_said() throws Exception {
    Compared other =
        changed(
            worse(),
            sets -> {
              sets.computeIfPresent(
                  "test", (name, test) -> slices(test, List.of(larger(test.slices().get(0)))));
              return sets;
            });
    int images = here().test().slices().get(0).images();

    assertThat(Comparison.of(here(), other).document().warnings())
        .contains(
            "The test sets are the same, but not what the metadata say of the images, so that these"
                + " slices differ: sex=F ("
                + images
                + " here, "
                + (images + 1)
                + " there). Tests rest on the slices of this build.");
  }

  @Test
  void a_table_that_lacks_an_external_image_is_of_another_evaluation() throws Exception {
    List<String> lines = Files.readAllLines(own);
    Path shorter =
        Files.write(
            folder.resolve("p.csv"),
            lines.stream().filter(line -> !line.contains("made-up-elsewhere-000.png")).toList());

    assertThatThrownBy(() -> Compared.read("1.0", evaluation, Optional.of(shorter)))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("has 39 elsewhere images, but")
        .hasMessageEndingWith("speaks of 40: they are not of one evaluation.");
  }

  @Test
  void comparison_json_fits_its_schema() throws Exception {
    for (Compared baseline :
        List.of(worse(), new Compared("1.0", worse().evaluation(), Optional.empty()))) {
      String json = Json.text(Comparison.of(here(), baseline).document());
      assertThat(schema().validate(Json.MAPPER.readTree(json))).as(json).isEmpty();
    }
  }

  private static Compared here() throws Exception {
    return Compared.read("this build", evaluation, Optional.of(own));
  }

  /** The same images, as they are published, and probabilities that are nearer to 1. */
  private static Compared worse() throws Exception {
    return with(
        Compared.read("1.0", evaluation, Optional.of(published)),
        row ->
            new Predictions.Row(
                row.part(),
                row.pixels(),
                row.patient(),
                row.label(),
                row.pixels().compareTo("8") < 0
                    ? Math.sqrt(row.probability())
                    : row.probability()));
  }

  private static Compared with(Compared one, UnaryOperator<Predictions.Row> change) {
    return new Compared(
        one.origin(),
        one.evaluation(),
        one.predictions()
            .map(table -> new Predictions(table.rows().stream().map(change).toList())));
  }

  private static List<Predictions.Row> images(Compared one, String set) {
    return one.predictions().orElseThrow().rows().stream()
        .filter(row -> row.part().equals(set))
        .toList();
  }

  private static Compared changed(Compared one, UnaryOperator<Map<String, SetDocument>> change) {
    EvaluationDocument e = one.evaluation();
    return new Compared(
        one.origin(),
        new EvaluationDocument(
            e.schema(),
            e.formatVersion(),
            e.disclaimer(),
            e.name(),
            e.classes(),
            e.audit(),
            e.chosenThreshold(),
            e.calibration(),
            change.apply(new TreeMap<>(e.sets())),
            e.provenance()),
        one.predictions());
  }

  private static SetDocument slices(SetDocument one, List<SliceDocument> slices) {
    return new SetDocument(
        one.role(),
        one.caution(),
        one.images(),
        one.positives(),
        one.negatives(),
        one.patients(),
        one.imagesWithoutPatient(),
        one.scores(),
        one.thresholds(),
        one.reliability(),
        slices);
  }

  private static SliceDocument larger(SliceDocument one) {
    return new SliceDocument(
        one.column(),
        one.value(),
        one.tooSmall(),
        one.images() + 1,
        one.positives(),
        one.negatives() + 1,
        one.patients(),
        one.imagesWithoutPatient(),
        one.scores(),
        one.thresholds());
  }

  private static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }

  private static String row(Comparison comparison, String start) {
    return comparison
        .markdown()
        .lines()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow();
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
