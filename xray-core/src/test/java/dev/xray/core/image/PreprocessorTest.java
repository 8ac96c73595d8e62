package dev.xray.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Json;
import dev.xray.core.ReferenceImages;
import dev.xray.core.SettingException;
import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.Images;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.image.Preprocessing.Equalization;
import dev.xray.core.image.Preprocessing.Fit;
import dev.xray.core.image.Preprocessing.Resampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessorTest {
  private static final Classes CLASSES = new Classes("normal", "covid");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "HISTOGRAM, STRETCH, BILINEAR, 67, 53",
    "CLAHE, STRETCH, BILINEAR, 67, 53",
    "NONE, STRETCH, BILINEAR, 20, 20",
    "NONE, STRETCH, AREA, 20, 20",
    "HISTOGRAM, STRETCH, BILINEAR, 20, 20",
    "HISTOGRAM, STRETCH, AREA, 20, 20",
    "CLAHE, LETTERBOX, BILINEAR, 20, 20",
    "CLAHE, LETTERBOX, AREA, 20, 20",
    "NONE, STRETCH, BILINEAR, 200, 200",
    "NONE, STRETCH, AREA, 200, 200",
    "HISTOGRAM, STRETCH, BILINEAR, 200, 200",
    "HISTOGRAM, STRETCH, AREA, 200, 200",
    "CLAHE, LETTERBOX, BILINEAR, 200, 200",
    "CLAHE, LETTERBOX, AREA, 200, 200",
    "NONE, STRETCH, BILINEAR, 31, 17",
    "NONE, STRETCH, AREA, 31, 17",
    "HISTOGRAM, STRETCH, BILINEAR, 31, 17",
    "HISTOGRAM, STRETCH, AREA, 31, 17",
    "CLAHE, LETTERBOX, BILINEAR, 31, 17",
    "CLAHE, LETTERBOX, AREA, 31, 17"
  })
  void gives_every_pixel_exactly_as_opencv_python(
      Equalization equalization, Fit fit, Resampling resampling, int width, int height)
      throws Exception {
    String name = equalization + " " + fit + " " + resampling + " " + width + "x" + height;
    GreyImage source = ReferenceImages.expected("preprocessed.json", "source");

    GreyImage result =
        new Preprocessor(new Preprocessing(equalization, fit, resampling, width, height))
            .apply(source);

    assertThat(result.width()).isEqualTo(width);
    assertThat(result.height()).isEqualTo(height);
    assertThat(result.pixels())
        .isEqualTo(ReferenceImages.expected("preprocessed.json", name).pixels());
  }

  @Test
  void a_constant_image_stays_as_it_is() throws Exception {
    GreyImage constant = ReferenceImages.expected("preprocessed.json", "constant");

    GreyImage result =
        new Preprocessor(
                new Preprocessing(Equalization.HISTOGRAM, Fit.STRETCH, Resampling.BILINEAR, 67, 53))
            .apply(constant);

    assertThat(result.pixels())
        .isEqualTo(ReferenceImages.expected("preprocessed.json", "constant equalised").pixels());
  }

  @ParameterizedTest
  @EnumSource(Fit.class)
  void what_is_cut_off_is_as_if_it_had_never_been_there(Fit fit) throws Exception {
    GreyImage source = ReferenceImages.expected("preprocessed.json", "source");
    int cutX = (int) (source.width() * 0.15);
    int cutY = (int) (source.height() * 0.15);
    GreyImage centre = rectangle(source, cutX, cutY);

    for (Equalization equalization : Equalization.values()) {
      Preprocessing whole = new Preprocessing(equalization, fit, Resampling.AREA, 31, 17);
      Preprocessing cropped = new Preprocessing(equalization, fit, Resampling.AREA, 31, 17, 0.15);

      assertThat(cutX).isPositive();
      assertThat(new Preprocessor(cropped).apply(source).pixels())
          .isEqualTo(new Preprocessor(whole).apply(centre).pixels())
          .isNotEqualTo(new Preprocessor(whole).apply(source).pixels());
    }
  }

  /** Without as many columns at both sides and rows above and below. */
  private static GreyImage rectangle(GreyImage image, int cutX, int cutY) {
    int width = image.width() - 2 * cutX;
    int height = image.height() - 2 * cutY;
    byte[] pixels = new byte[width * height];
    for (int y = 0; y < height; y++) {
      System.arraycopy(image.pixels(), (y + cutY) * image.width() + cutX, pixels, y * width, width);
    }
    return new GreyImage(width, height, pixels);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 0.41, Double.NaN})
  void refuses_to_cut_off_nearly_everything(double crop) {
    Preprocessing preprocessing =
        new Preprocessing(Equalization.NONE, Fit.STRETCH, Resampling.AREA, 20, 20, crop);

    assertThatThrownBy(() -> new Preprocessor(preprocessing))
        .isInstanceOf(SettingException.class)
        .hasMessage("preprocessing.crop is " + crop + ", but must be from 0 to 0.4.");
  }

  @Test
  void json_of_a_preprocessing_without_crop_is_what_it_was_before_there_was_one() throws Exception {
    Preprocessing cropped =
        new Preprocessing(Equalization.NONE, Fit.STRETCH, Resampling.AREA, 20, 20, 0.1);

    assertThat(Json.text(Preprocessing.article())).doesNotContain("crop");
    assertThat(Json.text(cropped)).contains("\"crop\" : 0.1");
    for (Preprocessing each : List.of(Preprocessing.article(), cropped)) {
      assertThat(Json.MAPPER.readValue(Json.text(each), Preprocessing.class)).isEqualTo(each);
    }
  }

  @Test
  void does_not_change_its_input() throws Exception {
    GreyImage source = ReferenceImages.expected("preprocessed.json", "source");
    byte[] before = source.pixels().clone();

    new Preprocessor(Preprocessing.article()).apply(source);

    assertThat(source.pixels()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"0, 200, width", "200, 5000, height", "7, 200, width", "-1, 200, width"})
  void refuses_impossible_sizes(int width, int height, String setting) {
    Preprocessing preprocessing =
        new Preprocessing(Equalization.NONE, Fit.STRETCH, Resampling.AREA, width, height);

    assertThatThrownBy(() -> new Preprocessor(preprocessing))
        .isInstanceOfSatisfying(
            SettingException.class,
            e -> assertThat(e.setting()).isEqualTo("preprocessing." + setting));
  }

  @Test
  void an_image_is_named_by_its_pixels_before_preprocessing() throws Exception {
    LabeledImage png = image("a.png", "covid", picture(1));
    List<LabeledImage> images =
        List.of(png, image("b.bmp", "normal", picture(1)), image("c.png", "covid", picture(2)));

    List<String> digests =
        new PixelCache(RecordCache.none())
            .read(Preprocessing.article(), images, CLASSES, 1, done -> {})
            .digests();

    assertThat(digests.get(0))
        .isEqualTo(PixelDigest.of(ImageCodec.decodeGrey(Files.readAllBytes(png.path()), "a.png")))
        .isEqualTo(digests.get(1))
        .isNotEqualTo(digests.get(2));
  }

  @Test
  void many_images_are_the_same_on_any_number_of_threads() throws Exception {
    List<LabeledImage> images = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      images.add(image("i" + i + ".png", i % 3 == 0 ? "covid" : "normal", picture(i)));
    }
    Preprocessor preprocessor = new Preprocessor(Preprocessing.article());
    List<Integer> progress = Collections.synchronizedList(new ArrayList<>());

    Pixels one = preprocessor.applyAll(images, CLASSES, 1, progress::add);
    Pixels four = preprocessor.applyAll(images, CLASSES, 4, done -> {});

    assertThat(PixelDigest.of(one)).isEqualTo(PixelDigest.of(four));
    assertThat(progress).isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
    assertThat(one.size()).isEqualTo(12);
    assertThat(IntStream.range(0, 12).map(one::label))
        .containsExactly(1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0);
    assertThat(one.select(List.of(3, 0)).image(0).pixels()).isEqualTo(one.image(3).pixels());
  }

  @Test
  void an_unreadable_image_is_named_with_the_cure() throws Exception {
    byte[] whole = ImageCodec.encodeJpeg(picture(1), 90);
    LabeledImage bad = image("bad.jpg", "covid", Arrays.copyOf(whole, 300));
    Preprocessor preprocessor = new Preprocessor(Preprocessing.article());

    assertThatThrownBy(() -> preprocessor.applyAll(List.of(bad), CLASSES, 2, done -> {}))
        .isInstanceOfSatisfying(
            UnreadableImageException.class,
            e -> assertThat(e.file()).isEqualTo(bad.path().toString()))
        .hasMessageContaining("is truncated")
        .hasMessageContaining("take it out of the data set");
  }

  @Test
  void of_several_unreadable_images_the_first_is_named() throws Exception {
    List<LabeledImage> images = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      images.add(image("i" + i + ".png", "covid", new byte[] {1, 2, 3}));
    }
    Preprocessor preprocessor = new Preprocessor(Preprocessing.article());

    assertThatThrownBy(() -> preprocessor.applyAll(images, CLASSES, 1, done -> {}))
        .hasMessageContaining("i0.png");
  }

  @Test
  void a_file_that_changed_since_it_was_listed_is_refused() throws Exception {
    LabeledImage image = image("a.png", "covid", picture(1));
    Files.write(image.path(), ImageCodec.encodePng(picture(2)));
    Preprocessor preprocessor = new Preprocessor(Preprocessing.article());

    assertThatThrownBy(() -> preprocessor.applyAll(List.of(image), CLASSES, 1, done -> {}))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("has changed");
  }

  @Test
  void the_pixel_digest_changes_with_a_pixel_a_label_and_the_order() {
    GreyImage a = picture(1);
    GreyImage b = picture(2);
    String digest = digest(List.of(a, b), List.of(0, 1));

    assertThat(digest).isEqualTo(digest(List.of(a, b), List.of(0, 1)));
    assertThat(digest).isNotEqualTo(digest(List.of(b, a), List.of(0, 1)));
    assertThat(digest).isNotEqualTo(digest(List.of(a, b), List.of(1, 1)));
    assertThat(digest).isNotEqualTo(digest(List.of(a, picture(3)), List.of(0, 1)));
  }

  private static String digest(List<GreyImage> images, List<Integer> labels) {
    return PixelDigest.of(InMemoryPixels.of(40, 30, images, labels));
  }

  private static GreyImage picture(int number) {
    byte[] pixels = new byte[40 * 30];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * (number + 3) / 7);
    }
    return new GreyImage(40, 30, pixels);
  }

  private LabeledImage image(String name, String label, GreyImage pixels) throws IOException {
    return image(name, label, ImageCodec.encodePng(pixels));
  }

  private LabeledImage image(String name, String label, byte[] bytes) throws IOException {
    Path path = Files.write(folder.resolve(name), bytes);
    return Images.of(path, "source", name, label, Hashes.sha256(bytes), Optional.empty());
  }
}
