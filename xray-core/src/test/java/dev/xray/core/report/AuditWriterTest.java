package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.xray.core.Disclaimer;
import dev.xray.core.Json;
import dev.xray.core.audit.Checks;
import dev.xray.core.audit.Finding;
import dev.xray.core.audit.NamedImage;
import dev.xray.core.audit.Severity;
import dev.xray.core.audit.leakage.Leakage;
import dev.xray.core.audit.probe.ProbeReport;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.explanation.MapMethod;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditWriterTest {
  private static final NamedImage TRAINED = image("secret-1.png", "training");
  private static final NamedImage TESTED = image("secret-2.png", "test");

  @TempDir Path folder;

  @Test
  void audit_json_fits_its_published_schema_and_can_be_read_back() throws Exception {
    AuditWriter.Written written = AuditWriter.write(full(), folder);

    String json = Files.readString(written.json());
    assertThat(schema().validate(Json.MAPPER.readTree(json))).isEmpty();
    assertThat(AuditDocument.read(written.json())).isEqualTo(AuditDocument.of(full()));
    assertThat(schema().validate(Json.MAPPER.readTree(json.replace("\"raised\"", "\"risen\""))))
        .isNotEmpty();
  }

  @Test
  void an_audit_that_found_nothing_says_so_in_every_file() throws Exception {
    AuditWriter.Written written = AuditWriter.write(quiet(), folder);

    assertThat(schema().validate(Json.MAPPER.readTree(Files.readString(written.json())))).isEmpty();
    assertThat(Files.readString(written.json())).contains("\"level\" : \"nothing found\"");
    assertThat(Files.readString(written.markdown())).contains("## Audit of demo: nothing found");
    assertThat(Files.readString(written.page()))
        .contains("nothing found", "No patient, file or picture stands where it must not.");
  }

  @Test
  void the_page_shows_what_was_found_side_by_side_and_the_rest_names_no_file_and_no_patient()
      throws Exception {
    AuditWriter.Written written = AuditWriter.write(full(), folder);

    assertThat(Files.readString(written.page()))
        .contains("not credible", "One picture stands on both sides.", "Meaning of border.")
        .contains("secret-1.png", "secret-2.png", "training", "test", "patient: secret patient")
        .contains(
            "data:image/jpeg;base64,",
            "no picture",
            "Shortcut probes",
            "corners swapped between classes")
        .contains("alt=\"a test image, left and right flipped\"");
    for (Path file : List.of(written.json(), written.markdown())) {
      assertThat(Files.readString(file))
          .contains("not credible", Disclaimer.TEXT)
          .doesNotContain("secret");
    }
    assertThat(Files.readString(written.markdown()))
        .contains("| border | title of border | ROC AUC 0.900 |", "**alarm**");
  }

  @Test
  void the_page_shows_associations_and_null_baselines_with_the_model_beside_them()
      throws Exception {
    String page = Files.readString(AuditWriter.write(full(), folder).page());

    assertThat(page)
        .contains("Every covid image comes from ours, every normal one from theirs")
        .contains("source: theirs</th><td>30</td><td>0</td>")
        .contains("raises no alarm: the disease may be behind it")
        .contains("cannot contain the disease", "simple but legitimate")
        .contains("not tried: there are no lung masks")
        .contains("the outermost 8% of the picture", "<td>yes</td>", "<td>no</td>")
        .contains("It is not shown that the model, whose AUC is ", "does better than");
    assertThat(Files.readString(AuditWriter.write(quiet(), folder).page()))
        .doesNotContain("Null baselines");
  }

  @Test
  void the_page_shows_maps_of_some_images_where_a_model_was_explained() throws Exception {
    assertThat(Files.readString(AuditWriter.write(full(), folder).page()))
        .contains("HiResCAM maps of 1 of 7 images, errors first")
        .contains(
            "alt=\"HiResCAM of missed.png: strongest for covid at", "covid, 0.930 ✗ is normal");
    assertThat(Files.readString(AuditWriter.write(quiet(), folder).page()))
        .doesNotContain("maps of");
  }

  @Test
  void a_border_that_is_read_the_wrong_way_round_is_told_in_words() throws Exception {
    AuditWriter.Written written = AuditWriter.write(reversed(), folder);

    assertThat(Files.readString(written.page()))
        .contains("so far does the model tell the classes apart, in reverse, by what cannot")
        .contains("0 would be to know the classes and to take each for the other.")
        .contains("ROC AUC, in reverse 0.958");
    assertThat(Files.readString(written.markdown())).contains("ROC AUC, in reverse 0.958");
    assertThat(Files.readString(AuditWriter.write(full(), folder).page()))
        .doesNotContain("in reverse", "0 would be to know the classes");
  }

  @Test
  void the_page_loads_nothing_and_escapes_what_it_shows() throws Exception {
    NamedImage evil =
        new NamedImage(
            "<b>", "<script>x</script>.png", "covid", "external", Optional.empty(), folder);
    AuditData data = data(List.of(finding(List.of(evil))), List.of(), AuditSections.NONE, Map.of());

    String page = Files.readString(AuditWriter.write(data, folder).page());
    assertThat(page).contains("default-src 'none'", "&lt;script&gt;x&lt;/script&gt;.png");
    assertThat(page).doesNotContain("<script", "http://", "https://");
  }

  @Test
  void the_same_audit_gives_the_same_bytes() throws Exception {
    AuditWriter.Written one = AuditWriter.write(full(), folder.resolve("one"));
    AuditWriter.Written two = AuditWriter.write(full(), folder.resolve("two"));

    for (int i = 0; i < 3; i++) {
      assertThat(two.all().get(i)).hasSameBinaryContentAs(one.all().get(i));
    }
  }

  static AuditData quiet() {
    return data(List.of(), List.of(Checks.of("border", 0.5, 0.5)), AuditSections.NONE, Map.of());
  }

  static AuditData full() {
    return data(
        List.of(finding(List.of(TRAINED, TESTED))),
        List.of(Checks.of("border", 0.9, 0.0001), Checks.of("header", 0.5, 0.4)),
        AuditSections.NONE
            .with(AuditExamples.associations())
            .with(AuditExamples.baselines())
            .with(ProbeSection.of(ProbeExamples.report()))
            .with(new ExplanationSection(List.of("Explained."), 1, 0, List.of(), List.of())),
        Map.of(TRAINED.path(), new GreyImage(2, 3, new byte[6])));
  }

  /** Of a model that reads the border the wrong way round. */
  static AuditData reversed() {
    ProbeReport report = ProbeExamples.reversed();
    return data(
        List.of(), report.checks(), AuditSections.NONE.with(ProbeSection.of(report)), Map.of());
  }

  private static AuditData data(
      List<Finding> findings,
      List<dev.xray.core.audit.Check> checks,
      AuditSections sections,
      Map<Path, GreyImage> pictures) {
    return new AuditData(
        "demo",
        Examples.CLASSES,
        new Leakage(40, 3, findings),
        List.of(),
        checks,
        sections,
        new AuditProvenance(Map.of("dataset", "0".repeat(64)), Map.of(), Map.of("xray", "1.0")),
        pictures,
        ProbeExamples.report().examples(),
        sections
            .explanation()
            .map(
                any ->
                    new ShownMaps(
                        Examples.CLASSES,
                        MapMethod.HIRES_CAM,
                        0.5,
                        List.of(ExplanationWriterTest.image("missed.png", 3, -1, 0, 1)),
                        7)));
  }

  private static Finding finding(List<NamedImage> group) {
    return new Finding(
        "duplicate.near",
        Severity.SERIOUS,
        "One picture stands on both sides.",
        "Remove one.",
        List.of(group));
  }

  private static NamedImage image(String file, String place) {
    return new NamedImage(
        "hospital", file, "covid", place, Optional.of("secret patient"), Path.of(file));
  }

  private static JsonSchema schema() throws IOException {
    Map<String, String> known =
        Map.of(
            "urn:dev.xray:evaluation:2",
            resource("evaluation.schema.json"),
            "urn:dev.xray:comparison:1",
            resource("comparison.schema.json"),
            AuditDocument.SCHEMA,
            resource("audit.schema.json"));
    return JsonSchemaFactory.getInstance(
            VersionFlag.V202012, factory -> factory.schemaLoaders(l -> l.schemas(known)))
        .getSchema(SchemaLocation.of(AuditDocument.SCHEMA));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = AuditWriter.class.getResourceAsStream(name)) {
      return new String(
          Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
