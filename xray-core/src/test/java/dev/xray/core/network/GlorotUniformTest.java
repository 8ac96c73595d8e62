package dev.xray.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GlorotUniformTest {
  private static Weights weights(long seed) throws Exception {
    return GlorotUniform.weights(NetworkSettings.article(), 50, 50, new Seed(seed));
  }

  @Test
  void kernels_fill_their_range_evenly_and_biases_are_zero() throws Exception {
    for (NamedArray array : weights(1).arrays()) {
      if (array.name().endsWith("/bias")) {
        assertThat(array.values()).containsOnly(0f);
        continue;
      }
      List<Integer> shape =
          java.util.Arrays.stream(array.shape()).mapToObj(size -> (int) size).toList();
      double limit = GlorotUniform.limit(shape);
      double squares = 0;
      for (float value : array.values()) {
        assertThat((double) value).isBetween(-limit, limit);
        squares += (double) value * value;
      }
      // The variance of a uniform number in ±limit is limit² / 3.
      assertThat(squares / array.values().length / (limit * limit / 3))
          .as(array.name())
          .isCloseTo(1, Offset.offset(4 / Math.sqrt(array.values().length)));
    }
  }

  @Test
  void the_limit_is_that_of_keras() {
    assertThat(GlorotUniform.limit(List.of(3, 3, 1, 32))).isEqualTo(Math.sqrt(6.0 / (9 + 288)));
    assertThat(GlorotUniform.limit(List.of(73728, 64))).isEqualTo(Math.sqrt(6.0 / (73728 + 64)));
  }

  @Test
  void the_seed_decides_the_weights() throws Exception {
    assertThat(weights(1).bitwiseEquals(weights(1))).isTrue();
    assertThat(weights(1).bitwiseEquals(weights(2))).isFalse();
  }
}
