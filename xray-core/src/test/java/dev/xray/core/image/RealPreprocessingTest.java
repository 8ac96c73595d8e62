package dev.xray.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Json;
import dev.xray.core.RealRadiographs;
import dev.xray.core.ReferenceImages;
import dev.xray.core.Seed;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.DatasetReader;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.SourceSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealPreprocessingTest {
  private static final Classes CLASSES = new Classes("negative", "positive");

  @TempDir Path other;

  @ParameterizedTest
  @ValueSource(
      strings = {"covid-chestxray-dataset/images", "chest_xray/train/NORMAL", "nih-no-finding"})
  void every_pixel_of_every_radiograph_is_exactly_as_opencv_python_gives_it(String name)
      throws Exception {
    List<LabeledImage> images = images(RealRadiographs.folder().resolve(name));

    Pixels pixels =
        new Preprocessor(Preprocessing.article()).applyAll(images, CLASSES, 2, done -> {});

    assertThat(PixelDigest.of(pixels))
        .isEqualTo(
            Json.MAPPER
                .readTree(ReferenceImages.file("real.json"))
                .get("images")
                .get(name)
                .asText());
  }

  /** All images of a folder as positives, beside two others that make a data set of them. */
  private List<LabeledImage> images(Path folder) throws Exception {
    Files.writeString(other.resolve("a.png"), "a");
    Files.writeString(other.resolve("b.png"), "b");
    Dataset dataset =
        DatasetReader.read(
            new DatasetSpec(
                CLASSES, List.of(source("positive", folder), source("negative", other))),
            new Seed(1),
            warning -> {});
    return dataset.images().stream().filter(i -> i.label().equals("positive")).toList();
  }

  private static SourceSpec source(String label, Path folder) {
    return new SourceSpec(label, Optional.empty(), folder, Map.of(), label, false);
  }
}
