package dev.xray.core.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.network.GlorotUniform;
import dev.xray.core.network.LastConvolution.Grid;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.network.Weights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SanityCheckTest {
  private static final int SIDE = 24;
  private static final NetworkSettings NETWORK =
      new NetworkSettings(1, List.of(4, 4), 3, List.of(8), 0);
  private static final InMemoryPixels IMAGES = ExplainerTest.random(6, SIDE);
  private static final List<Optional<String>> PATIENTS =
      Collections.nCopies(IMAGES.size(), Optional.empty());

  private static SanityCheck check(Weights trained) {
    return new SanityCheck(NETWORK, trained, SIDE, SIDE, new Seed(9));
  }

  private static Weights trained() throws Exception {
    return GlorotUniform.weights(NETWORK, SIDE, SIDE, new Seed(1234));
  }

  @Test
  void maps_that_follow_the_weights_pass() throws Exception {
    Weights trained = trained();
    try (Explainer explainer =
        ToyNetwork.explainer(NETWORK, trained, SIDE, OcclusionSettings.defaults())) {
      for (MapMethod method : MapMethod.values()) {
        SanityCheck.Result result =
            check(trained)
                .check(
                    weights -> {
                      explainer.restore(weights);
                      return explainer.maps(method, IMAGES);
                    },
                    PATIENTS);
        assertThat(result.stages())
            .extracting(SanityCheck.Stage::layer)
            .containsExactly("output", "dense1", "conv2", "conv1");
        assertThat(Math.abs(result.last().spearman().value().orElseThrow()))
            .as(method.key())
            .isLessThan(0.5);
        assertThat(result.trustworthy()).as(method.key()).isTrue();
      }
    }
  }

  @Test
  void an_edge_detector_in_the_place_of_a_map_is_caught() throws Exception {
    SanityCheck.Result result = check(trained()).check(weights -> edges(), PATIENTS);
    assertThat(result.trustworthy()).isFalse();
    assertThat(result.last().spearman().value()).hasValue(1);
    assertThat(result.last().ssim().value().orElseThrow()).isCloseTo(1, Offset.offset(1e-9));
  }

  @Test
  void an_edge_detector_that_only_takes_its_sign_from_the_weights_is_caught_too() throws Exception {
    Weights trained = trained();
    SanityCheck.Result result =
        check(trained)
            .check(
                weights ->
                    weights.bitwiseEquals(trained)
                        ? edges()
                        : edges().stream().map(SanityCheckTest::turned).toList(),
                PATIENTS);
    assertThat(result.last().spearman().value()).hasValue(-1);
    assertThat(result.last().absolute().value()).hasValue(1);
    assertThat(result.trustworthy()).isFalse();
  }

  @Test
  void the_same_seed_draws_the_same_random_networks() throws Exception {
    List<Weights> first = new ArrayList<>();
    List<Weights> second = new ArrayList<>();
    check(trained()).check(weights -> remembered(first, weights), PATIENTS);
    check(trained()).check(weights -> remembered(second, weights), PATIENTS);
    assertThat(first).hasSize(1 + 4 * SanityCheck.DRAWS).hasSameSizeAs(second);
    for (int i = 0; i < first.size(); i++) {
      assertThat(first.get(i).bitwiseEquals(second.get(i))).isTrue();
    }
    assertThat(first.get(1).bitwiseEquals(first.get(2))).isFalse();
  }

  @Test
  void layers_are_randomised_from_the_output_down() throws Exception {
    List<Weights> all = new ArrayList<>();
    Weights trained = trained();
    check(trained).check(weights -> remembered(all, weights), PATIENTS);
    Weights outputOnly = all.get(1);
    for (int i = 0; i < 8; i++) {
      boolean kept = outputOnly.arrays().get(i) == trained.arrays().get(i);
      assertThat(kept).as(trained.arrays().get(i).name()).isEqualTo(i < 6);
    }
    assertThat(all.get(all.size() - 1).arrays()).doesNotContainAnyElementsOf(trained.arrays());
  }

  private static List<HeatMap> remembered(List<Weights> all, Weights weights) {
    all.add(weights);
    return edges();
  }

  /** Differences between neighbours: shows outlines, whatever the network has learned. */
  private static List<HeatMap> edges() {
    List<HeatMap> maps = new ArrayList<>();
    byte[] grey = new byte[SIDE * SIDE];
    for (int image = 0; image < IMAGES.size(); image++) {
      IMAGES.read(image, grey);
      float[] map = new float[grey.length];
      for (int i = 1; i < map.length; i++) {
        map[i] = Math.abs((grey[i] & 0xFF) - (grey[i - 1] & 0xFF));
      }
      maps.add(new HeatMap(Grid.pixels(SIDE, SIDE), map));
    }
    return maps;
  }

  private static HeatMap turned(HeatMap map) {
    float[] values = map.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = -values[i];
    }
    return new HeatMap(map.grid(), values);
  }
}
