package dev.xray.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.evaluation.ImageMeans.OfImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ImageMeansTest {
  private static List<OfImage> images(double... values) {
    List<OfImage> images = new ArrayList<>();
    for (double value : values) {
      images.add(new OfImage(value, Optional.empty()));
    }
    return images;
  }

  @Test
  void without_repeated_patients_the_interval_is_students() {
    // R: t.test(c(0.1, 0.4, 0.5, 0.8)): mean 0.45, sd 0.288675, t(3) = 3.182446.
    Estimate mean = ImageMeans.mean(images(0.1, 0.4, 0.5, 0.8), -1, 1);
    assertThat(mean.value().orElseThrow()).isCloseTo(0.45, Offset.offset(1e-12));
    Interval interval = mean.interval().orElseThrow();
    assertThat(interval.low()).isCloseTo(0.45 - 3.182446 * 0.288675 / 2, Offset.offset(1e-6));
    assertThat(interval.high()).isCloseTo(0.45 + 3.182446 * 0.288675 / 2, Offset.offset(1e-6));
    assertThat(interval.method()).isEqualTo(Method.MEAN_T);
  }

  @Test
  void an_interval_ends_where_values_end() {
    Interval interval = ImageMeans.mean(images(0, 0.1, 1), 0, 1).interval().orElseThrow();
    assertThat(interval.low()).isZero();
    assertThat(interval.high()).isEqualTo(1);
  }

  @Test
  void copies_of_a_patients_images_tell_nothing_new() {
    List<OfImage> once =
        List.of(
            new OfImage(0.1, Optional.of("a")),
            new OfImage(0.4, Optional.of("b")),
            new OfImage(0.9, Optional.of("c")));
    List<OfImage> twice = new ArrayList<>(once);
    twice.addAll(once);
    Interval narrow = ImageMeans.mean(once, 0, 2).interval().orElseThrow();
    Interval same = ImageMeans.mean(twice, 0, 2).interval().orElseThrow();
    assertThat(same.high()).isCloseTo(narrow.high(), Offset.offset(1e-12));
    assertThat(ImageMeans.mean(twice, 0, 2).support().patients()).isEqualTo(3);
  }

  @Test
  void what_cannot_be_said_has_a_reason() {
    assertThat(ImageMeans.mean(List.of(), 0, 1).undefined()).hasValue("there are no images");
    assertThat(ImageMeans.share(List.of()).undefined()).hasValue("there are no images");
    assertThat(ImageMeans.mean(images(0.5), 0, 1).noInterval())
        .hasValue("there are images of one patient only");
    assertThat(ImageMeans.mean(images(0.5, 0.5), 0, 1).noInterval())
        .hasValue("all images have the same value");
  }

  @Test
  void a_share_has_wilsons_interval() {
    Estimate share = ImageMeans.share(images(1, 1, 1, 0));
    assertThat(share.value()).hasValue(0.75);
    assertThat(share.interval()).hasValue(new Share(0.75, 4).wilson(0.95));
    assertThatThrownBy(() -> ImageMeans.share(images(0.5)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
