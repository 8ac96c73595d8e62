package dev.xray.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.image.Preprocessing.Equalization;
import dev.xray.core.image.Preprocessing.Fit;
import dev.xray.core.image.Preprocessing.Resampling;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static Placement placement(Fit fit, int width, int height) {
    return Placement.of(
        new Preprocessing(Equalization.NONE, fit, Resampling.BILINEAR, 64, 48), width, height);
  }

  @Test
  void stretching_fills_the_input() {
    assertThat(placement(Fit.STRETCH, 320, 100))
        .isEqualTo(new Placement(320, 100, 0, 0, 0, 0, 64, 48));
  }

  @Test
  void a_letterbox_leaves_bars_left_and_right_or_above_and_below() {
    assertThat(placement(Fit.LETTERBOX, 100, 100))
        .isEqualTo(new Placement(100, 100, 0, 0, 8, 0, 48, 48));
    assertThat(placement(Fit.LETTERBOX, 640, 240))
        .isEqualTo(new Placement(640, 240, 0, 0, 0, 12, 64, 24));
  }

  @Test
  void what_is_cut_off_lies_beyond_the_input() {
    Placement placement =
        Placement.of(
            new Preprocessing(Equalization.NONE, Fit.STRETCH, Resampling.BILINEAR, 64, 48, 0.1),
            320,
            100);

    assertThat(placement).isEqualTo(new Placement(320, 100, 32, 10, 0, 0, 64, 48));
    assertThat(placement.inputX(32 - 0.5)).isEqualTo(-0.5);
    assertThat(placement.inputX(288 - 0.5)).isEqualTo(63.5);
    assertThat(placement.inputY(10 - 0.5)).isEqualTo(-0.5);
    assertThat(placement.inputY(90 - 0.5)).isEqualTo(47.5);
    assertThat(placement.shows(placement.inputX(32), placement.inputY(10))).isTrue();
    assertThat(placement.shows(placement.inputX(30), placement.inputY(10))).isFalse();
    assertThat(placement.shows(placement.inputX(32), placement.inputY(91))).isFalse();
  }

  @Property
  void edges_of_the_image_are_edges_of_its_place(
      @ForAll @IntRange(min = 1, max = 3000) int width,
      @ForAll @IntRange(min = 1, max = 3000) int height,
      @ForAll Fit fit) {
    Placement placement = placement(fit, width, height);
    Offset<Double> exact = Offset.offset(1e-9);
    assertThat(placement.inputX(-0.5)).isCloseTo(placement.left() - 0.5, exact);
    assertThat(placement.inputX(width - 0.5))
        .isCloseTo(placement.left() + placement.width() - 0.5, exact);
    assertThat(placement.inputY(-0.5)).isCloseTo(placement.top() - 0.5, exact);
    assertThat(placement.inputY(height - 0.5))
        .isCloseTo(placement.top() + placement.height() - 0.5, exact);
    assertThat(placement.width()).isBetween(1, 64);
    assertThat(placement.height()).isBetween(1, 48);
  }
}
