package dev.xray.core.audit.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.xray.core.Json;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.codec.ImageFormat;
import dev.xray.core.dataset.FileDigests;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.Images;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.image.DecodedImage;
import dev.xray.core.image.RecordCache;
import dev.xray.core.image.RecordKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFactsTest {
  @TempDir Path folder;

  @Test
  void the_frame_is_the_outermost_8_percent_and_nothing_within() {
    // 8% of 100 pixels are black, what they enclose is white.
    ImageFacts facts = facts(framed(100, 100, 8), Optional.empty());

    assertThat(facts.frame()).hasSize(25 * 25 - 21 * 21).containsOnly(0);
    assertThat(facts.borderBrightness()).isZero();
    assertThat(facts.brightness()).isCloseTo(0.84 * 0.84, within(1e-9));
    assertThat(facts(framed(100, 100, 7), Optional.empty()).borderBrightness()).isPositive();
  }

  @Test
  void the_picture_without_its_centre_ends_at_a_sixth_of_each_side() {
    assertThat(facts(framed(120, 60, 0), Optional.empty()).outsideCentre()).containsOnly(1);
    GreyImage black = new GreyImage(120, 120, new byte[120 * 120]);
    for (int y = 20; y < 100; y++) {
      for (int x = 20; x < 100; x++) {
        black.pixels()[y * 120 + x] = -1;
      }
    }
    assertThat(facts(black, Optional.empty()).outsideCentre()).hasSize(80).containsOnly(0);
  }

  @Test
  void a_histogram_has_32_ranges_and_sums_to_one() {
    float[] histogram = facts(framed(50, 50, 5), Optional.empty()).histogram();

    assertThat(histogram).hasSize(32);
    assertThat(histogram[31]).isCloseTo(0.64f, within(1e-6f));
    assertThat(histogram[0]).isCloseTo(0.36f, within(1e-6f));
  }

  @Test
  void what_lies_in_the_lungs_or_close_to_them_cannot_be_seen_outside() {
    GreyImage mask = new GreyImage(160, 160, new byte[160 * 160]);
    GreyImage healthy = new GreyImage(160, 160, new byte[160 * 160]);
    GreyImage ill = new GreyImage(160, 160, new byte[160 * 160]);
    for (int y = 40; y < 120; y++) {
      for (int x = 40; x < 120; x++) {
        mask.pixels()[y * 160 + x] = -1;
      }
    }
    for (int y = 36; y < 124; y++) {
      for (int x = 36; x < 124; x++) {
        ill.pixels()[y * 160 + x] = -1;
      }
    }
    float[] one = facts(healthy, Optional.of(mask)).outsideLungs().orElseThrow();
    float[] other = facts(ill, Optional.of(mask)).outsideLungs().orElseThrow();

    assertThat(other).hasSize(256).containsExactly(one);
    assertThat(one[0]).isZero();
    assertThat(one[8 * 16 + 8]).isNaN();
    assertThat(facts(healthy, Optional.empty()).outsideLungs()).isEmpty();
  }

  @Test
  void a_mask_is_stretched_to_its_image_and_dilated_with_a_square() {
    boolean[] mask = Mask.dilated(new GreyImage(2, 1, new byte[] {0, -1}), 10, 10, 0.1);

    for (int i = 0; i < 100; i++) {
      assertThat(mask[i]).as("at %s", i).isEqualTo(i % 10 >= 4);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "exif6.jpg, true",
    "exif6.png, true",
    "grey.jpg, false",
    "grey.png, false",
    "grey.tif, false",
    "colour.webp, false",
    "grey.bmp, false"
  })
  void exif_data_are_found_where_they_are(String file, boolean present) throws Exception {
    try (InputStream in = getClass().getResourceAsStream("/reference/opencv/" + file)) {
      assertThat(ImageCodec.hasExif(in.readAllBytes(), file)).isEqualTo(present);
    }
  }

  @Test
  void an_image_is_decoded_once_and_anew_when_its_mask_changes() throws Exception {
    List<LabeledImage> images = List.of(write("a", 7), write("b", 9));
    Path masks = Files.createDirectories(folder.resolve("masks/lungs"));
    FactsReader reader =
        new FactsReader(
            MaskFinder.besideImages(),
            FileDigests.forgetful(),
            RecordCache.in(folder.resolve("cache"), Long.MAX_VALUE, "version 1"),
            1);
    AtomicInteger decoded = new AtomicInteger();
    Files.write(masks.resolve("a.png"), ImageCodec.encodePng(framed(20, 20, 2)));
    String digest = MaskFinder.besideImages().digest(images, FileDigests.forgetful());

    List<ImageFacts> first = reader.read(images, decoded::set);
    assertThat(decoded).hasValue(2);
    List<ImageFacts> second = reader.read(images, done -> decoded.addAndGet(100));
    assertThat(decoded).hasValue(2);
    assertThat(Json.text(second)).isEqualTo(Json.text(first));
    assertThat(Json.text(first))
        .isEqualTo(
            Json.text(
                List.of(
                    facts(framed(40, 40, 7), Optional.of(framed(20, 20, 2))),
                    facts(framed(40, 40, 9), Optional.empty()))));
    assertThat(first.get(0).outsideLungs()).isPresent();
    assertThat(first.get(1).outsideLungs()).isEmpty();

    Files.write(masks.resolve("a.png"), ImageCodec.encodePng(framed(20, 20, 6)));
    assertThat(reader.read(images, decoded::set)).hasSize(2);
    assertThat(decoded).hasValue(1);
    assertThat(MaskFinder.besideImages().digest(images, FileDigests.forgetful()))
        .isNotEqualTo(digest);
  }

  @Test
  void a_mask_whose_digest_is_remembered_is_read_for_its_pixels_alone_and_must_have_that_digest()
      throws Exception {
    LabeledImage image = write("a", 7);
    Path mask = Files.createDirectories(folder.resolve("masks/lungs")).resolve("a.png");
    byte[] png = ImageCodec.encodePng(framed(20, 20, 2));
    writeOld(mask, png);
    FileDigests first = FileDigests.rememberedIn(folder.resolve("digests"));
    String content = FactsReader.kind(MaskFinder.besideImages(), first).content(image);
    first.save();
    png[png.length - 1] ^= 1;
    writeOld(mask, png);
    RecordKind kind =
        FactsReader.kind(
            MaskFinder.besideImages(), FileDigests.rememberedIn(folder.resolve("digests")));

    assertThat(kind.content(image)).isEqualTo(content);
    assertThatThrownBy(
            () ->
                kind.make(
                    new DecodedImage(image, png, framed(40, 40, 7)),
                    ByteBuffer.allocate(kind.size())))
        .isInstanceOf(XrayException.class)
        .hasMessageStartingWith(mask + " has changed");
    assertThat(FactsReader.kind(MaskFinder.besideImages(), FileDigests.forgetful()).content(image))
        .isNotEqualTo(content);
  }

  /** Long before it is read, so that its digest is remembered. */
  private static void writeOld(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
  }

  @Test
  void masks_are_found_in_the_folder_that_is_named() throws Exception {
    LabeledImage image = write("a", 7);
    Path masks = Files.createDirectories(folder.resolve("mine"));
    Files.createFile(masks.resolve("a.png"));

    assertThat(MaskFinder.withLungs(Optional.of(masks)).lungs(image))
        .contains(masks.resolve("a.png"));
    assertThat(MaskFinder.besideImages().lungs(image)).isEmpty();
    assertThatThrownBy(() -> MaskFinder.withLungs(Optional.of(folder.resolve("none"))))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("audit.lungMasks");
  }

  @Test
  void a_collection_is_told_by_its_folder_whatever_its_classes_are_kept_in() {
    assertThat(
            Origins.of(
                List.of(
                    at("/data/covid-chestxray-dataset/images", "x.jpg", "covid"),
                    at("/data/chest_xray/train/NORMAL", "y.jpg", "normal"),
                    at("/data/chest_xray/test/NORMAL", "deep/z.jpg", "normal"))))
        .containsExactly("covid-chestxray-dataset", "chest_xray", "chest_xray");
    assertThat(
            Origins.of(
                List.of(
                    at("/data/chest_xray/train/NORMAL", "a.jpg", "normal"),
                    at("/data/chest_xray/train/PNEUMONIA", "b.jpg", "pneumonia"))))
        .containsOnly("chest_xray");
    assertThat(
            Origins.of(
                List.of(at("/a/set/images", "a.jpg", "x"), at("/b/set/images", "b.jpg", "y"))))
        .containsExactly("a/set", "b/set");
  }

  private LabeledImage write(String name, int frame) throws Exception {
    byte[] bytes = ImageCodec.encodePng(framed(40, 40, frame));
    Path path = folder.resolve("images").resolve(name + ".png");
    Files.createDirectories(path.getParent());
    Files.write(path, bytes);
    return image(path, name + ".png", "covid", Hashes.sha256(bytes));
  }

  private static LabeledImage at(String folder, String file, String label) {
    return image(Path.of(folder).resolve(file), file, label, "0");
  }

  private static LabeledImage image(Path path, String file, String label, String sha256) {
    return Images.of(path, "source", file, label, sha256, Optional.empty());
  }

  private static ImageFacts facts(GreyImage image, Optional<GreyImage> mask) {
    try {
      ImageFacts facts = ImageFacts.of(ImageCodec.encodePng(image), "image", image, mask);
      assertThat(facts.format()).isEqualTo(ImageFormat.PNG);
      return facts;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** White in a black frame. */
  private static GreyImage framed(int width, int height, int frame) {
    byte[] pixels = new byte[width * height];
    for (int y = frame; y < height - frame; y++) {
      for (int x = frame; x < width - frame; x++) {
        pixels[y * width + x] = -1;
      }
    }
    return new GreyImage(width, height, pixels);
  }
}
