package dev.xray.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.LabeledImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelCacheTest {
  private static final Classes CLASSES = new Classes("normal", "covid");
  private static final Preprocessing ARTICLE = Preprocessing.article();

  @TempDir Path folder;

  private final List<LabeledImage> images = new ArrayList<>();

  @BeforeEach
  void make_images() throws IOException {
    for (int i = 0; i < 5; i++) {
      images.add(image(i));
    }
  }

  @Test
  void pixels_labels_and_digests_are_those_without_it_and_the_second_time_nothing_is_decoded()
      throws Exception {
    Pixels without = new Preprocessor(ARTICLE).applyAll(images, CLASSES, 2, any -> {});
    List<Integer> decoded = Collections.synchronizedList(new ArrayList<>());
    PreprocessedImages first = cache().read(ARTICLE, images, CLASSES, 2, decoded::add);
    assertThat(decoded).containsExactly(1, 2, 3, 4, 5);
    for (LabeledImage image : images) {
      Files.delete(image.path());
    }
    PreprocessedImages second = cache().read(ARTICLE, images, CLASSES, 2, decoded::add);
    assertThat(decoded).hasSize(5);

    for (PreprocessedImages with : List.of(first, second)) {
      assertThat(PixelDigest.of(with.pixels())).isEqualTo(PixelDigest.of(without));
      for (int i = 0; i < images.size(); i++) {
        assertThat(with.digests().get(i)).isEqualTo(PixelDigest.of(picture(i)));
      }
      assertThat(with.pixels().image(3).pixels()).isEqualTo(without.image(3).pixels());
      List<Integer> some = List.of(4, 0);
      assertThat(PixelDigest.of(with.pixels().select(some)))
          .isEqualTo(PixelDigest.of(without.select(some)));
    }
  }

  @Test
  void another_preprocessing_gives_other_pixels() throws Exception {
    Preprocessing plain =
        new Preprocessing(
            Preprocessing.Equalization.NONE,
            Preprocessing.Fit.STRETCH,
            Preprocessing.Resampling.BILINEAR,
            200,
            200);
    Pixels article = cache().read(ARTICLE, images, CLASSES, 1, any -> {}).pixels();
    Pixels other = cache().read(plain, images, CLASSES, 1, any -> {}).pixels();

    assertThat(PixelDigest.of(other))
        .isNotEqualTo(PixelDigest.of(article))
        .isEqualTo(PixelDigest.of(new Preprocessor(plain).applyAll(images, CLASSES, 1, any -> {})));
  }

  @Test
  void a_file_that_is_not_what_was_listed_is_refused_and_nothing_is_kept() throws Exception {
    byte[] before = Files.readAllBytes(images.get(2).path());
    Files.write(images.get(2).path(), ImageCodec.encodePng(picture(9)));
    assertThatThrownBy(() -> cache().read(ARTICLE, images, CLASSES, 1, any -> {}))
        .isInstanceOf(XrayException.class)
        .hasMessageContainingAll("image-2.png has changed", "rehash");

    Files.write(images.get(2).path(), before);
    List<Integer> decoded = new ArrayList<>();
    cache().read(ARTICLE, images, CLASSES, 1, decoded::add);
    assertThat(decoded).hasSize(5);
  }

  private PixelCache cache() {
    return new PixelCache(RecordCache.in(folder.resolve("cache"), 1 << 30, "test"));
  }

  private LabeledImage image(int number) throws IOException {
    String name = "image-" + number + ".png";
    byte[] bytes = ImageCodec.encodePng(picture(number));
    return new LabeledImage(
        Files.write(folder.resolve(name), bytes),
        "source",
        name,
        number % 2 == 0 ? "covid" : "normal",
        Hashes.sha256(bytes),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  private static GreyImage picture(int number) {
    byte[] pixels = new byte[40 * 30];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * (number + 3) / 7);
    }
    return new GreyImage(40, 30, pixels);
  }
}
