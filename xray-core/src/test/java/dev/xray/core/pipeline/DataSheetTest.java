package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.xray.core.Json;
import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.Layout;
import dev.xray.core.dataset.Licence.Use;
import dev.xray.core.dataset.LicenceCount;
import dev.xray.core.dataset.LicenceRule;
import dev.xray.core.dataset.SourceSpec;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.report.Breakdown;
import dev.xray.core.report.DataSheetDocument;
import dev.xray.core.report.DataSheetWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSheetTest {
  private static final Classes CLASSES = new Classes("normal", "covid");

  @TempDir static Path phantoms;

  @TempDir Path folder;

  private final List<String> warnings = new ArrayList<>();

  @BeforeAll
  static void make_phantoms() throws Exception {
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(1), phantoms, done -> {});
  }

  @Test
  void every_image_is_counted_once_in_each_property() throws Exception {
    DataSheetDocument.SetDocument set = document(job(Phantoms.spec(phantoms))).sets().get(0);

    assertThat(set.images()).isEqualTo(Map.of("normal", 20, "covid", 20));
    assertThat(set.breakdowns())
        .extracting(Breakdown::property)
        .containsExactly(
            "part",
            "source",
            "origin",
            "view",
            "sex",
            "age",
            "longerSide",
            "shape",
            "format",
            "pixels");
    for (Breakdown breakdown : set.breakdowns()) {
      for (String label : CLASSES.names()) {
        assertThat(breakdown.values().stream().mapToInt(value -> of(value, label)).sum())
            .as(breakdown.property() + " of " + label)
            .isEqualTo(20);
      }
    }
    assertThat(values(set, "format")).containsExactlyInAnyOrder("JPEG", "PNG");
    assertThat(values(set, "longerSide")).containsExactly("less than 256");
    assertThat(values(set, "sex")).containsExactlyInAnyOrder("F", "M");
    assertThat(values(set, "part")).containsExactly("training", "test");
  }

  @Test
  void the_page_shows_pictures_of_each_source_and_class_and_the_figures_name_no_file()
      throws Exception {
    DataSheetWriter.Written written = job(Phantoms.spec(phantoms)).dataSheet();

    String page = Files.readString(written.page());
    assertThat(page).contains("normal, from normal", "covid, from covid", "Not a medical device");
    assertThat(count(page, "<img src=\"data:image/jpeg")).isEqualTo(12);
    assertThat(count(page, "alt=\"(normal|covid) image phantom-[^\"]+\"")).isEqualTo(12);
    assertThat(Files.readString(written.json())).doesNotContain("phantom-", folder.toString());
  }

  @Test
  void licences_that_fail_everything_else_are_shown_with_a_warning() throws Exception {
    Xray job = job(unlicensed()).licences(LicenceRule.FAIL);

    assertThatThrownBy(job::prepare)
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo("licences"))
        .hasMessageContaining("is fail, and the licence of 20 of 40 images is unknown");
    assertThat(folder.resolve("work/manifest.json")).doesNotExist();
    assertThatThrownBy(() -> UpToDate.prepared(job.job())).isInstanceOf(SettingException.class);
    assertThatThrownBy(() -> job.crossValidate(CrossValidationSettings.of(2, 1)))
        .hasMessageContaining("is fail, and the licence of 20 of 40 images is unknown");

    assertThat(document(job).sets().get(0).licences())
        .containsExactly(
            new LicenceCount("CC-BY-4.0", Use.OPEN, Map.of("normal", 0, "covid", 20)),
            new LicenceCount("unknown", Use.UNKNOWN, Map.of("normal", 20, "covid", 0)));
    assertThat(warnings)
        .anyMatch(text -> text.startsWith("The licence of 20 of 40 images is unknown"));
    assertThat(Files.readString(sheet("html")))
        .contains("Of 40 images, 20 have none that is known.");
  }

  @Test
  void a_warning_of_licences_does_not_stop_anything_and_can_be_ignored() throws Exception {
    Prepared prepared = job(unlicensed()).prepare();
    assertThat(prepared.manifest().licences()).hasSize(2);
    assertThat(warnings).anyMatch(text -> text.startsWith("The licence of 20 of 40 images"));
    assertThat(UpToDate.prepared(job(unlicensed()).job()).orElseThrow().warnings())
        .anyMatch(text -> text.startsWith("The licence of 20 of 40 images"));

    warnings.clear();
    job(unlicensed()).licences(LicenceRule.IGNORE).prepare();
    assertThat(warnings).isEmpty();
  }

  @Test
  void a_sheet_is_had_where_the_split_leaks_and_a_file_is_no_image() throws Exception {
    DatasetSpec copies = Phantoms.copies(phantoms, folder.resolve("copies"));
    Files.writeString(folder.resolve("copies/covid/0.png"), "no image");
    Xray job = job(copies);
    assertThatThrownBy(job::prepare).isNotNull();

    DataSheetDocument.SetDocument set = document(job).sets().get(0);

    assertThat(values(set, "format")).containsExactly("JPEG", "cannot be read");
    assertThat(values(set, "view")).containsExactly("not stated");
    assertThat(Files.readString(sheet("html")))
        .contains("1 of 16 files cannot be read as images: covid/0.png.", "cannot be decoded");
  }

  @Test
  void external_sets_stand_on_the_sheet_too() throws Exception {
    Path other = folder.resolve("other");
    PhantomGenerator.generate(Phantoms.SMALL.withImages(10), new Seed(2), other, done -> {});
    Xray job =
        job(Phantoms.spec(phantoms))
            .externalSet(new ExternalSet("south", Phantoms.spec(other).sources()));

    DataSheetDocument document = document(job);

    assertThat(document.sets())
        .extracting(DataSheetDocument.SetDocument::name)
        .containsExactly("data set", "south");
    assertThat(document.digests()).containsOnlyKeys("dataset", "external south");
    assertThat(document.sets().get(1).breakdowns())
        .extracting(Breakdown::property)
        .doesNotContain("part");
  }

  @Test
  void what_is_up_to_date_stands_until_an_image_a_statement_or_the_sheet_changes()
      throws Exception {
    Path copy = folder.resolve("copy");
    PhantomGenerator.generate(Phantoms.SMALL.withImages(12), new Seed(3), copy, done -> {});
    Xray job = job(Phantoms.spec(copy));
    byte[] first = Files.readAllBytes(job.dataSheet().page());
    assertThat(UpToDate.dataSheet(job.job())).isPresent();
    assertThat(job.dataSheet().page()).hasBinaryContent(first);

    job.modelCard("patients", "adults of one hospital");
    assertThat(UpToDate.dataSheet(job.job())).isEmpty();
    assertThat(job.dataSheet().page()).content().contains("adults of one hospital");
    assertThat(UpToDate.dataSheet(job.job())).isPresent();

    Files.writeString(sheet("html"), "altered");
    assertThat(UpToDate.dataSheet(job.job())).isEmpty();
  }

  @Test
  void a_licence_that_is_stated_later_repackages_the_model_without_training() throws Exception {
    job(unlicensed()).train();
    warnings.clear();

    Trained trained = job(licensed(Optional.of("CC0"))).train();

    assertThat(trained.upToDate()).isTrue();
    assertThat(ModelBundle.read(trained.bundle()).files().get("MODEL_CARD.md"))
        .asString(StandardCharsets.UTF_8)
        .contains("| CC0-1.0 | open | 20 | 0 |", "The licences of all images allow any use");
    assertThat(warnings).isEmpty();
  }

  private Xray job(DatasetSpec spec) {
    return Phantoms.job(spec, folder.resolve("work"))
        .listener(
            new XrayListener() {
              @Override
              public void warning(String text) {
                warnings.add(text);
              }
            });
  }

  /** Positives of a table that states a licence, negatives of a folder that does not. */
  private DatasetSpec unlicensed() throws IOException {
    return licensed(Optional.empty());
  }

  private DatasetSpec licensed(Optional<String> licence) throws IOException {
    Path table = folder.resolve("unlicensed.csv");
    List<String> lines = Files.readAllLines(phantoms.resolve("metadata.csv"));
    int column = List.of(lines.get(0).split(",", -1)).indexOf("license");
    List<String> rows = new ArrayList<>(lines.subList(0, 1));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      cells[column] = "";
      rows.add(String.join(",", cells));
    }
    Files.write(table, rows);
    return new DatasetSpec(
        CLASSES,
        List.of(
            source(table, "No finding", "normal", licence),
            source(table, "COVID-19", "covid", Optional.of("CC BY 4.0"))));
  }

  private static SourceSpec source(
      Path table, String finding, String label, Optional<String> licence) {
    return new SourceSpec(
        label,
        Optional.of(table),
        phantoms.resolve("images"),
        Map.of("finding", finding),
        label,
        false,
        Layout.PLAIN,
        Map.of(),
        Optional.empty(),
        licence);
  }

  private Path sheet(String ending) {
    return folder.resolve("work/dataset/dataset." + ending);
  }

  /** {@code dataset.json}, held to its published schema. */
  private static DataSheetDocument document(Xray job) throws Exception {
    Path file = job.dataSheet().json();
    try (InputStream in = DataSheetDocument.class.getResourceAsStream("dataset.schema.json")) {
      assertThat(
              JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                  .getSchema(in)
                  .validate(Files.readString(file), InputFormat.JSON))
          .isEmpty();
    }
    return Json.read(file, DataSheetDocument.class);
  }

  private static List<String> values(DataSheetDocument.SetDocument set, String property) {
    return set.breakdowns().stream()
        .filter(breakdown -> breakdown.property().equals(property))
        .flatMap(breakdown -> breakdown.values().stream())
        .map(Breakdown.Value::value)
        .toList();
  }

  private static int of(Breakdown.Value value, String label) {
    return value.images().getOrDefault(label, 0);
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }
}
