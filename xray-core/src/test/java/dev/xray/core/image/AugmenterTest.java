package dev.xray.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AugmenterTest {
  private static final int SIZE = 40;
  private static final Seed SEED = new Seed(7);
  private final byte[] noise = noise(SIZE * SIZE);

  @Test
  void without_changes_pixels_are_divided_by_255() {
    float[] result = apply(AugmentationSettings.NONE, noise, 1, 0);

    for (int i = 0; i < noise.length; i++) {
      assertThat(result[i]).isEqualTo((noise[i] & 0xFF) / 255f);
    }
  }

  @Property(tries = 100)
  void a_constant_image_keeps_its_level_under_rotation_shift_and_zoom(
      @ForAll @IntRange(min = 1, max = 100) int epoch, @ForAll @IntRange(max = 255) int level) {
    byte[] constant = new byte[SIZE * SIZE];
    Arrays.fill(constant, (byte) level);

    float[] result = apply(new AugmentationSettings(15, 1, 1, 0.2, 0.2), constant, epoch, 3);

    for (float value : result) {
      assertThat(value).isEqualTo(level / 255f, within(1e-6f));
    }
  }

  @Property(tries = 100)
  void every_value_lies_between_0_and_1(
      @ForAll @DoubleRange(max = 180) double rotation,
      @ForAll @DoubleRange(max = 3) double low,
      @ForAll @DoubleRange(max = 0.9) double shift,
      @ForAll @DoubleRange(max = 0.9) double zoom,
      @ForAll @IntRange(max = 1000) int image) {
    float[] result =
        apply(new AugmentationSettings(rotation, low, low + 1, shift, zoom), noise, 1, image);

    for (float value : result) {
      assertThat(value).isBetween(0f, 1f);
    }
  }

  @Test
  void the_same_epoch_and_image_give_the_same_result_on_any_thread() {
    Augmenter augmenter = new Augmenter(AugmentationSettings.article(), SEED, SIZE, SIZE);
    List<float[]> alone =
        IntStream.range(0, 50).mapToObj(image -> apply(augmenter, image)).toList();

    List<float[]> together =
        IntStream.range(0, 50).parallel().mapToObj(image -> apply(augmenter, image)).toList();

    for (int i = 0; i < 50; i++) {
      assertThat(together.get(i)).isEqualTo(alone.get(i));
    }
  }

  @Test
  void another_seed_epoch_or_image_gives_another_result() {
    AugmentationSettings article = AugmentationSettings.article();
    float[] result = apply(article, noise, 1, 1);

    assertThat(result).isNotEqualTo(apply(article, noise, 2, 1));
    assertThat(result).isNotEqualTo(apply(article, noise, 1, 2));
    float[] otherSeed = new float[SIZE * SIZE];
    new Augmenter(article, new Seed(8), SIZE, SIZE).apply(noise, 1, 1, otherSeed, 0);
    assertThat(result).isNotEqualTo(otherSeed);
  }

  @Test
  void brightness_alone_multiplies_every_pixel_by_one_factor_within_its_range() {
    byte[] dark = new byte[SIZE * SIZE];
    Arrays.fill(dark, (byte) 100);
    double least = 2;
    double most = 0;
    for (int image = 0; image < 2000; image++) {
      float factor = apply(new AugmentationSettings(0, 0.8, 1.2, 0, 0), dark, 1, image)[0] * 2.55f;
      least = Math.min(least, factor);
      most = Math.max(most, factor);
    }
    assertThat(least).isBetween(0.7999, 0.805);
    assertThat(most).isBetween(1.195, 1.2001);
  }

  @Test
  void rotation_turns_a_corner_within_its_range_and_to_both_sides() {
    // A bright bar from the centre to the right: its end is found at the height sin(angle).
    double least = 90;
    double most = -90;
    for (int image = 0; image < 500; image++) {
      double angle = angleOfBar(apply(new AugmentationSettings(15, 1, 1, 0, 0), bar(), 1, image));
      least = Math.min(least, angle);
      most = Math.max(most, angle);
    }
    assertThat(least).isBetween(-15.5, -14.0);
    assertThat(most).isBetween(14.0, 15.5);
  }

  @Test
  void the_border_is_replicated() {
    byte[] pixels = new byte[SIZE * SIZE];
    Arrays.fill(pixels, (byte) 200);

    float[] result = apply(new AugmentationSettings(0, 1, 1, 0.5, 0), pixels, 1, 1);

    assertThat(result).containsOnly(200 / 255f);
  }

  @Test
  void writes_nothing_but_its_own_range() {
    float[] target = new float[3 * SIZE * SIZE];
    Arrays.fill(target, -1);

    new Augmenter(AugmentationSettings.article(), SEED, SIZE, SIZE)
        .apply(noise, 1, 1, target, SIZE * SIZE);

    assertThat(Arrays.copyOf(target, SIZE * SIZE)).containsOnly(-1f);
    assertThat(Arrays.copyOfRange(target, 2 * SIZE * SIZE, 3 * SIZE * SIZE)).containsOnly(-1f);
  }

  @Test
  void refuses_settings_out_of_range() {
    assertRefused(new AugmentationSettings(-1, 1, 1, 0, 0), "rotation");
    assertRefused(new AugmentationSettings(Double.NaN, 1, 1, 0, 0), "rotation");
    assertRefused(new AugmentationSettings(0, -0.1, 1, 0, 0), "brightnessLow");
    assertRefused(new AugmentationSettings(0, 1.1, 1, 0, 0), "brightnessHigh");
    assertRefused(new AugmentationSettings(0, 1, 1, 1, 0), "shift");
    assertRefused(new AugmentationSettings(0, 1, 1, 0, 1), "zoom");
    assertRefused(new AugmentationSettings(0, 1, 1, 0, 0, -0.1), "foreignBorder");
    assertRefused(new AugmentationSettings(0, 1, 1, 0, 0, 0.5), "foreignBorder");
  }

  private static void assertRefused(AugmentationSettings settings, String setting) {
    assertThatThrownBy(settings::validate)
        .isInstanceOfSatisfying(
            SettingException.class,
            e -> assertThat(e.setting()).isEqualTo("augmentation." + setting));
  }

  private float[] apply(Augmenter augmenter, int image) {
    float[] target = new float[SIZE * SIZE];
    augmenter.apply(noise, 5, image, target, 0);
    return target;
  }

  private static float[] apply(AugmentationSettings settings, byte[] pixels, int epoch, int image) {
    float[] target = new float[SIZE * SIZE];
    new Augmenter(settings, SEED, SIZE, SIZE).apply(pixels, epoch, image, target, 0);
    return target;
  }

  private static byte[] bar() {
    byte[] pixels = new byte[SIZE * SIZE];
    for (int x = SIZE / 2; x < SIZE; x++) {
      pixels[(SIZE / 2 - 1) * SIZE + x] = (byte) 255;
      pixels[SIZE / 2 * SIZE + x] = (byte) 255;
    }
    return pixels;
  }

  /** Degrees, from the centre of mass. */
  private static double angleOfBar(float[] pixels) {
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < pixels.length; i++) {
      double x = i % SIZE - (SIZE - 1) / 2.0;
      if (x > 0 && x < SIZE / 2.0 - 2) {
        sumX += pixels[i] * x;
        sumY += pixels[i] * (i / SIZE - (SIZE - 1) / 2.0);
      }
    }
    return Math.toDegrees(Math.atan2(sumY, sumX));
  }

  private static byte[] noise(int count) {
    byte[] bytes = new byte[count];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
