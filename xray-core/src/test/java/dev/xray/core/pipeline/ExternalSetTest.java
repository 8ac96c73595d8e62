package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Json;
import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.audit.leakage.Leak;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.SourceSpec;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.report.EvaluationDocument;
import dev.xray.core.report.Summary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Evaluation on images of another origin, and by slices. */
class ExternalSetTest {
  @TempDir static Path phantoms;
  @TempDir static Path others;

  @TempDir Path folder;
  private final Warnings warnings = new Warnings();

  @BeforeAll
  static void make_phantoms() throws Exception {
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(1), phantoms, done -> {});
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(2), others, done -> {});
  }

  @Test
  void an_external_set_is_evaluated_beside_the_test_part() throws Exception {
    List<SourceSpec> both = Phantoms.spec(others).sources();
    Evaluated evaluated =
        job()
            .externalSet(new ExternalSet("south", both))
            .externalSet(new ExternalSet("healthy", both.subList(0, 1)))
            .set("evaluation.prevalence", 0.1)
            .listener(warnings)
            .train()
            .evaluate();

    assertThat(warnings.texts).isEmpty();
    assertThat(evaluated.externals()).containsOnlyKeys("south", "healthy");
    assertThat(evaluated.externals().get("south").images()).isEqualTo(40);
    Evaluation healthy = evaluated.externals().get("healthy");
    assertThat(healthy.positives()).isZero();
    assertThat(healthy.thresholds().get(0).figures().get(Metric.SENSITIVITY).undefined())
        .isPresent();
    assertThat(healthy.thresholds().get(0).figures().get(Metric.SPECIFICITY).value()).isPresent();
    assertThat(evaluated.table()).contains("south (external): 40 images");

    EvaluationDocument document = Phantoms.document(evaluated);
    assertThat(document.sets()).containsOnlyKeys("training", "test", "south", "healthy");
    assertThat(document.sets().get("south").role()).isEqualTo("external");
    assertThat(document.sets().get("test").thresholds().get(0).figures())
        .containsKey("ppvAtPrevalence");
    assertThat(document.provenance().digests()).containsKey("external south");
    assertThat(Files.readString(evaluated.files().predictions())).contains("\nsouth,");
    assertThat(Files.readString(evaluated.files().page()))
        .contains("PPV and NPV at the declared prevalence of 10% follow", "\"prevalence\":0.1,");
  }

  @Test
  void an_evaluation_on_other_images_is_not_up_to_date() throws Exception {
    Path copy = folder.resolve("copy");
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(2), copy, done -> {});
    Xray job = job().externalSet(new ExternalSet("south", Phantoms.spec(copy).sources()));
    job.train().evaluate();
    assertThat(UpToDate.evaluated(job.job())).isPresent();
    assertThat(UpToDate.evaluated(job().job())).isEmpty();
    assertThat(UpToDate.trained(job().job())).isPresent();
    job.set("evaluation.slices", "sex");
    assertThat(UpToDate.evaluated(job.job())).isEmpty();
    job.set("evaluation.slices", "auto");
    assertThat(UpToDate.evaluated(job.job())).isPresent();

    Path image;
    try (var images = Files.list(copy.resolve("images"))) {
      image = images.sorted().findFirst().orElseThrow();
    }
    Files.write(image, new byte[] {0}, StandardOpenOption.APPEND);
    assertThat(UpToDate.evaluated(job.job())).isEmpty();
  }

  @Test
  void an_image_that_was_learned_from_is_named_before_anything_is_trained() {
    assertThatThrownBy(
            () ->
                job()
                    .externalSet(new ExternalSet("fresh", Phantoms.spec(others).sources()))
                    .externalSet(new ExternalSet("same", Phantoms.spec(phantoms).sources()))
                    .train())
        .isInstanceOfSatisfying(
            SettingException.class,
            e -> assertThat(e.setting()).isEqualTo("externalSets[1].sources"))
        .hasMessageContainingAll(
            "give images that are in the training or validation part too, 30 in all",
            "normal/phantom-",
            "and 25 more");
    assertThat(folder.resolve("work/model")).doesNotExist();
  }

  @Test
  void a_patient_who_was_learned_from_is_noticed_through_the_table() {
    List<SourceSpec> pa =
        Phantoms.spec(phantoms).sources().stream().map(s -> where(s, "PA")).toList();
    List<SourceSpec> ap =
        Phantoms.spec(phantoms).sources().stream().map(s -> where(s, "AP")).toList();

    assertThatThrownBy(
            () ->
                Phantoms.job(
                        new DatasetSpec(Phantoms.spec(phantoms).classes(), pa),
                        folder.resolve("work"))
                    .externalSet(new ExternalSet("ap", ap))
                    .train())
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("images of patients who are in the training or validation part too")
        .hasMessageEndingWith("the same ids there, give its sources a patientScope.");
  }

  @Test
  void images_and_patients_that_are_in_the_test_part_too_are_warned_of() throws Exception {
    Prepared prepared = job().prepare();
    List<Path> test =
        prepared.split().indices(Part.TEST).stream()
            .map(i -> prepared.dataset().images().get(i))
            .filter(image -> image.label().equals("covid"))
            .map(LabeledImage::path)
            .toList();
    Path copies = Files.createDirectories(folder.resolve("copies"));
    Path converted = Files.createDirectories(folder.resolve("converted"));
    Files.copy(test.get(0), copies.resolve("copy.png"));
    Files.copy(test.get(1), converted.resolve("copy.png"));
    for (Path file : test) {
      String bitmap = file.getFileName() + ".bmp";
      ImageIO.write(ImageIO.read(file.toFile()), "bmp", converted.resolve(bitmap).toFile());
    }
    Xray job =
        job()
            .externalSet(new ExternalSet("copied", List.of(folder("normal", copies))))
            .externalSet(new ExternalSet("converted", List.of(folder("covid", converted))))
            .externalSet(new ExternalSet("south", Phantoms.spec(others).sources()))
            .audit(new AuditOptions(List.of(Leak.LABEL.id())))
            .listener(warnings);

    Evaluated evaluated = job.train().evaluate();

    String files =
        "The external set copied shares with the test part 1 of its 1 image. So far the two sets";
    String pixels =
        "The external set converted shares with the test part "
            + test.size()
            + " of its "
            + (test.size() + 1)
            + " images, pixel for pixel, in other files. So far";
    assertThat(warnings.texts)
        .anyMatch(text -> text.startsWith(files))
        .anyMatch(
            text ->
                text.startsWith("The external set converted shares with the test part 1 of its "))
        .anyMatch(text -> text.startsWith(pixels))
        .noneMatch(text -> text.contains("external set south"));
    assertThat(Files.readString(evaluated.files().page())).contains(files, pixels);
    assertThat(Files.readString(evaluated.files().publishedPage())).doesNotContain(files, pixels);
  }

  @Test
  void patients_of_the_test_part_are_noticed_in_an_external_set() throws Exception {
    List<SourceSpec> south = Phantoms.spec(others).sources();
    List<SourceSpec> sources = new ArrayList<>(Phantoms.spec(phantoms).sources());
    for (SourceSpec source : south) {
      sources.add(renamed(where(source, "PA"), "south-" + source.name()));
    }
    Prepared prepared =
        Phantoms.job(
                new DatasetSpec(Phantoms.spec(phantoms).classes(), sources), folder.resolve("work"))
            .set("split.testSources", "south-normal,south-covid")
            .externalSet(
                new ExternalSet("ap", south.stream().map(source -> where(source, "AP")).toList()))
            .prepare();
    Set<String> patients = new HashSet<>();
    prepared.split().indices(Part.TEST).stream()
        .map(i -> prepared.dataset().images().get(i).patient().orElseThrow())
        .forEach(patients::add);
    List<String> shared =
        prepared.externals().get(0).dataset().images().stream()
            .map(image -> image.patient().orElseThrow())
            .filter(patients::contains)
            .toList();

    assertThat(shared).isNotEmpty();
    assertThat(prepared.warnings())
        .filteredOn(text -> text.startsWith("The external set ap "))
        .singleElement()
        .asString()
        .startsWith(
            String.format(
                "The external set ap shares with the test part %d patients with %d of its %d images.",
                new HashSet<>(shared).size(),
                shared.size(),
                prepared.externals().get(0).dataset().images().size()));
  }

  @Test
  void an_external_set_of_one_collection_for_each_class_is_cautioned_against() throws Exception {
    Path north = folder.resolve("north");
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(3), north, done -> {});
    List<SourceSpec> joined =
        List.of(Phantoms.spec(others).sources().get(0), Phantoms.spec(north).sources().get(1));
    String caution =
        "In the external set joined, class equals source. Every covid image comes from "
            + north.getFileName()
            + ", every normal one from "
            + others.getFileName()
            + ": a good score proves nothing.";

    Evaluated evaluated =
        job()
            .externalSet(new ExternalSet("joined", joined))
            .externalSet(new ExternalSet("south", Phantoms.spec(others).sources()))
            .externalSet(new ExternalSet("healthy", joined.subList(0, 1)))
            .listener(warnings)
            .train()
            .evaluate();

    assertThat(warnings.texts)
        .containsOnlyOnce(caution)
        .noneMatch(text -> text.contains("healthy"));
    EvaluationDocument document = Phantoms.document(evaluated);
    assertThat(document.sets().get("joined").caution()).hasValue(caution);
    assertThat(document.sets().get("south").caution()).isEmpty();
    assertThat(document.sets().get("healthy").caution()).isEmpty();
    assertThat(Files.readString(evaluated.files().page())).contains(caution);
    assertThat(Files.readString(evaluated.files().publishedPage())).contains(caution);
    assertThat(Files.readString(evaluated.files().page().resolveSibling(Summary.FILE)))
        .contains(caution);
  }

  @Test
  void a_job_with_external_sets_comes_back_from_the_json_that_a_worker_reads() throws Exception {
    Job job =
        job()
            .externalSet(new ExternalSet("south", Phantoms.spec(others).sources()))
            .modelCard("contact", "someone@example.org")
            .set("evaluation.slices", List.of("auto"))
            .job();

    assertThat(Json.MAPPER.readValue(Json.text(job), Job.class)).isEqualTo(job);
    assertThat(Xray.of(job).job()).isEqualTo(job);
  }

  @Test
  void the_model_card_states_what_its_maker_says_and_nothing_else() throws Exception {
    Trained trained =
        job()
            .modelCard("contact", "someone@example.org")
            .modelCard("intendedUse", "Lessons on\n evaluation.")
            .train();

    assertThat(trained.model().intendedUse()).startsWith("Lessons on");
    assertThat(trained.content().files().get("MODEL_CARD.md"))
        .asString()
        .contains("- Whom to ask: someone@example.org\n", "for whom: Lessons on evaluation.\n")
        .contains("which reference standard: *not stated*\n");
    assertThat(job().train().upToDate()).isTrue();
    assertThatThrownBy(() -> job().modelCard("author", "me").prepare())
        .isInstanceOf(SettingException.class)
        .hasMessageContainingAll("modelCard.author is no field", "limitations", "contact");
  }

  @ParameterizedTest
  @ValueSource(strings = {"test", "Training", "", "a/b"})
  void the_name_of_a_set_is_its_own(String name) {
    assertThatThrownBy(
            () ->
                job().externalSet(new ExternalSet(name, Phantoms.spec(others).sources())).prepare())
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo("externalSets[0].name"));
  }

  @Test
  void an_error_in_a_set_names_the_set() {
    SourceSpec gone =
        new SourceSpec("gone", Optional.empty(), folder.resolve("gone"), Map.of(), "normal", false);
    assertThatThrownBy(() -> job().externalSet(new ExternalSet("x", List.of(gone))).prepare())
        .isInstanceOfSatisfying(
            SettingException.class,
            e -> assertThat(e.setting()).isEqualTo("externalSets[0].sources[0].images"));
    assertThatThrownBy(() -> job().externalSet(new ExternalSet("x", List.of())).prepare())
        .isInstanceOfSatisfying(
            SettingException.class,
            e -> assertThat(e.setting()).isEqualTo("externalSets[0].sources"));
  }

  @Test
  void slices_divide_every_set_but_the_training_part() throws Exception {
    Evaluated evaluated = job().train().evaluate();

    EvaluationDocument document = Phantoms.document(evaluated);
    assertThat(document.sets().get("training").slices()).isEmpty();
    EvaluationDocument.SetDocument test = document.sets().get("test");
    List<EvaluationDocument.SliceDocument> bySex =
        test.slices().stream().filter(slice -> slice.column().equals("sex")).toList();
    assertThat(bySex).extracting(EvaluationDocument.SliceDocument::value).contains("F", "M");
    assertThat(bySex.stream().mapToInt(EvaluationDocument.SliceDocument::images).sum())
        .isEqualTo(test.images());
    assertThat(bySex).allMatch(EvaluationDocument.SliceDocument::tooSmall);
    assertThat(test.slices())
        .extracting(EvaluationDocument.SliceDocument::column)
        .contains("sex", "age", "source");
    assertThat(evaluated.table()).contains("too small for a statement");
  }

  @Test
  void the_test_part_can_be_a_source_of_its_own() throws Exception {
    List<SourceSpec> sources =
        List.of(
            Phantoms.spec(phantoms).sources().get(0),
            Phantoms.spec(phantoms).sources().get(1),
            renamed(Phantoms.spec(others).sources().get(0), "south-normal"),
            renamed(Phantoms.spec(others).sources().get(1), "south-covid"));
    Prepared prepared =
        Phantoms.job(
                new DatasetSpec(Phantoms.spec(phantoms).classes(), sources), folder.resolve("work"))
            .set("split.testSources", "south-normal,south-covid")
            .prepare();

    assertThat(prepared.manifest().files())
        .allSatisfy(
            file ->
                assertThat(file.part().name().equals("TEST"))
                    .isEqualTo(file.source().startsWith("south")));
  }

  /** What a user is told. */
  private static final class Warnings implements XrayListener {
    private final List<String> texts = new ArrayList<>();

    @Override
    public void warning(String text) {
      texts.add(text);
    }
  }

  private static SourceSpec folder(String label, Path images) {
    return new SourceSpec(label, Optional.empty(), images, Map.of(), label, false);
  }

  private static SourceSpec where(SourceSpec source, String view) {
    return new SourceSpec(
        source.name(),
        source.metadata(),
        source.images(),
        Map.of("finding", source.where().get("finding"), "view", view),
        source.label(),
        false);
  }

  private static SourceSpec renamed(SourceSpec source, String name) {
    return new SourceSpec(
        name, source.metadata(), source.images(), source.where(), source.label(), false);
  }

  private Xray job() {
    return Phantoms.job(Phantoms.spec(phantoms), folder.resolve("work"));
  }
}
