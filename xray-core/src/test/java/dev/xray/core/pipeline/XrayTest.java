package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Disclaimer;
import dev.xray.core.Folders;
import dev.xray.core.Json;
import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.SourceSpec;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.model.GoldenInputs;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.model.ModelDescription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
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
    for (Path file : List.of(evaluated.files().evaluation(), evaluated.files().page())) {
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
  void a_training_tells_how_fast_it_was_and_what_its_time_went_to() throws Exception {
    XrayListener log =
        new XrayListener() {
          @Override
          public void message(String text) {
            messages.add(text);
          }
        };
    Trained trained = job().listener(log).train();

    TrainingRecord record = Json.read(trained.record(), TrainingRecord.class);
    TrainingSpeed speed = record.speed().orElseThrow();
    assertThat(speed.gflopPerSecond()).isPositive();
    assertThat(speed.seconds().steps()).isPositive();
    assertThat(record.trainingSeconds()).isEqualTo(speed.seconds().epochs());
    assertThat(messages)
        .anyMatch(text -> text.matches("Trained at \\d+\\.\\d images/s: .* GFLOP/s in its steps.*"))
        .anyMatch(text -> text.startsWith("Time: ") && text.contains("waiting for batches"));

    messages.clear();
    job().listener(log).train();
    assertThat(messages).isNotEmpty().noneMatch(text -> text.startsWith("Trained at"));
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
  void another_version_repackages_the_same_weights_without_training() throws Exception {
    Trained before = job().coordinates("org.example:small:1.0").train();
    Trained after = job().coordinates("org.example:small:1.1").train();

    assertThat(after.upToDate()).isTrue();
    ModelBundle bundle = ModelBundle.read(after.bundle());
    assertThat(bundle.description().coordinates()).contains("org.example:small:1.1");
    assertThat(bundle.files().get("MODEL_CARD.md")).asString().contains("org.example:small:1.1");
    assertThat(bundle.weights().bitwiseEquals(before.content().weights())).isTrue();
    assertThat(GoldenInputs.of(bundle)).containsExactlyEntriesOf(GoldenInputs.of(before.content()));
  }

  @Test
  void onnx_is_added_and_taken_away_without_training() throws Exception {
    Path bundle = job().train().bundle();
    byte[] before = Files.readAllBytes(bundle);
    Trained with = job().onnx(true).train();
    assertThat(with.upToDate()).isTrue();
    assertThat(with.model().onnxOpset()).contains(ModelDescription.ONNX_OPSET);
    assertThat(with.content().files()).containsKey("model.onnx");

    assertThat(job().train().upToDate()).isTrue();
    assertThat(bundle).hasBinaryContent(before);
  }

  @Test
  void what_is_up_to_date_is_told_without_running_anything_until_a_file_is_touched()
      throws Exception {
    assertThat(UpToDate.prepared(job().job())).isEmpty();
    Evaluated evaluated = job().train().evaluate();

    UpToDate.Standing standing = UpToDate.evaluated(job().job()).orElseThrow();
    assertThat(standing.evaluation()).isEqualTo(evaluated.files());
    assertThat(standing.summary()).containsAll(evaluated.table().lines().toList());
    assertThat(UpToDate.prepared(job().job())).isPresent();
    assertThat(UpToDate.trained(job().job())).isPresent();

    assertThat(UpToDate.trained(job().seed(2).job())).isEmpty();
    assertThat(UpToDate.trained(job().coordinates("a:b:1").job())).isEmpty();
    assertThat(UpToDate.trained(job().force(true).job())).isEmpty();
    Files.delete(evaluated.files().page());
    assertThat(UpToDate.evaluated(job().job())).isEmpty();
    assertThat(UpToDate.trained(job().job())).isPresent();
    Files.writeString(folder.resolve("history.json"), "{}");
    assertThat(UpToDate.trained(job().job())).isEmpty();
  }

  @Test
  void a_changed_image_is_noticed() throws Exception {
    Path copy = folder.resolve("copy");
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(1), copy, done -> {});
    Xray job = Phantoms.job(Phantoms.spec(copy), folder.resolve("work"));
    job.train();
    assertThat(UpToDate.trained(job.job())).isPresent();

    Path image;
    try (Stream<Path> images = Files.list(copy.resolve("images"))) {
      image = images.sorted().findFirst().orElseThrow();
    }
    Files.write(image, new byte[] {0}, StandardOpenOption.APPEND);
    assertThat(UpToDate.prepared(job.job())).isEmpty();
    assertThat(UpToDate.trained(job.job())).isEmpty();
  }

  @Test
  void preparing_decodes_each_image_for_training_too() throws Exception {
    List<String> stages = new ArrayList<>();
    Xray job =
        job()
            .listener(
                new XrayListener() {
                  @Override
                  public void progress(String stage, int done, int of) {
                    stages.add(stage + " " + done + " of " + of);
                  }
                });
    job.prepare();
    assertThat(stages)
        .hasSize(files(phantoms).size())
        .endsWith("Looking for leakage %1$d of %1$d".formatted(files(phantoms).size()));
    job.train();
    assertThat(stages).hasSize(files(phantoms).size());
  }

  @Test
  void the_second_training_decodes_nothing_and_gives_the_same_model() throws Exception {
    Path copy = folder.resolve("copy");
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(1), copy, done -> {});
    age(copy);
    Xray job = Phantoms.job(Phantoms.spec(copy), folder.resolve("work"));
    byte[] first = Files.readAllBytes(job.train().bundle());
    Path work = folder.resolve("work");
    for (String made : List.of("model", "model.stamp.json", "leakage.stamp.json")) {
      Folders.delete(work.resolve(made));
    }
    List<Path> files = files(copy);
    for (Path file : files) { // what no longer can be decoded, and looks as before
      overwrite(file, new byte[(int) Files.size(file)]);
    }

    Trained second = job.train();
    assertThat(second.upToDate()).isFalse();
    assertThat(second.bundle()).hasBinaryContent(first);
    assertThatThrownBy(() -> job.rehash(true).train()).isInstanceOf(UnreadableImageException.class);
  }

  @Test
  void an_image_that_was_changed_behind_its_size_and_time_is_found_by_rehashing() throws Exception {
    Path copy = folder.resolve("copy");
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(1), copy, done -> {});
    age(copy);
    Xray job = Phantoms.job(Phantoms.spec(copy), folder.resolve("work"));
    job.prepare();
    Path image = files(copy).get(0);
    byte[] changed = Files.readAllBytes(image);
    changed[changed.length - 1] ^= 1;
    overwrite(image, changed);

    assertThat(UpToDate.prepared(job.job())).isPresent(); // the documented limit
    assertThat(UpToDate.prepared(job.rehash(true).job())).isEmpty();
    assertThat(UpToDate.prepared(job.rehash(false).job())).isEmpty();
  }

  @Test
  void evaluations_with_and_without_kept_pixels_are_the_same() throws Exception {
    Evaluated first = job().train().evaluate();
    byte[] predictions = Files.readAllBytes(first.files().predictions());
    Evaluated kept = job().train().evaluate();
    assertThat(kept.files().predictions()).hasBinaryContent(predictions);

    Folders.delete(folder.resolve("image-cache"));
    Evaluated anew = job().train().evaluate();
    assertThat(anew.files().predictions()).hasBinaryContent(predictions);
    assertThat(anew.parts()).isEqualTo(first.parts()).isEqualTo(kept.parts());
  }

  @Test
  void a_negative_size_of_the_cache_is_refused() {
    assertThatThrownBy(() -> job().imageCacheSize(-1).prepare())
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo("imageCacheSize"));
  }

  @Test
  void a_lost_learning_curve_is_drawn_again_without_training() throws Exception {
    job().train();
    Path curve = folder.resolve("learning-curve.png");
    byte[] before = Files.readAllBytes(curve);
    Files.delete(curve);

    assertThat(job().train().upToDate()).isTrue();
    assertThat(curve).hasBinaryContent(before);
  }

  @Test
  void a_model_comes_from_the_cache_when_its_folder_is_gone() throws Exception {
    Path cache = folder.resolve("cache");
    Path bundle = job().cache(cache).train().bundle();
    byte[] before = Files.readAllBytes(bundle);
    Folders.delete(folder.resolve("model"));

    Trained again = job().cache(cache).train();
    assertThat(again.upToDate()).isTrue();
    assertThat(bundle).hasBinaryContent(before);
    assertThat(Json.read(again.record(), TrainingRecord.class).fromCache()).isTrue();
    assertThat(job().seed(2).cache(cache).train().upToDate()).isFalse();
  }

  @Test
  void a_damaged_cache_entry_is_removed_with_a_warning_and_made_again() throws Exception {
    Path cache = folder.resolve("cache");
    Path bundle = job().cache(cache).train().bundle();
    byte[] before = Files.readAllBytes(bundle);
    Folders.delete(folder.resolve("model"));
    Path kept;
    try (Stream<Path> entries = Files.list(cache)) {
      kept = entries.findFirst().orElseThrow().resolve("model.jar");
    }
    byte[] bad = before.clone();
    bad[bad.length / 2] ^= 1;
    Files.write(kept, bad);

    assertThat(job().cache(cache).listener(listener()).train().upToDate()).isFalse();
    assertThat(messages).anyMatch(text -> text.contains("model.jar was altered"));
    assertThat(bundle).hasBinaryContent(before);
    assertThat(kept).hasBinaryContent(before);
  }

  @Test
  void a_full_cache_forgets_what_was_used_least_recently() throws Exception {
    Path folderOfCache = folder.resolve("cache");
    Trained trained = job().train();
    long size = Files.size(trained.bundle()) + 10_000;
    ModelCache cache = new ModelCache(folderOfCache, 2 * size);
    Workspace files = new Workspace(folder, "small");
    List<String> digests = List.of("a".repeat(64), "b".repeat(64), "c".repeat(64));
    for (int i = 0; i < 3; i++) {
      cache.put(digests.get(i), files, XrayListener.NONE);
      if (i < 2) {
        Files.setLastModifiedTime(
            folderOfCache.resolve(digests.get(i)).resolve("stamp.json"),
            FileTime.fromMillis(1000 * (2 - i)));
      }
    }
    assertThat(folderOfCache.resolve(digests.get(0))).isDirectory();
    assertThat(folderOfCache.resolve(digests.get(1))).doesNotExist();
    assertThat(folderOfCache.resolve(digests.get(2))).isDirectory();
  }

  @Test
  void a_training_is_verified_by_repeating_it_and_a_difference_is_an_error() throws Exception {
    Trained trained = job().train();
    trained.verifyReproducible();
    assertThat(folder.resolve("repetition")).doesNotExist();

    Trained other = job().seed(2).workIn(folder.resolve("other")).train();
    assertThatThrownBy(
            () ->
                ReproduceStep.compare(
                    CheckedJob.of(job().job()), trained.content(), other.content()))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("saved_model/saved_model.pb")
        .hasMessageContaining("largest difference of a weight: 0.");
    assertThat(trained.bundle()).doesNotExist();
  }

  @Test
  void the_golden_inputs_come_out_here_as_they_did() throws Exception {
    Path bundle = job().train().bundle();
    VerifyJob verify = new VerifyJob(bundle, 0, 1e-6, folder.resolve("verified"), Phantoms.RUNTIME);
    Verified verified = Xray.verifyModel(verify);
    assertThat(verified.passed()).isTrue();
    assertThat(verified.inputs()).hasSize(4);
    assertThat(Json.read(folder.resolve("verified/verification.json"), Verified.class))
        .isEqualTo(verified);
  }

  @Test
  void a_model_from_elsewhere_is_evaluated_with_its_own_preprocessing() throws Exception {
    Path elsewhere = folder.resolve("elsewhere");
    Trained trained =
        Phantoms.job(Phantoms.spec(phantoms), elsewhere)
            .name("other")
            .set("preprocessing.width", 24)
            .set("thresholds", "0.3")
            .train();
    Evaluated own = trained.evaluate();
    Evaluated evaluated = job().listener(listener()).evaluate(trained.bundle());

    assertThat(evaluated.parts()).isEqualTo(own.parts());
    assertThat(evaluated.files().evaluation())
        .isEqualTo(folder.resolve("evaluation-of-other/evaluation.json"));
    assertThat(messages).anyMatch(text -> text.contains("Nobody checked"));
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
    Map<String, Double> before = Phantoms.probabilities(evaluated.files().predictions());
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
        .hasMessageContainingAll("a.png", "1 more image cannot be used", "b.png");
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

  private static List<Path> files(Path phantoms) throws Exception {
    try (Stream<Path> images = Files.list(phantoms.resolve("images"))) {
      return images.sorted().toList();
    }
  }

  /** What was written just now is read again each time. */
  private static void age(Path phantoms) throws Exception {
    for (Path file : files(phantoms)) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_600_000_000_000L));
    }
  }

  /** Keeps size, time and inode. */
  private static void overwrite(Path file, byte[] content) throws Exception {
    FileTime time = Files.getLastModifiedTime(file);
    Files.write(file, content);
    Files.setLastModifiedTime(file, time);
  }

  private XrayListener listener() {
    return new XrayListener() {
      @Override
      public void warning(String text) {
        messages.add(text);
      }
    };
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
