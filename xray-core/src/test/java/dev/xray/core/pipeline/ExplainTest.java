package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Json;
import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.UnreadableImageException;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.explanation.OcclusionSettings;
import dev.xray.core.report.ExplanationSection;
import dev.xray.core.report.ExplanationsDocument;
import dev.xray.core.report.ExplanationsDocument.ImageDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainTest {
  @TempDir static Path shared;

  @TempDir Path folder;

  @BeforeAll
  static void train_a_small_network_on_phantoms() throws Exception {
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(1), phantoms(), done -> {});
    job().train();
  }

  private static Path phantoms() {
    return shared.resolve("phantoms");
  }

  private static Xray job() {
    return Phantoms.job(Phantoms.spec(phantoms()), shared.resolve("work"));
  }

  private ExplainJob own(String method, int most) {
    return new ExplainJob(
        Optional.of(job().job()),
        Optional.empty(),
        List.of(),
        folder,
        method,
        most,
        OcclusionSettings.defaults(),
        Optional.empty(),
        1,
        Phantoms.RUNTIME);
  }

  private ExplainJob named(Path... images) {
    return new ExplainJob(
        Optional.empty(),
        Optional.of(shared.resolve("work/model/small-model.jar")),
        Stream.of(images).map(Path::toString).toList(),
        folder,
        "hires-cam",
        24,
        OcclusionSettings.defaults(),
        Optional.empty(),
        1,
        Phantoms.RUNTIME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hires-cam", "grad-cam", "occlusion"})
  void the_test_set_is_explained_errors_first_and_held_against_the_masks(String method)
      throws Exception {
    Explained explained = Xray.explain(own(method, 6), XrayListener.NONE);

    assertThat(explained.images()).isEqualTo(6);
    assertThat(explained.of()).isGreaterThan(6);
    assertThat(explained.files().overlays()).hasSize(6).allSatisfy(f -> assertThat(f).exists());
    assertThat(explained.files().page()).content().contains("not why, and not that it is right");
    ExplanationsDocument document = ExplanationsDocument.read(explained.files().json());
    assertThat(document.method()).isEqualTo(method);
    assertThat(document.figures().methods())
        .singleElement()
        .satisfies(each -> assertThat(each.randomised()).hasSize(4));
    List<Boolean> wrong = document.images().stream().map(image -> wrong(image, document)).toList();
    assertThat(wrong).isSortedAccordingTo((a, b) -> Boolean.compare(b, a));
    assertThat(document.figures().baselines()).hasSize(document.figures().found() == 0 ? 0 : 3);
  }

  private static boolean wrong(ImageDocument image, ExplanationsDocument document) {
    return image.label().orElseThrow().equals("covid")
        != image.probability() > document.threshold();
  }

  @Test
  void the_same_run_gives_the_same_bytes_and_leaves_nothing_of_an_older_one() throws Exception {
    Xray.explain(own("hires-cam", 6), XrayListener.NONE);
    ExplanationsDocument first = ExplanationsDocument.read(folder.resolve("explanations.json"));
    byte[] overlay = Files.readAllBytes(folder.resolve(first.images().get(0).overlay()));
    byte[] page = Files.readAllBytes(folder.resolve("explain.html"));
    Xray.explain(own("hires-cam", 6), XrayListener.NONE);
    assertThat(folder.resolve(first.images().get(0).overlay())).hasBinaryContent(overlay);
    assertThat(folder.resolve("explain.html")).hasBinaryContent(page);
    Xray.explain(own("hires-cam", 2), XrayListener.NONE);
    try (Stream<Path> overlays = Files.list(folder.resolve("overlays"))) {
      assertThat(overlays).hasSize(2);
    }
  }

  @Test
  void images_that_are_named_are_explained_without_a_truth() throws Exception {
    Path image = anImage();
    Explained explained = Xray.explain(named(image), XrayListener.NONE);
    ExplanationsDocument document = ExplanationsDocument.read(explained.files().json());
    assertThat(document.images())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.file()).isEqualTo(image.toString());
              assertThat(each.label()).isEmpty();
            });
    assertThat(document.figures().found()).isZero();
  }

  private static Path anImage() throws Exception {
    try (Stream<Path> images = Files.list(phantoms().resolve("images"))) {
      return images.sorted().findFirst().orElseThrow();
    }
  }

  @Test
  void an_image_that_was_named_and_cannot_be_read_is_an_error_and_leaves_no_result()
      throws Exception {
    Path broken = Files.writeString(shared.resolve("broken.png"), "no image");
    Xray.explain(named(anImage()), XrayListener.NONE);
    assertThatThrownBy(() -> Xray.explain(named(broken), XrayListener.NONE))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("broken.png");
    assertThat(folder.resolve("explanations.json")).doesNotExist();
    assertThat(folder.resolve("explain.html")).doesNotExist();
  }

  @Test
  void what_cannot_be_explained_names_the_setting() {
    assertSetting(own("saliency", 6), "explanation.method", "hires-cam, grad-cam, occlusion");
    assertSetting(own("hires-cam", 0), "explanation.most", "at least 1");
    assertSetting(
        named(Path.of("nowhere.png")), "explanation.images", "'nowhere.png', which does not exist");
    assertSetting(
        new ExplainJob(
            Optional.of(job().job()),
            Optional.empty(),
            List.of(),
            folder,
            "occlusion",
            1,
            new OcclusionSettings(99, 1, OptionalDouble.empty()),
            Optional.empty(),
            1,
            Phantoms.RUNTIME),
        "explanation.occlusion.patch",
        "from 1 to 32");
  }

  private static void assertSetting(ExplainJob job, String setting, String text) {
    assertThatThrownBy(() -> Xray.explain(job, XrayListener.NONE))
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo(setting))
        .hasMessageContaining(text);
  }

  @Test
  void a_job_can_be_written_and_read_back() throws Exception {
    ExplainJob job = named(Path.of("a.png"));
    assertThat(Json.MAPPER.readValue(Json.text(job), ExplainJob.class)).isEqualTo(job);
  }

  @Test
  void the_folder_of_lung_masks_that_the_audit_was_told_of_is_the_only_one_it_looks_into()
      throws Exception {
    Path empty = Files.createDirectory(folder.resolve("no-masks"));
    Xray elsewhere = job().audit(new AuditOptions(List.of(), Optional.of(empty), false));

    ExplanationSection beside = job().audit().document().explanation().orElseThrow();
    ExplanationSection none = elsewhere.audit().document().explanation().orElseThrow();
    assertThat(beside.found()).isPositive().isEqualTo(none.found());
    assertThat(beside.baselines()).allMatch(row -> row.lungHits().value() != null);
    assertThat(none.baselines())
        .allMatch(row -> row.lungHits().value() == null)
        .anyMatch(row -> row.lesionHits().value() != null);
  }

  @Test
  void the_audit_of_a_model_tells_what_its_maps_are_worth() throws Exception {
    Audited audited = job().audit();
    assertThat(audited.document().explanation().orElseThrow().methods())
        .extracting(method -> method.method())
        .containsExactly("hires-cam", "grad-cam");
    assertThat(audited.files().page()).content().contains("Whether the maps depend on what was");
  }
}
