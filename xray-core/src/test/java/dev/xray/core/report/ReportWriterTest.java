package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.xray.core.Disclaimer;
import dev.xray.core.Json;
import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.Method;
import dev.xray.core.evaluation.Metric;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {
  /** One report that several tests look at, since drawing takes a second. */
  @TempDir static Path typical;

  @TempDir Path folder;

  @BeforeAll
  static void writeTypical() throws Exception {
    ReportWriter.write(Examples.typical(), typical);
  }

  @Test
  void all_files_are_written_and_no_temporary_one_is_left() throws Exception {
    assertThat(files(typical).keySet())
        .containsExactlyInAnyOrder(
            "evaluation.json",
            "predictions.csv",
            "report.html",
            "published-predictions.csv",
            "published-report.html",
            "learning-curve.png",
            "summary.md",
            "predictions-grid.png",
            "confusion-training-0.5.png",
            "confusion-training-0.45.png",
            "confusion-test-0.5.png",
            "confusion-test-0.45.png",
            "samples-normal.png",
            "samples-covid.png");
  }

  @Test
  void the_same_data_give_the_same_bytes() throws Exception {
    ReportWriter.Written written = ReportWriter.write(Examples.typical(), folder);
    assertThat(written.page()).isEqualTo(folder.resolve("report.html")).exists();
    Map<String, byte[]> first = files(typical);
    files(folder).forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(first.get(name)));
  }

  @Test
  void pictures_of_an_earlier_run_do_not_stay() throws Exception {
    Files.writeString(folder.resolve("confusion-test-0.3.png"), "stale");
    Files.writeString(folder.resolve("notes.txt"), "the user's own");
    ReportWriter.write(small(), folder);
    assertThat(folder.resolve("confusion-test-0.3.png")).doesNotExist();
    assertThat(folder.resolve("notes.txt")).exists();
  }

  @Test
  void clearing_leaves_nothing_that_looks_like_a_result() throws Exception {
    ReportWriter.write(small(), folder);
    Files.writeString(folder.resolve("notes.txt"), "the user's own");
    ReportWriter.clear(folder);
    assertThat(files(folder).keySet()).containsExactly("notes.txt");
  }

  @Test
  void evaluation_json_fits_its_published_schema() throws Exception {
    for (ReportData data :
        List.of(
            Examples.typical(),
            Examples.withValidation(),
            Examples.of(Examples.image("a.png", "covid", 0.3)))) {
      String json = Json.text(EvaluationDocument.of(data));
      assertThat(schema().validate(Json.MAPPER.readTree(json))).as(json).isEmpty();
    }
  }

  @Test
  void the_schema_refuses_a_figure_without_value_and_reason() throws Exception {
    String json = Json.text(EvaluationDocument.of(Examples.of(covid(0.3))));
    String broken = json.replaceFirst("\"reason\" : \"[^\"]*\",?", "");
    assertThat(schema().validate(Json.MAPPER.readTree(broken))).isNotEmpty();
  }

  @Test
  void the_schema_refuses_a_value_without_interval_and_reason() throws Exception {
    String json = Json.text(EvaluationDocument.of(Examples.of(covid(0.3))));
    String broken = json.replaceFirst("\"noInterval\" : \"[^\"]*\",?", "");
    assertThat(broken).isNotEqualTo(json);
    assertThat(schema().validate(Json.MAPPER.readTree(broken))).isNotEmpty();
  }

  @Test
  void the_schema_knows_every_metric_and_every_method() throws Exception {
    JsonNode definitions = schema().getSchemaNode().get("$defs");
    List<String> keys = new ArrayList<>();
    definitions.get("figures").get("properties").fieldNames().forEachRemaining(keys::add);
    definitions.get("scores").get("properties").fieldNames().forEachRemaining(keys::add);
    List<String> methods = new ArrayList<>();
    definitions
        .get("interval")
        .get("properties")
        .get("method")
        .get("enum")
        .forEach(method -> methods.add(method.asText()));

    assertThat(keys)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Metric.values()).map(Metric::key).toList());
    assertThat(methods)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Method.values())
                .filter(method -> !method.paired())
                .map(Method::name)
                .toList());
  }

  @Test
  void what_is_undefined_is_null_with_a_reason_and_never_nan() throws Exception {
    ReportWriter.Written written = ReportWriter.write(Examples.of(covid(0.3)), folder);
    String json = Files.readString(written.evaluation());
    assertThat(json)
        .contains("\"value\" : null", "\"reason\" : \"there are no negative images\"")
        .doesNotContain("NaN");
  }

  @Test
  void evaluation_json_can_be_read_back() throws Exception {
    ReportData data = Examples.typical();
    EvaluationDocument read = EvaluationDocument.read(typical.resolve("evaluation.json"));
    assertThat(Json.text(read)).isEqualTo(Json.text(EvaluationDocument.of(data)));
    assertThat(read.sets().get("test").images()).isEqualTo(46);
  }

  @Test
  void evaluation_json_names_no_file_and_no_patient() throws Exception {
    assertThat(Files.readString(typical.resolve("evaluation.json")))
        .doesNotContain("made-up", "gone-1", "patient 1")
        .contains(Disclaimer.TEXT, "not audited");
  }

  @Test
  void predictions_csv_has_a_row_for_each_image_and_a_column_for_each_threshold() throws Exception {
    ReportData data =
        Examples.of(covid(0.46), Examples.image("b, \"c\".png", "normal", 0.1234567890123));
    List<String> lines = Files.readAllLines(ReportWriter.write(data, folder).predictions());
    assertThat(lines.get(0))
        .isEqualTo(
            "part,source,file,sha256,pixels,patient,label,probability,"
                + "prediction_0.5,prediction_0.45,notice");
    assertThat(lines.get(1))
        .startsWith("test,hospital,a.png,")
        .endsWith(",covid,0.46,normal,covid,\"not a medical device; not for diagnosis\"");
    assertThat(lines.get(2)).contains("\"b, \"\"c\"\".png\"", ",normal,0.1234567890123,normal,");
    assertThat(lines).hasSize(3);
  }

  @Test
  void every_picture_carries_the_disclaimer() throws Exception {
    files(typical)
        .forEach(
            (name, bytes) -> {
              if (name.endsWith(".png")) {
                assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                    .as(name)
                    .contains(Disclaimer.TEXT);
              }
            });
  }

  @Test
  void a_report_without_a_test_part_is_a_bug() throws Exception {
    ReportData data = Examples.typical();
    assertThatThrownBy(
            () ->
                new ReportData(
                    "x",
                    data.classes(),
                    Map.of(Part.TRAINING, data.parts().get(Part.TRAINING)),
                    Optional.empty(),
                    List.of(),
                    data.provenance()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_learning_curve_and_a_sample_sheet_can_be_written_alone() throws Exception {
    Path curve = folder.resolve("new/learning-curve.png");
    LearningCurve.write(Examples.history(1, true), curve);
    Path sheet = folder.resolve(SampleSheet.fileName("a/b"));
    SampleSheet.write(new ClassSamples("a/b", List.of(Examples.picture(1, true))), sheet);

    assertThat(read(curve).getWidth()).isGreaterThan(1000);
    assertThat(read(sheet).getWidth()).isGreaterThan(600);
    assertThat(sheet.getFileName()).hasToString("samples-a_b.png");
  }

  @Test
  void predictions_without_truth_are_written_as_csv_json_and_grid() throws Exception {
    PredictionReport.Files written = PredictionReport.write(Examples.predictions(), folder);

    assertThat(Files.readAllLines(written.csv()).get(2))
        .startsWith("\"b,\"\"c\"\".png\",")
        .contains(",0.46875,normal,covid,");
    assertThat(Files.readString(written.json()))
        .contains(Disclaimer.TEXT, "\"0.45\" : \"covid\"", "\"0.5\" : \"normal\"");
    assertThat(read(written.grid()).getWidth()).isGreaterThan(600);
  }

  private static ReportData small() throws Exception {
    return Examples.of(covid(0.3));
  }

  private static ImageResult covid(double probability) {
    return Examples.image("a.png", "covid", probability);
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in = ReportWriter.class.getResourceAsStream("evaluation.schema.json")) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in);
    }
  }

  private static BufferedImage read(Path file) throws IOException {
    return ImageIO.read(file.toFile());
  }

  private static Map<String, byte[]> files(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> list = Files.list(folder)) {
      for (Path file : list.filter(Files::isRegularFile).toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }
}
