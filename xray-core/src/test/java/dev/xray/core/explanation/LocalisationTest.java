package dev.xray.core.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.evaluation.Method;
import dev.xray.core.network.LastConvolution.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LocalisationTest {
  private static final int SIDE = 40;
  private static final Offset<Double> EXACT = Offset.offset(1e-9);

  private static final Mask LUNGS = mask((x, y) -> x >= 4 && x < 36 && y >= 10 && y < 30);
  private static final Mask LESION = mask((x, y) -> x >= 20 && x < 24 && y >= 12 && y < 16);
  private static final Masks BOTH = new Masks(Optional.of(LUNGS), Optional.of(LESION));

  private static Mask mask(BiPredicate<Integer, Integer> inside) {
    boolean[] pixels = new boolean[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = inside.test(i % SIDE, i / SIDE);
    }
    return new Mask(SIDE, SIDE, pixels);
  }

  /** A map that is 3 at one pixel, 1 at another and -9 at a third. */
  private static HeatMap map(int highest, int second, int lowest) {
    float[] values = new float[SIDE * SIDE];
    values[highest] = 3;
    values[second] = 1;
    values[lowest] = -9;
    return new HeatMap(Grid.pixels(SIDE, SIDE), values);
  }

  private static int pixel(int x, int y) {
    return y * SIDE + x;
  }

  private static Localisation.Known known(String patient) {
    return new Localisation.Known(BOTH, Optional.of(patient));
  }

  @Test
  void hits_and_shares_are_counted_on_the_positive_part_of_the_map() {
    List<HeatMap> maps =
        List.of(
            map(pixel(21, 13), pixel(5, 12), pixel(22, 13)),
            map(pixel(1, 1), pixel(21, 13), pixel(0, 0)));
    Localisation.Row row = Localisation.of("any", List.of(known("a"), known("b")), maps);
    assertThat(row.lesionHits().value()).hasValue(0.5);
    assertThat(row.lesionHits().support().count()).hasValue(1);
    assertThat(row.lesionHits().interval().orElseThrow().method()).isEqualTo(Method.WILSON);
    assertThat(row.lungHits().value()).hasValue(0.5);
    assertThat(row.lesionShare().value().orElseThrow()).isCloseTo((0.75 + 0.25) / 2, EXACT);
    assertThat(row.lungShare().value().orElseThrow()).isCloseTo((1 + 0.25) / 2, EXACT);
  }

  @Test
  void a_near_miss_within_three_hundredths_of_the_side_is_a_hit_and_one_beyond_is_none() {
    // 0.03 * 40 = 1.2 pixels: the neighbour counts, the next one does not, nor does the diagonal.
    for (int[] place : new int[][] {{24, 13, 1}, {25, 13, 0}, {24, 16, 0}}) {
      HeatMap map = map(pixel(place[0], place[1]), 0, 1);
      Localisation.Row row = Localisation.of("any", List.of(known("a")), List.of(map));
      assertThat(row.lesionHits().value()).as(Arrays.toString(place)).hasValue(place[2]);
    }
  }

  @Test
  void a_random_point_hits_as_often_as_the_grown_target_is_large() {
    Localisation.Row random = Localisation.baselines(List.of(known("a"), known("b"))).get(0);
    // 4 x 4 pixels and the four rows of 4 beside them.
    assertThat(random.lesionHits().value().orElseThrow()).isCloseTo(32 / 1600.0, EXACT);
    assertThat(random.lesionShare().value().orElseThrow()).isCloseTo(16 / 1600.0, EXACT);
    assertThat(random.lungShare().value().orElseThrow()).isCloseTo(640 / 1600.0, EXACT);
  }

  @Test
  void a_random_point_in_the_lungs_knows_where_the_lungs_are() {
    Localisation.Row random = Localisation.baselines(List.of(known("a"), known("b"))).get(1);
    assertThat(random.lesionHits().value().orElseThrow()).isCloseTo(32 / 640.0, EXACT);
    assertThat(random.lungHits().value()).hasValue(1);
  }

  @Test
  void the_lungs_centre_is_one_point() {
    Localisation.Row centre = Localisation.baselines(List.of(known("a"), known("b"))).get(2);
    // At (19.5, 19.5), four rows below the lesion.
    assertThat(centre.lesionHits().value()).hasValue(0);
    assertThat(centre.lungHits().value()).hasValue(1);
  }

  @Test
  void images_without_a_mask_or_with_an_empty_one_are_left_out() {
    Mask nothing = mask((x, y) -> false);
    List<Localisation.Known> images =
        List.of(
            known("a"),
            new Localisation.Known(
                new Masks(Optional.empty(), Optional.of(nothing)), Optional.of("b")),
            new Localisation.Known(Masks.NONE, Optional.of("c")));
    List<HeatMap> maps = new ArrayList<>();
    images.forEach(image -> maps.add(map(pixel(21, 13), 0, 1)));
    Localisation.Row row = Localisation.of("any", images, maps);
    assertThat(row.lesionHits().support().images()).isEqualTo(1);
    assertThat(row.lungShare().support().images()).isEqualTo(1);
    assertThat(Localisation.of("none", List.of(), List.of()).lesionHits().undefined())
        .hasValue("there are no images");
  }
}
