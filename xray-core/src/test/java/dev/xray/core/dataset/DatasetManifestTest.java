package dev.xray.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Json;
import dev.xray.core.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetManifestTest {
  private static final Classes CLASSES = new Classes("normal", "covid");
  private static final SplitSettings SETTINGS = new SplitSettings(0.25, 0, true);

  @TempDir Path folder;

  @Test
  void says_the_same_wherever_the_files_lie() throws Exception {
    DatasetManifest here = manifest(folder.resolve("here"), 1);
    DatasetManifest there = manifest(folder.resolve("there/and/deeper"), 1);

    assertThat(here).isEqualTo(there);
    assertThat(here.digest()).isEqualTo(there.digest()).hasSize(64);
    assertThat(Json.text(here)).doesNotContain(folder.toString());
  }

  @Test
  void changes_with_the_seed_and_with_a_files_content() throws Exception {
    DatasetManifest one = manifest(folder.resolve("one"), 1);

    assertThat(manifest(folder.resolve("one"), 2).digest()).isNotEqualTo(one.digest());
    Files.writeString(folder.resolve("one/covid/image3.png"), "changed");
    assertThat(read(folder.resolve("one"), 1).digest()).isNotEqualTo(one.digest());
  }

  @Test
  void can_be_written_and_read_again() throws Exception {
    DatasetManifest manifest = manifest(folder.resolve("one"), 1);
    Path file = folder.resolve("manifest.json");

    Json.write(file, manifest);

    assertThat(Json.read(file, DatasetManifest.class)).isEqualTo(manifest);
  }

  @Test
  void counts_images_and_missing_files() throws Exception {
    DatasetManifest manifest = manifest(folder.resolve("one"), 1);

    assertThat(manifest.images().get(Part.TEST)).isEqualTo(Map.of("normal", 2, "covid", 2));
    assertThat(manifest.images().get(Part.TRAINING)).isEqualTo(Map.of("normal", 6, "covid", 6));
    assertThat(manifest.images().get(Part.VALIDATION)).isEqualTo(Map.of("normal", 0, "covid", 0));
    assertThat(manifest.sources().get(0).missing()).containsExactly("gone.png");
    assertThat(manifest.files()).hasSize(16);
    assertThat(manifest.patients().separated()).isTrue();
  }

  @Test
  void what_training_does_not_see_leaves_the_digest_of_training_as_it_is() throws Exception {
    DatasetManifest one = manifest(folder.resolve("one"), 1);
    Dataset dataset = dataset(folder.resolve("one"), 1);
    List<LabeledImage> licensed =
        dataset.images().stream().map(image -> with(image, image.sha256())).toList();
    List<LabeledImage> others =
        dataset.images().stream().map(image -> with(image, "0".repeat(64))).toList();

    assertThat(manifest(dataset, licensed).trainingDigest()).isEqualTo(one.trainingDigest());
    assertThat(manifest(dataset, licensed).digest()).isNotEqualTo(one.digest());
    assertThat(manifest(dataset, others).trainingDigest()).isNotEqualTo(one.trainingDigest());
    assertThat(manifest(folder.resolve("one"), 2).trainingDigest())
        .isNotEqualTo(one.trainingDigest());
  }

  private static LabeledImage with(LabeledImage image, String sha256) {
    return new LabeledImage(
        image.path(),
        image.source(),
        image.file(),
        image.label(),
        sha256,
        image.patient(),
        Optional.of("PA"),
        image.sex(),
        image.age(),
        Optional.of("CC BY 4.0"),
        image.metadata());
  }

  private static DatasetManifest manifest(Dataset dataset, List<LabeledImage> images)
      throws Exception {
    Split split = Splitter.split(dataset.images(), CLASSES, SETTINGS, new Seed(1));
    return DatasetManifest.of(
        new Dataset(CLASSES, images, dataset.counts()), split, SETTINGS, new Seed(1));
  }

  @Test
  void a_copy_holds_every_image_in_its_class() throws Exception {
    Dataset dataset = dataset(folder.resolve("one"), 1);
    Path copy = folder.resolve("dataset");

    Map<LabeledImage, Path> copies = DatasetCopier.copy(dataset, copy);
    DatasetCopier.copy(dataset, copy);

    assertThat(copies).hasSize(16);
    for (Map.Entry<LabeledImage, Path> entry : copies.entrySet()) {
      assertThat(entry.getValue()).hasSameBinaryContentAs(entry.getKey().path());
      assertThat(entry.getValue().getParent()).isEqualTo(copy.resolve(entry.getKey().label()));
    }
    assertThat(copy.resolve("covid").toFile().list()).hasSize(8);
  }

  @Test
  void a_copy_gives_images_of_one_name_different_names() throws Exception {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    write(one, "x");
    write(two, "y");
    SourceSpec first = source("first", one.resolve("covid"), "covid");
    SourceSpec second = source("second", two.resolve("covid"), "covid");
    SourceSpec normal = source("normal", one.resolve("normal"), "normal");
    Dataset dataset =
        DatasetReader.read(
            new DatasetSpec(CLASSES, List.of(first, second, normal)), new Seed(1), text -> {});

    Map<LabeledImage, Path> copies = DatasetCopier.copy(dataset, folder.resolve("dataset"));

    assertThat(copies.values()).doesNotHaveDuplicates().hasSize(24);
    assertThat(folder.resolve("dataset/covid/image0.png")).hasContent("covid 0 x");
    String digits = Hashes.sha256("covid 0 y".getBytes()).substring(0, 8);
    assertThat(folder.resolve("dataset/covid/image0-" + digits + ".png")).hasContent("covid 0 y");
  }

  private DatasetManifest manifest(Path where, long seed) throws Exception {
    write(where, "");
    return read(where, seed);
  }

  private static DatasetManifest read(Path where, long seed) throws Exception {
    Dataset dataset = dataset(where, seed);
    Split split = Splitter.split(dataset.images(), CLASSES, SETTINGS, new Seed(seed));
    return DatasetManifest.of(dataset, split, SETTINGS, new Seed(seed));
  }

  private static Dataset dataset(Path where, long seed) throws Exception {
    if (!Files.exists(where)) {
      write(where, "");
    }
    SourceSpec covid =
        new SourceSpec(
            "covid",
            Optional.of(where.resolve("metadata.csv")),
            where.resolve("covid"),
            Map.of("finding", "COVID-19"),
            "covid",
            false);
    return DatasetReader.read(
        new DatasetSpec(
            CLASSES, List.of(covid, source("normal", where.resolve("normal"), "normal"))),
        new Seed(seed),
        text -> {});
  }

  private static SourceSpec source(String name, Path images, String label) {
    return new SourceSpec(name, Optional.empty(), images, Map.of(), label, false);
  }

  private static void write(Path where, String mark) throws IOException {
    StringBuilder table = new StringBuilder("patientid,filename,finding\n9,gone.png,COVID-19\n");
    for (String label : CLASSES.names()) {
      Files.createDirectories(where.resolve(label));
      for (int i = 0; i < 8; i++) {
        Files.writeString(
            where.resolve(label).resolve("image" + i + ".png"),
            (label + " " + i + " " + mark).strip());
      }
    }
    for (int i = 0; i < 8; i++) {
      table.append(i / 2).append(",image").append(i).append(".png,COVID-19\n");
    }
    Files.writeString(where.resolve("metadata.csv"), table);
  }
}
