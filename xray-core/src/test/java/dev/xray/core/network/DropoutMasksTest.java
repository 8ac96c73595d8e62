package dev.xray.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TUint8;

class DropoutMasksTest {
  private static final List<Shape> SHAPES = List.of(Shape.of(5, 4, 3), Shape.of(7));

  private static DropoutMasks masks(long seed) {
    return new DropoutMasks(0.6, new Seed(seed), SHAPES);
  }

  private static List<byte[]> copy(List<TUint8> masks) {
    List<byte[]> copies = new ArrayList<>();
    for (TUint8 mask : masks) {
      byte[] bytes = new byte[Math.toIntExact(mask.size())];
      mask.copyTo(DataBuffers.of(bytes, false, false));
      copies.add(bytes);
    }
    return copies;
  }

  @Test
  void one_mask_for_each_layer_in_the_shape_of_the_batch() {
    try (DropoutMasks masks = masks(1)) {
      assertThat(masks.of(1, 2))
          .extracting(TUint8::shape)
          .containsExactly(Shape.of(2, 5, 4, 3), Shape.of(2, 7));
    }
  }

  @Test
  void a_pure_function_of_seed_step_and_layer() {
    try (DropoutMasks masks = masks(1);
        DropoutMasks resumed = masks(1);
        DropoutMasks other = masks(2)) {
      List<byte[]> first = copy(masks.of(1, 16));
      List<byte[]> second = copy(masks.of(2, 16));
      List<byte[]> third = copy(masks.of(3, 16));
      assertThat(first.get(0)).isNotEqualTo(second.get(0)).isNotEqualTo(third.get(0));
      assertThat(copy(resumed.of(3, 16)).toArray()).isEqualTo(third.toArray());
      assertThat(copy(resumed.of(1, 16)).toArray()).isEqualTo(first.toArray());
      assertThat(copy(other.of(1, 16)).get(0)).isNotEqualTo(first.get(0));
      assertThat(Arrays.copyOf(first.get(0), 112)).isNotEqualTo(first.get(1));
    }
  }

  @Test
  void a_partial_batch_sees_the_first_of_a_full_one() {
    try (DropoutMasks masks = masks(1);
        DropoutMasks partial = masks(1)) {
      masks.of(1, 16);
      List<byte[]> full = copy(masks.of(2, 16));
      List<byte[]> some = copy(partial.of(2, 3));
      for (int layer = 0; layer < some.size(); layer++) {
        assertThat(full.get(layer)).startsWith(some.get(layer));
      }
    }
  }
}
