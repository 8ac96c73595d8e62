package dev.xray.core.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.explanation.HeatMap.Point;
import dev.xray.core.network.LastConvolution.Grid;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  private static final HeatMap SMALL =
      new HeatMap(new Grid(2, 2, 1.5, 4), new float[] {0, 4, -8, 2});

  @Test
  void between_four_places_it_is_bilinear() {
    assertThat(SMALL.at(1.5, 1.5)).isZero();
    assertThat(SMALL.at(3.5, 1.5)).isEqualTo(2);
    assertThat(SMALL.at(1.5, 3.5)).isEqualTo(-4);
    assertThat(SMALL.at(3.5, 3.5)).isEqualTo(-0.5);
  }

  @Test
  void beyond_the_outermost_places_it_goes_on_as_it_is() {
    assertThat(SMALL.at(0, 0)).isZero();
    assertThat(SMALL.at(100, 0)).isEqualTo(4);
    assertThat(SMALL.at(0, 100)).isEqualTo(-8);
  }

  @Test
  void its_peak_is_where_it_speaks_most_for_the_positive_class() {
    assertThat(SMALL.peak()).isEqualTo(new Point(5.5, 1.5));
    assertThat(SMALL.highest()).isEqualTo(4);
    assertThat(SMALL.lowest()).isEqualTo(-8);
    assertThat(SMALL.largest()).isEqualTo(8);
  }

  @Property
  void it_is_nowhere_beyond_its_own_extremes(
      @ForAll @Size(6) float[] values,
      @ForAll @DoubleRange(min = -10, max = 30) double x,
      @ForAll @DoubleRange(min = -10, max = 30) double y) {
    float[] bounded = new float[6];
    for (int i = 0; i < 6; i++) {
      bounded[i] = (float) Math.tanh(values[i]);
    }
    HeatMap map = new HeatMap(new Grid(3, 2, 2, 5), bounded);
    assertThat(map.at(x, y)).isBetween(map.lowest() - 1e-6, map.highest() + 1e-6);
  }

  @Property
  void at_the_centre_of_a_place_it_has_the_value_of_the_place(
      @ForAll @Size(6) float[] values, @ForAll @IntRange(max = 5) int place) {
    float[] bounded = new float[6];
    for (int i = 0; i < 6; i++) {
      bounded[i] = (float) Math.tanh(values[i]);
    }
    HeatMap map = new HeatMap(new Grid(3, 2, 2, 5), bounded);
    assertThat(map.at(2 + 5 * (place % 3), 2 + 5.0 * (place / 3)))
        .isCloseTo(bounded[place], Offset.offset(1e-6));
  }

  @Test
  void a_map_of_one_place_is_the_same_everywhere() {
    HeatMap one = new HeatMap(new Grid(1, 1, 3, 6), new float[] {7});
    assertThat(one.on(4, 3).values()).containsOnly(7).hasSize(12);
  }

  @Test
  void a_map_with_a_hole_is_refused() {
    assertThatThrownBy(() -> new HeatMap(new Grid(1, 1, 0, 1), new float[] {Float.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
