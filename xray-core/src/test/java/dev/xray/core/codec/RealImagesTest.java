package dev.xray.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.RealRadiographs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealImagesTest {
  @ParameterizedTest
  @CsvSource({
    "covid-chestxray-dataset/images, 124",
    "chest_xray/train/NORMAL, 110",
    "nih-no-finding, 50",
    "Figure1-COVID-chestxray-dataset/images, 55"
  })
  void every_real_radiograph_is_decoded(String folder, int count) throws Exception {
    List<Path> files;
    try (Stream<Path> entries = Files.list(RealRadiographs.folder().resolve(folder))) {
      files = entries.sorted().toList();
    }
    assertThat(files).hasSize(count);
    for (Path file : files) {
      ImageHeader header = ImageCodec.header(Files.readAllBytes(file), file.toString());
      GreyImage image = ImageCodec.decodeGrey(file);
      assertThat(List.of(image.width(), image.height()))
          .containsExactlyInAnyOrder(header.width(), header.height());
    }
  }
}
