package dev.xray.core.dataset.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.DatasetReader;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.SourceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomGeneratorTest {
  private static final Seed SEED = new Seed(7);
  private static final PhantomSettings SMALL =
      PhantomSettings.defaults().withImages(60).withSize(128);

  @TempDir static Path folder;

  private static Dataset dataset;

  @BeforeAll
  static void generate() throws Exception {
    PhantomGenerator.generate(SMALL, SEED, folder, done -> {});
    dataset = read(folder);
  }

  @Test
  void the_metadata_are_read_as_those_of_the_real_data_set() {
    assertThat(dataset.count("covid")).isEqualTo(30);
    assertThat(dataset.count("normal")).isEqualTo(30);
    assertThat(dataset.counts()).allSatisfy(count -> assertThat(count.missing()).isEmpty());
    assertThat(dataset.images())
        .allSatisfy(
            image -> {
              assertThat(image.view()).hasValueSatisfying(v -> assertThat(v).isIn("PA", "AP"));
              assertThat(image.sex()).hasValueSatisfying(s -> assertThat(s).isIn("M", "F"));
              assertThat(image.age()).isPresent();
              assertThat(image.licence()).hasValue("CC0");
            });
  }

  @Test
  void the_header_is_the_real_one() throws IOException {
    assertThat(Files.readString(folder.resolve("metadata.csv")).lines().findFirst())
        .hasValue(
            "patientid,offset,sex,age,finding,survival,intubated,went_icu,needed_supplemental_o2,"
                + "extubated,temperature,pO2 saturation,leukocyte count,neutrophil count,"
                + "lymphocyte count,view,modality,date,location,folder,filename,doi, url,license,"
                + "clinical notes,other notes");
  }

  @Test
  void some_patients_have_several_images_and_one_label() {
    Map<String, List<LabeledImage>> patients =
        dataset.images().stream()
            .collect(Collectors.groupingBy(image -> image.patient().orElseThrow()));
    assertThat(patients).hasSizeBetween(20, 59);
    assertThat(patients.values())
        .anySatisfy(images -> assertThat(images).hasSizeGreaterThan(1))
        .allSatisfy(
            images -> {
              assertThat(images).hasSizeBetween(1, 3);
              assertThat(images)
                  .extracting(LabeledImage::label)
                  .containsOnly(images.get(0).label());
            });
  }

  @Test
  void the_same_seed_gives_the_same_bytes_on_any_number_of_threads(@TempDir Path again)
      throws Exception {
    PhantomGenerator.generate(SMALL, SEED, again, done -> {}, 5);
    assertThat(files(again)).isEqualTo(files(folder));
  }

  @Test
  void another_seed_gives_other_images(@TempDir Path other) throws Exception {
    PhantomGenerator.generate(SMALL.withImages(4), new Seed(8), other, done -> {});
    PhantomGenerator.generate(SMALL.withImages(4), new Seed(9), other.resolve("x"), done -> {});
    assertThat(files(other.resolve("x")).values()).doesNotContainAnyElementsOf(images(other));
  }

  @Test
  void progress_counts_every_image(@TempDir Path other) throws Exception {
    List<Integer> seen = new ArrayList<>();
    PhantomGenerator.generate(SMALL.withImages(5), SEED, other, seen::add);
    assertThat(seen).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void every_image_has_masks_of_its_own_size_and_lesions_lie_within_the_lungs() throws Exception {
    for (LabeledImage labeled : dataset.images()) {
      GreyImage image = ImageCodec.decodeGrey(labeled.path());
      GreyImage lungs = mask(labeled, PhantomGenerator.LUNG_MASKS);
      GreyImage lesions = mask(labeled, PhantomGenerator.LESION_MASKS);
      assertThat(lungs.width()).isEqualTo(lesions.width()).isEqualTo(image.width());
      assertThat(lungs.height()).isEqualTo(lesions.height()).isEqualTo(image.height());
      assertThat(share(lungs)).as("lungs of %s", labeled.file()).isBetween(0.1, 0.5);
      for (int i = 0; i < lesions.pixels().length; i++) {
        if (lesions.pixels()[i] != 0) {
          assertThat(lungs.pixels()[i]).isNotZero();
        }
      }
    }
  }

  @Test
  void positives_have_lesions_and_negatives_none() throws Exception {
    for (LabeledImage labeled : dataset.images()) {
      double share = share(mask(labeled, PhantomGenerator.LESION_MASKS));
      if (labeled.label().equals("covid")) {
        assertThat(share).as(labeled.file()).isBetween(0.001, 0.3);
      } else {
        assertThat(share).as(labeled.file()).isZero();
      }
    }
  }

  @Test
  void positives_have_one_to_six_opacities_on_both_sides_if_more_than_one() {
    for (int patient = 1; patient <= 60; patient++) {
      Draw anatomy = new Draw(SEED.random("anatomy", patient));
      List<Opacity> opacities =
          Opacity.of(
              new Draw(SEED.random("opacities", patient)), Anatomy.of(anatomy, true, 0, false));
      assertThat(opacities).hasSizeBetween(1, 6);
      if (opacities.size() > 1) {
        assertThat(opacities).anyMatch(o -> o.x() < 0).anyMatch(o -> o.x() > 0);
      }
    }
  }

  @Test
  void invisible_opacities_change_no_image_but_stay_in_the_masks(@TempDir Path other)
      throws Exception {
    PhantomGenerator.generate(SMALL.withImages(6).withVisibility(0), SEED, other, done -> {});
    assertThat(read(other).images())
        .filteredOn(image -> image.label().equals("covid"))
        .isNotEmpty()
        .allSatisfy(
            image -> {
              Path mask = other.resolve("masks/lesions").resolve(stem(image) + ".png");
              assertThat(share(ImageCodec.decodeGrey(mask))).isPositive();
            });
  }

  @Test
  void a_planted_marker_is_the_only_difference_and_reversed_in_the_other_hospital(
      @TempDir Path hospitals) throws Exception {
    Path a = hospitals.resolve("a");
    Path b = hospitals.resolve("b");
    PhantomGenerator.generate(SMALL.withShortcut(Shortcut.PLANTED), SEED, a, done -> {});
    PhantomGenerator.generate(SMALL.withShortcut(Shortcut.REVERSED), SEED, b, done -> {});
    assertThat(marked(a, "covid")).isBetween(25L, 30L);
    assertThat(marked(a, "normal")).isBetween(0L, 5L);
    assertThat(marked(b, "covid")).isBetween(0L, 5L);
    assertThat(marked(b, "normal")).isBetween(25L, 30L);
    assertThat(Files.readString(a.resolve("metadata.csv")))
        .isEqualTo(Files.readString(folder.resolve("metadata.csv")));
    assertThat(tree(a.resolve("masks"))).isEqualTo(tree(folder.resolve("masks")));
  }

  /** Images whose bytes differ from those of the clean arm. */
  private static long marked(Path hospital, String label) {
    Map<String, String> clean = tree(folder.resolve("images"));
    Map<String, String> other = tree(hospital.resolve("images"));
    return dataset.images().stream()
        .filter(image -> image.label().equals(label))
        .filter(image -> !clean.get(image.file()).equals(other.get(image.file())))
        .count();
  }

  private static Dataset read(Path folder) throws Exception {
    List<SourceSpec> sources =
        List.of(source(folder, "COVID-19", "covid"), source(folder, "No finding", "normal"));
    return DatasetReader.read(
        new DatasetSpec(new Classes("normal", "covid"), sources), SEED, warning -> {});
  }

  private static SourceSpec source(Path folder, String finding, String label) {
    return new SourceSpec(
        label,
        Optional.of(folder.resolve("metadata.csv")),
        folder.resolve("images"),
        Map.of("finding", finding),
        label,
        false);
  }

  private static GreyImage mask(LabeledImage image, String masks) throws Exception {
    return ImageCodec.decodeGrey(folder.resolve(masks).resolve(stem(image) + ".png"));
  }

  private static String stem(LabeledImage image) {
    return image.file().substring(0, image.file().lastIndexOf('.'));
  }

  private static double share(GreyImage mask) {
    int white = 0;
    for (byte level : mask.pixels()) {
      white += level != 0 ? 1 : 0;
    }
    return white / (double) mask.pixels().length;
  }

  private static List<String> images(Path folder) {
    return List.copyOf(tree(folder.resolve("images")).values());
  }

  private static Map<String, String> files(Path folder) {
    Map<String, String> files = new HashMap<>(tree(folder.resolve("images")));
    tree(folder.resolve("masks")).forEach((name, bytes) -> files.put("masks/" + name, bytes));
    files.put("metadata.csv", tree(folder).get("metadata.csv"));
    return files;
  }

  /** Relative name to bytes, as text. */
  private static Map<String, String> tree(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      Map<String, String> files = new TreeMap<>();
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(
            folder.relativize(path).toString().replace('\\', '/'),
            new String(Files.readAllBytes(path), java.nio.charset.StandardCharsets.ISO_8859_1));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
