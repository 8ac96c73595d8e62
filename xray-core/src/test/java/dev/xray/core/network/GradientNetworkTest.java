package dev.xray.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.util.List;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GradientNetworkTest {
  private static final NetworkSettings NETWORK =
      new NetworkSettings(1, List.of(3, 2), 3, List.of(6), 0.5);
  private static final int WIDTH = 19;
  private static final int HEIGHT = 15;

  private static TensorFlowRuntime runtime() throws Exception {
    return TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 2, true));
  }

  private static GradientNetwork network() throws Exception {
    GradientNetwork network = new GradientNetwork(runtime(), NETWORK, WIDTH, HEIGHT);
    network.restore(weights());
    return network;
  }

  /** As a training begins, but with convolutions that are nowhere below 0, so that none is dead. */
  private static Weights weights() throws Exception {
    Weights weights = GlorotUniform.weights(NETWORK, WIDTH, HEIGHT, new Seed(5));
    for (NamedArray array : weights.arrays()) {
      for (int i = 0; array.name().startsWith("conv") && i < array.values().length; i++) {
        array.values()[i] = Math.abs(array.values()[i]);
      }
    }
    return weights;
  }

  private static float[] images(int size) {
    RandomGenerator random = new Seed(6).random("images");
    float[] pixels = new float[size * WIDTH * HEIGHT];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    return pixels;
  }

  @Test
  void gradients_agree_with_finite_differences() throws Exception {
    try (GradientNetwork network = network()) {
      LastConvolution layer = network.lastConvolution(images(2), 2);
      assertThat(layer.values()).doesNotContain(0f);
      float step = 0.01f;
      for (int i = 0; i < layer.values().length; i++) {
        float[] up = layer.values().clone();
        float[] down = layer.values().clone();
        up[i] += step;
        down[i] -= step;
        int image = i / (layer.grid().size() * layer.channels());
        float slope =
            (network.logitsOf(up, 2)[image] - network.logitsOf(down, 2)[image]) / (2 * step);
        assertThat(layer.gradients()[i]).as("%d", i).isCloseTo(slope, Offset.offset(1e-4f));
      }
    }
  }

  @Test
  void an_image_has_the_same_gradients_alone_and_among_others() throws Exception {
    try (GradientNetwork network = network()) {
      float[] two = images(2);
      float[] second = new float[WIDTH * HEIGHT];
      System.arraycopy(two, second.length, second, 0, second.length);
      LastConvolution together = network.lastConvolution(two, 2);
      LastConvolution alone = network.lastConvolution(second, 1);
      for (int i = 0; i < alone.gradients().length; i++) {
        assertThat(together.gradients()[alone.gradients().length + i])
            .isCloseTo(alone.gradients()[i], Offset.offset(1e-6f));
      }
    }
  }

  @Test
  void its_logits_are_those_of_the_network_that_predicts() throws Exception {
    try (GradientNetwork network = network();
        InferenceNetwork shipped =
            new InferenceNetwork(
                runtime(), InferenceGraph.of(NETWORK, WIDTH, HEIGHT, weights()), WIDTH, HEIGHT)) {
      float[] images = images(3);
      assertThat(network.logits(images, 3)).containsExactly(shipped.logits(images, 3));
      assertThat(network.lastConvolution(images, 3).logits())
          .containsExactly(shipped.logits(images, 3));
    }
  }

  @Test
  void a_place_of_the_last_layer_lies_in_the_middle_of_the_pixels_that_it_sees() throws Exception {
    try (GradientNetwork network = network()) {
      // 19 x 15 -> 17 x 13 -> 8 x 6 -> 6 x 4 -> 3 x 2. The first place sees pixels 0 to 9.
      assertThat(network.grid()).isEqualTo(new LastConvolution.Grid(3, 2, 4.5, 4));
    }
  }

  @Test
  void only_pixels_around_a_place_change_it() throws Exception {
    try (GradientNetwork network = network()) {
      float[] image = images(1);
      float[] before = network.lastConvolution(image, 1).values();
      // Place (1, 1) is centred at 8.5 and sees pixels 4 to 13, across and down.
      for (int i = 0; i < image.length; i++) {
        int x = i % WIDTH;
        int y = i / WIDTH;
        boolean seen = x >= 4 && x <= 13 && y >= 4 && y <= 13;
        image[i] = seen ? image[i] : 1 - image[i];
      }
      float[] after = network.lastConvolution(image, 1).values();
      int place = (3 + 1) * 2;
      assertThat(after[place]).isEqualTo(before[place]);
      assertThat(after[place + 1]).isEqualTo(before[place + 1]);
      assertThat(after).isNotEqualTo(before);
    }
  }
}
