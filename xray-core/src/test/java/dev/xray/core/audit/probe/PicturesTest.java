package dev.xray.core.audit.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import dev.xray.core.codec.GreyImage;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PicturesTest {
  private static final GreyImage SMALL = new GreyImage(3, 2, new byte[] {1, 2, 3, 4, 5, 6});

  @Test
  void flipping_exchanges_left_and_right_and_twice_changes_nothing() {
    assertThat(Pictures.flipped(SMALL).pixels()).containsExactly(3, 2, 1, 6, 5, 4);
    assertThat(Pictures.flipped(Pictures.flipped(SMALL)).pixels()).isEqualTo(SMALL.pixels());
  }

  @Test
  void tiles_change_places_as_they_are_and_what_is_left_over_stays() {
    // 5 x 5 pixels in 2 x 2 tiles of 2 x 2; the last column and the last row are left over.
    byte[] pixels = new byte[25];
    for (int i = 0; i < 25; i++) {
      pixels[i] = (byte) (i / 5 * 10 + i % 5);
    }
    // Always 0: Fisher and Yates then make 3, 0, 1, 2 of 0, 1, 2, 3.
    RandomGenerator zero = () -> 0L;
    assertThat(Pictures.permutation(4, zero)).containsExactly(3, 0, 1, 2);

    assertThat(Pictures.shuffled(new GreyImage(5, 5, pixels), 2, zero).pixels())
        .containsExactly(
            22, 23, 0, 1, 4, //
            32, 33, 10, 11, 14, //
            2, 3, 20, 21, 24, //
            12, 13, 30, 31, 34, //
            40, 41, 42, 43, 44);
  }

  @Test
  void a_permutation_has_each_place_once_and_follows_its_seed() {
    int[] one = Pictures.permutation(64, new Seed(1).random("tiles", 0));
    int[] other = Pictures.permutation(64, new Seed(1).random("tiles", 1));

    assertThat(one).isEqualTo(Pictures.permutation(64, new Seed(1).random("tiles", 0)));
    assertThat(one).isNotEqualTo(other);
    assertThat(Arrays.stream(one).sorted().toArray()).isEqualTo(IntStream.range(0, 64).toArray());
  }

  @Test
  void contrast_is_changed_around_middle_grey_and_limited() {
    // 127.5 + 0.7 (0 - 127.5) = 38.25; 127.5 + 0.7 (255 - 127.5) = 216.75; 100: 108.25.
    assertThat(levels(Pictures.contrast(grey(0, 100, 255), 0.7))).containsExactly(38, 108, 217);
    // 127.5 + 1.3 (100 - 127.5) = 91.75; black and white stay.
    assertThat(levels(Pictures.contrast(grey(0, 100, 255), 1.3))).containsExactly(0, 92, 255);
    assertThat(levels(Pictures.contrast(grey(0, 100, 255), 1))).containsExactly(0, 100, 255);
  }

  @Test
  void gamma_keeps_black_and_white() {
    // 255 (64 / 255)^0.7 = 96.87...; 255 (64 / 255)^1.4 = 36.80...
    assertThat(levels(Pictures.gamma(grey(0, 64, 255), 0.7))).containsExactly(0, 97, 255);
    assertThat(levels(Pictures.gamma(grey(0, 64, 255), 1.4))).containsExactly(0, 37, 255);
  }

  @Test
  void jpeg_keeps_what_is_even_and_loses_more_the_lower_the_quality() throws Exception {
    GreyImage even = new GreyImage(16, 16, new byte[256]);
    assertThat(Pictures.jpeg(even, 50).pixels()).isEqualTo(even.pixels());

    GreyImage noise = noise(32);
    assertThat(difference(noise, Pictures.jpeg(noise, 90))).isPositive();
    assertThat(difference(noise, Pictures.jpeg(noise, 20)))
        .isGreaterThan(difference(noise, Pictures.jpeg(noise, 90)));
  }

  @Test
  void reducing_averages_and_spreads_bilinearly_and_leaves_small_pictures_alone() throws Exception {
    GreyImage image = grey4(0, 100, 40, 60, 20, 80, 50, 50, 0, 0, 200, 200, 0, 0, 200, 200);
    // Means of 2 x 2 pixels: 50, 50 / 0, 200. A pixel of the result lies a quarter or three
    // quarters of the way between two of them, or beside the first or last.
    assertThat(levels(Pictures.reduced(image, 2, 2)))
        .containsExactly(
            50, 50, 50, 50, //
            38, 50, 75, 88, //
            13, 50, 125, 163, //
            0, 50, 150, 200);
    assertThat(Pictures.reduced(image, 4, 9)).isSameAs(image);
  }

  private static GreyImage grey(int... levels) {
    return new GreyImage(levels.length, 1, bytes(levels));
  }

  private static GreyImage grey4(int... levels) {
    return new GreyImage(4, 4, bytes(levels));
  }

  private static byte[] bytes(int... levels) {
    byte[] bytes = new byte[levels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) levels[i];
    }
    return bytes;
  }

  private static int[] levels(GreyImage image) {
    return IntStream.range(0, image.pixels().length).map(i -> image.pixels()[i] & 0xFF).toArray();
  }

  private static GreyImage noise(int side) {
    byte[] pixels = new byte[side * side];
    RandomGenerator random = new Seed(1).random("noise");
    random.nextBytes(pixels);
    return new GreyImage(side, side, pixels);
  }

  private static double difference(GreyImage one, GreyImage other) {
    int[] a = levels(one);
    int[] b = levels(other);
    return IntStream.range(0, a.length).map(i -> Math.abs(a[i] - b[i])).average().orElseThrow();
  }
}
