package dev.xray.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.network.NetworkSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where images are cut, and how often. */
class ImageStripsTest {
  private static final NetworkSettings ARTICLE = NetworkSettings.article();

  private static Optional<Integer> count(NetworkSettings network, int side, int threads) {
    return ImageStrips.of(network, side, side, threads).map(ImageStrips::count);
  }

  @Test
  void threads_have_equal_shares_of_an_articles_image() {
    assertThat(count(ARTICLE, 200, 1)).contains(4);
    assertThat(count(ARTICLE, 200, 2)).contains(4);
    assertThat(count(ARTICLE, 200, 3)).contains(6);
    assertThat(count(ARTICLE, 200, 16)).contains(16);
    assertThat(count(ARTICLE, 200, 48)).contains(48);
  }

  @Test
  void a_larger_image_is_cut_into_more_strips() {
    ImageStrips strips = ImageStrips.of(ARTICLE, 300, 300, 2).orElseThrow();
    assertThat(strips.count()).isGreaterThan(4).isEven();
    assertThat(strips.activationBytes())
        .as("what a convolution reads and writes fits into the cache")
        .isBetween(ImageStrips.ACTIVATION_BYTES / 2, ImageStrips.ACTIVATION_BYTES);
    assertThat(ImageStrips.of(ARTICLE, 3000, 200, 2).orElseThrow().activationBytes())
        .as("but not at the price of strips that are hardly more than overlap")
        .isGreaterThan(ImageStrips.ACTIVATION_BYTES);
  }

  @Test
  void a_small_image_stays_whole() {
    assertThat(count(ARTICLE, 24, 2)).contains(1);
    assertThat(count(ARTICLE, 24, 64)).contains(1);
  }

  @Test
  void strips_that_would_cost_too_much_are_not_made() {
    assertThat(count(ARTICLE, 200, 32)).as("32 threads, but 48 rows").isEmpty();
    assertThat(count(ARTICLE, 200, 49)).as("a thread without a row").contains(48);
    assertThat(count(ARTICLE, 200, 64)).as("16 threads without a row").isEmpty();
    NetworkSettings deep = new NetworkSettings(1, List.of(32, 32, 32, 32, 32), 3, List.of(), 0);
    assertThat(count(deep, 200, 1)).as("strips that overlap by half of the image").contains(1);
    assertThat(count(deep, 200, 4)).as("for 4 threads, by more").isEmpty();
  }

  @Test
  void nor_are_they_before_a_large_dense_layer() {
    assertThat(count(new NetworkSettings(1, List.of(32, 32), 3, List.of(128), 0), 200, 2))
        .contains(4);
    assertThat(count(new NetworkSettings(1, List.of(32, 32), 3, List.of(256), 0), 200, 2))
        .isEmpty();
  }

  /** One layer after the other, against the rows that a strip takes. */
  @ParameterizedTest
  @CsvSource({"3, 2, 200, 4", "3, 2, 37, 7", "2, 1, 31, 15", "5, 3, 101, 4", "1, 2, 26, 3"})
  void a_strip_has_just_the_rows_that_its_output_depends_on(
      int kernel, int layers, int height, int count) {
    Integer[] filters = new Integer[layers];
    Arrays.fill(filters, 4);
    NetworkSettings network = new NetworkSettings(1, List.of(filters), kernel, List.of(), 0);
    int output = height;
    for (int i = 0; i < layers; i++) {
      output = (output - kernel + 1) / 2;
    }
    ImageStrips strips = new ImageStrips(network, output, output, count);
    int next = 0;
    for (int strip = 0; strip < count; strip++) {
      int first = next;
      next += strips.outputRows(strip);
      assertThat(strips.firstOutputRow(strip)).isEqualTo(first);
      assertThat(strips.outputRows(strip))
          .isBetween(strips.mostOutputRows() - 1, strips.mostOutputRows());
      int from = first;
      int last = next - 1;
      for (int i = 0; i < layers; i++) {
        from = 2 * from;
        last = 2 * last + 1 + kernel - 1;
      }
      assertThat(strips.firstRow(strip)).isEqualTo(from);
      assertThat(strips.rows(strips.outputRows(strip))).isEqualTo(last - from + 1);
      assertThat(last).isLessThan(height);
    }
    assertThat(next).isEqualTo(output);
    assertThat(strips.columns()).isEqualTo(strips.rows(output)).isLessThanOrEqualTo(height);
  }
}
