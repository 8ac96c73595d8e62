package dev.xray.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.RealRadiographs;
import dev.xray.core.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RealDatasetTest {
  private final Classes classes = new Classes("normal", "covid");
  private final List<String> warnings = new ArrayList<>();

  @Test
  void the_articles_sources_give_89_images_of_each_class() throws Exception {
    Dataset dataset = read(new Seed(1));

    SourceCount covid = dataset.counts().get(0);
    assertThat(covid.rows()).isEqualTo(279);
    assertThat(covid.matched()).isEqualTo(97);
    assertThat(covid.missing()).hasSize(8);
    assertThat(covid.taken()).isEqualTo(89);
    SourceCount normal = dataset.counts().get(1);
    assertThat(normal.matched()).isEqualTo(110);
    assertThat(normal.sampledAway()).isEqualTo(21);
    assertThat(normal.taken()).isEqualTo(89);
    assertThat(dataset.count("covid")).isEqualTo(89);
    assertThat(dataset.images().stream().flatMap(image -> image.patient().stream()).distinct())
        .hasSize(62);
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("covid: 8 of 97 matching rows have no image in ");
  }

  @Test
  void a_quarter_is_for_testing_and_no_patient_stands_on_both_sides() throws Exception {
    for (long seed = 1; seed <= 20; seed++) {
      Dataset dataset = read(new Seed(seed));
      SplitSettings settings = new SplitSettings(0.25, 0, true);
      Split split = Splitter.split(dataset.images(), classes, settings, new Seed(seed));
      DatasetManifest manifest = DatasetManifest.of(dataset, split, settings, new Seed(seed));

      assertThat(manifest.images().get(Part.TEST).get("normal")).isEqualTo(23);
      assertThat(manifest.images().get(Part.TEST).get("covid")).isBetween(21, 23);
      assertThat(manifest.patients().separated()).isTrue();
      assertThat(manifest.patients().patients()).isEqualTo(62);
      assertThat(manifest.patients().imagesOfUnknownPatient()).isEqualTo(89);
    }
  }

  @Test
  void a_table_that_is_not_utf8_is_read() throws Exception {
    Path table =
        RealRadiographs.folder().resolve("Figure1-COVID-chestxray-dataset").resolve("metadata.csv");

    MetadataTable read = MetadataTable.parse(Files.readAllBytes(table));

    assertThat(read.size()).isEqualTo(55);
    assertThat(read.column("patient_id")).hasValue(0);
  }

  private Dataset read(Seed seed) throws Exception {
    Path folder = RealRadiographs.folder();
    Path covid = folder.resolve("covid-chestxray-dataset");
    SourceSpec positives =
        new SourceSpec(
            "covid",
            Optional.of(covid.resolve("metadata.csv")),
            covid.resolve("images"),
            Map.of("finding", "COVID-19", "view", "PA"),
            "covid",
            false);
    SourceSpec negatives =
        new SourceSpec(
            "normal",
            Optional.empty(),
            folder.resolve("chest_xray/train/NORMAL"),
            Map.of(),
            "normal",
            true);
    return DatasetReader.read(
        new DatasetSpec(classes, List.of(positives, negatives)), seed, warnings::add);
  }
}
