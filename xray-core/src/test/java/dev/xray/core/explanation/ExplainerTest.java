package dev.xray.core.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.explanation.HeatMap.Point;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.network.GlorotUniform;
import dev.xray.core.network.LastConvolution.Grid;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.network.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainerTest {
  private static final OcclusionSettings PATCH_OF_TWO =
      new OcclusionSettings(2, 2, OptionalDouble.of(0));

  /** One bright pixel right, one left that is half as bright. */
  private static final InMemoryPixels TWO_PIXELS = twoPixels();

  private static InMemoryPixels twoPixels() {
    byte[] pixels = new byte[64];
    pixels[ToyNetwork.pixel(5, 2)] = (byte) 255;
    pixels[ToyNetwork.pixel(1, 6)] = (byte) 51;
    return InMemoryPixels.of(8, 8, List.of(new GreyImage(8, 8, pixels)), List.of(1));
  }

  private static HeatMap map(MapMethod method, InMemoryPixels image) throws Exception {
    try (Explainer explainer = ToyNetwork.explainer(PATCH_OF_TWO)) {
      return explainer.maps(method, image).get(0);
    }
  }

  @Test
  void hires_cam_of_a_network_that_sums_pixels_shows_the_pixels_with_their_sign() throws Exception {
    HeatMap map = map(MapMethod.HIRES_CAM, TWO_PIXELS);
    float[] expected = new float[16];
    expected[1 * 4 + 2] = 1;
    expected[3 * 4] = -0.2f;
    assertThat(map.values()).containsExactly(expected, Offset.offset(1e-6f));
    assertThat(map.grid()).isEqualTo(new Grid(4, 4, 0.5, 2));
    assertThat(map.peak()).isEqualTo(new Point(4.5, 2.5));
  }

  @Test
  void hires_cam_sums_up_to_the_logit_but_for_the_constant() throws Exception {
    try (Explainer explainer = ToyNetwork.explainer(PATCH_OF_TWO)) {
      assertThat(map(MapMethod.HIRES_CAM, TWO_PIXELS).sum())
          .isCloseTo(explainer.logits(TWO_PIXELS)[0] - 0.25, Offset.offset(1e-6));
    }
  }

  @Test
  void grad_cam_misleads_where_the_network_treats_places_differently() throws Exception {
    // The mean gradient is 0: what speaks for and what speaks against cancel, and nothing is left.
    assertThat(map(MapMethod.GRAD_CAM, TWO_PIXELS).largest()).isZero();
  }

  @Test
  void occlusion_shows_by_how_much_the_logit_falls() throws Exception {
    HeatMap map = map(MapMethod.OCCLUSION, TWO_PIXELS);
    float[] expected = new float[64];
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 2; x++) {
        expected[ToyNetwork.pixel(4 + x, 2 + y)] = 1;
        expected[ToyNetwork.pixel(x, 6 + y)] = -0.2f;
      }
    }
    assertThat(map.values()).containsExactly(expected, Offset.offset(1e-6f));
  }

  @Test
  void patches_that_overlap_share_a_pixel_equally() throws Exception {
    OcclusionSettings overlapping = new OcclusionSettings(2, 1, OptionalDouble.of(0));
    try (Explainer explainer = ToyNetwork.explainer(overlapping)) {
      InMemoryPixels image = ToyNetwork.image(255, ToyNetwork.pixel(5, 2));
      HeatMap map = explainer.maps(MapMethod.OCCLUSION, image).get(0);
      assertThat(map.values()[ToyNetwork.pixel(5, 2)]).isCloseTo(1, Offset.offset(1e-6f));
      // One of the four patches that cover its neighbour's neighbourhood covers the bright pixel.
      assertThat(map.values()[ToyNetwork.pixel(4, 1)]).isCloseTo(0.25f, Offset.offset(1e-6f));
      assertThat(map.values()[ToyNetwork.pixel(7, 7)]).isZero();
    }
  }

  @Test
  void an_image_is_covered_with_its_own_mean_unless_told_otherwise() throws Exception {
    InMemoryPixels grey = ToyNetwork.image(128, java.util.stream.IntStream.range(0, 64).toArray());
    OcclusionSettings mean = new OcclusionSettings(2, 2, OptionalDouble.empty());
    try (Explainer explainer = ToyNetwork.explainer(mean)) {
      assertThat(explainer.maps(MapMethod.OCCLUSION, grey).get(0).largest())
          .isCloseTo(0, Offset.offset(1e-5f));
    }
  }

  @Test
  void a_batch_gives_the_maps_of_its_images_in_order() throws Exception {
    NetworkSettings network = new NetworkSettings(1, List.of(3, 2), 3, List.of(4), 0);
    Weights weights = GlorotUniform.weights(network, 20, 20, new Seed(3));
    InMemoryPixels many = random(35, 20);
    try (Explainer explainer =
        ToyNetwork.explainer(network, weights, 20, OcclusionSettings.defaults())) {
      for (MapMethod method : List.of(MapMethod.HIRES_CAM, MapMethod.GRAD_CAM)) {
        List<HeatMap> together = explainer.maps(method, many);
        assertThat(together).hasSize(35);
        for (int i : new int[] {0, 31, 32, 34}) {
          HeatMap alone = explainer.maps(method, many.select(List.of(i))).get(0);
          assertThat(together.get(i).values())
              .containsExactly(alone.values(), Offset.offset(1e-6f));
        }
      }
    }
  }

  static InMemoryPixels random(int count, int side) {
    RandomGenerator random = new Seed(4).random("pictures");
    List<GreyImage> images = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] pixels = new byte[side * side];
      random.nextBytes(pixels);
      images.add(new GreyImage(side, side, pixels));
      labels.add(i % 2);
    }
    return InMemoryPixels.of(side, side, images, labels);
  }

  @Test
  void a_method_that_does_not_exist_is_an_error_that_lists_those_that_do() {
    assertThatThrownBy(() -> MapMethod.named("saliency"))
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo("explanation.method"))
        .hasMessageContaining("is 'saliency', but the methods are hires-cam, grad-cam, occlusion.");
  }

  @ParameterizedTest
  @CsvSource({
    "9, 1, 0.5, patch, from 1 to 8",
    "-1, 1, 0.5, patch, from 1 to 8",
    "4, 5, 0.5, stride, from 1 to 4",
    "4, -1, 0.5, stride, from 1 to 4",
    "4, 2, 1.5, fill, from 0 (black) to 1 (white)"
  })
  void patches_that_cannot_be_used_are_an_error_that_names_the_setting(
      int patch, int stride, double fill, String setting, String demand) {
    assertThatThrownBy(
            () ->
                ToyNetwork.explainer(new OcclusionSettings(patch, stride, OptionalDouble.of(fill))))
        .isInstanceOfSatisfying(
            SettingException.class,
            e -> assertThat(e.setting()).isEqualTo("explanation.occlusion." + setting))
        .hasMessageContaining(demand);
  }
}
