package dev.xray.core.audit.leakage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.RealRadiographs;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.runtime.OpenCvRuntime;
import dev.xray.core.runtime.Parallel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RealDuplicatesTest {
  /** Each pair was looked at: it is one radiograph. Nothing else is taken for a copy. */
  @Test
  void of_all_real_radiographs_exactly_these_are_copies_of_others() throws Exception {
    OpenCvRuntime.load();
    Path data = RealRadiographs.folder();
    List<Path> files = new ArrayList<>();
    for (String folder :
        List.of(
            "covid-chestxray-dataset/images",
            "chest_xray/train/NORMAL",
            "nih-no-finding",
            "Figure1-COVID-chestxray-dataset/images")) {
      try (Stream<Path> all = Files.list(data.resolve(folder))) {
        all.sorted().forEach(files::add);
      }
    }
    List<SmallPicture> pictures =
        Parallel.map(2, files.size(), i -> SmallPicture.of(ImageCodec.decodeGrey(files.get(i))));

    assertThat(NearDuplicates.find(pictures, (one, two) -> true, 2).pairs())
        .extracting(pair -> stem(files.get(pair.one())) + " = " + stem(files.get(pair.two())))
        .containsExactlyInAnyOrder(
            "9C34AF49-E589-44D5-92D3-168B3B04E4A6 = COVID-00022",
            "E63574A7-4188-4C8D-8D17-9D67A18A1AFA = F4341CE7-73C9-45C6-99C8-8567A5484B63",
            "COVID-00033 = COVID-00037");
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
  }
}
