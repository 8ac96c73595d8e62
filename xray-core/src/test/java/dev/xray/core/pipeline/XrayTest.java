package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Disclaimer;
import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.UnreadableImageException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.SourceSpec;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.model.ModelBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XrayTest {
  @TempDir static Path phantoms;

  @TempDir Path folder;
  private final List<String> messages = new ArrayList<>();

  @BeforeAll
  static void make_phantoms() throws Exception {
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(1), phantoms, done -> {});
  }

  @BeforeEach
  void forget() {
    messages.clear();
  }

  @Test
  void a_job_leaves_model_evaluation_and_report_that_carry_the_disclaimer() throws Exception {
    Evaluated evaluated = job().train().evaluate();

    assertThat(evaluated.parts()).containsOnlyKeys(Part.TRAINING, Part.TEST);
    assertThat(evaluated.table()).contains("sensitivity", "test:");
    for (Path file : List.of(evaluated.json(), evaluated.report())) {
      assertThat(file).content().contains(Disclaimer.TEXT);
    }
    assertThat(folder).isDirectoryRecursivelyContaining("glob:**/model/small-model.jar");
    assertThat(folder.resolve("checkpoint")).doesNotExist();
    assertThat(temporaryFiles()).isEmpty();
  }

  @Test
  void the_same_seed_gives_the_same_bytes_and_another_seed_gives_others() throws Exception {
    byte[] first = Files.readAllBytes(job().train().bundle());
    byte[] second = Files.readAllBytes(job().force(true).train().bundle());
    byte[] other = Files.readAllBytes(job().seed(2).train().bundle());

    assertThat(second).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void a_model_that_is_up_to_date_is_not_trained_again() throws Exception {
    assertThat(job().train().upToDate()).isFalse();
    assertThat(job().train().upToDate()).isTrue();
    assertThat(job().set("training.learningRate", 2e-3).train().upToDate()).isFalse();
  }

  @Test
  void a_new_threshold_repackages_the_model_without_training() throws Exception {
    Path bundle = job().train().bundle();
    ModelBundle before = ModelBundle.read(bundle);
    Trained again = job().set("thresholds", "0.3").train();

    assertThat(again.upToDate()).isTrue();
    assertThat(ModelBundle.read(bundle).description().thresholds()).containsExactly(0.3);
    assertThat(ModelBundle.read(bundle).weights().bitwiseEquals(before.weights())).isTrue();
  }

  @Test
  void a_damaged_model_is_trained_again() throws Exception {
    Path bundle = job().train().bundle();
    byte[] good = Files.readAllBytes(bundle);
    byte[] bad = good.clone();
    bad[bad.length / 2] ^= 1;
    Files.write(bundle, bad);

    assertThat(job().train().upToDate()).isFalse();
    assertThat(Files.readAllBytes(bundle)).isEqualTo(good);
  }

  @Test
  void a_finished_model_predicts_files_as_the_evaluation_did() throws Exception {
    Evaluated evaluated = job().train().evaluate();
    Predicted predicted =
        Xray.predict(
            new PredictJob(
                folder.resolve("model/small-model.jar"),
                List.of(phantoms.resolve("images").toString()),
                folder.resolve("predicted"),
                List.of(),
                Phantoms.RUNTIME),
            XrayListener.NONE);

    assertThat(predicted.unreadable()).isEmpty();
    Map<String, Double> before = Phantoms.probabilities(evaluated.predictions());
    Map<String, Double> now = Phantoms.probabilities(predicted.csv());
    assertThat(now).hasSameSizeAs(before);
    before.forEach(
        (sha256, probability) ->
            assertThat(now.get(sha256)).isCloseTo(probability, Phantoms.CLOSE));
  }

  @Test
  void an_unreadable_image_is_named_before_anything_is_trained() throws Exception {
    Path broken = folder.resolve("broken");
    Files.createDirectories(broken);
    Files.writeString(broken.resolve("a.png"), "no image");
    Files.writeString(broken.resolve("b.png"), "none either");
    SourceSpec extra =
        new SourceSpec("broken", Optional.empty(), broken, Map.of(), "normal", false);
    List<SourceSpec> sources = new ArrayList<>(Phantoms.spec(phantoms).sources());
    sources.add(extra);

    assertThatThrownBy(
            () ->
                Phantoms.job(new DatasetSpec(new Classes("normal", "covid"), sources), folder)
                    .train())
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("a.png");
    assertThat(folder.resolve("model")).doesNotExist();
  }

  @Test
  void a_bad_name_is_refused() {
    assertThatThrownBy(() -> job().name("../x").prepare())
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo("name"));
  }

  @Test
  void images_are_copied_into_class_folders_on_request() throws Exception {
    Path copies = folder.resolve("dataset");
    Prepared prepared = job().copyTo(copies).prepare();
    try (Stream<Path> files = Files.walk(copies).filter(Files::isRegularFile)) {
      assertThat(files).hasSize(prepared.dataset().images().size());
    }
  }

  private Xray job() {
    return Phantoms.job(Phantoms.spec(phantoms), folder);
  }

  private List<Path> temporaryFiles() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.getFileName().toString().endsWith(".tmp")).toList();
    }
  }
}
