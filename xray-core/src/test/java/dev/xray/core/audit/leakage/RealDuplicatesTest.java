package dev.xray.core.audit.leakage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.RealRadiographs;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.image.Shrunk;
import dev.xray.core.runtime.OpenCvRuntime;
import dev.xray.core.runtime.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RealDuplicatesTest {
  /** Each pair was looked at: it is one radiograph. */
  private static final Set<String> KNOWN =
      Set.of(
          "9C34AF49-E589-44D5-92D3-168B3B04E4A6 = COVID-00022",
          "E63574A7-4188-4C8D-8D17-9D67A18A1AFA = F4341CE7-73C9-45C6-99C8-8567A5484B63",
          "COVID-00033 = COVID-00037");

  private static final List<UnaryOperator<GreyImage>> CHANGES =
      List.of(
          image -> image,
          image -> Copies.turned(image, 2),
          image -> Copies.turned(image, -5),
          image -> Copies.cropped(image, 0.03),
          image -> Copies.withGamma(image, 0.6),
          image -> Copies.withGamma(image, 1.7),
          image -> Copies.withContrast(image, 1.3),
          Copies::mirrored,
          image -> Copies.scaled(image, 0.5),
          image -> Copies.turned(Copies.mirrored(image), 3));

  private static List<Path> files;

  /** The radiographs, then a changed copy of each. */
  private static List<SmallPicture> pictures;

  @BeforeAll
  static void read() throws Exception {
    Path data = RealRadiographs.folder();
    OpenCvRuntime.load();
    files = new ArrayList<>();
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
    List<List<SmallPicture>> both = Parallel.map(2, files.size(), RealDuplicatesTest::withCopy);
    pictures =
        Stream.concat(
                both.stream().map(pair -> pair.get(0)), both.stream().map(pair -> pair.get(1)))
            .toList();
  }

  @Test
  void of_all_real_radiographs_exactly_these_are_copies_of_others() throws Exception {
    List<SmallPicture> originals = pictures.subList(0, files.size());

    assertThat(NearDuplicates.find(originals, (one, two) -> true, 2).pairs())
        .extracting(this::text)
        .containsExactlyInAnyOrderElementsOf(KNOWN);
  }

  @Test
  void of_changed_copies_99_in_100_are_found_and_nothing_else_is_taken_for_one() throws Exception {
    int count = files.size();
    List<NearDuplicates.Pair> pairs = NearDuplicates.find(pictures, (one, two) -> true, 2).pairs();

    assertThat(pairs.stream().filter(pair -> pair.two() == pair.one() + count).count())
        .isGreaterThanOrEqualTo((long) Math.ceil(0.99 * count));
    assertThat(pairs)
        .filteredOn(pair -> pair.one() % count != pair.two() % count)
        .extracting(this::text)
        .allMatch(KNOWN::contains);
  }

  private static List<SmallPicture> withCopy(int file) throws XrayException, IOException {
    GreyImage image = ImageCodec.decodeGrey(files.get(file));
    GreyImage copy = CHANGES.get(file % CHANGES.size()).apply(Shrunk.of(image, 400));
    byte[] encoded = ImageCodec.encodeJpeg(copy, 40);
    return List.of(SmallPicture.of(image), SmallPicture.of(ImageCodec.decodeGrey(encoded, "copy")));
  }

  private String text(NearDuplicates.Pair pair) {
    int one = Math.min(pair.one() % files.size(), pair.two() % files.size());
    int two = Math.max(pair.one() % files.size(), pair.two() % files.size());
    return stem(files.get(one)) + " = " + stem(files.get(two));
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
  }
}
