package dev.xray.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DropoutTest {
  private static final int SIDE = 20;
  private static final float[] PIXELS = pixels();
  private static final float[] ONE = {1};

  /** Steps this small change no weight. */
  private static final AdamSettings STANDSTILL = new AdamSettings(1e-30, 0.9, 0.999, 1e-7);

  private static float[] pixels() {
    RandomGenerator random = new Seed(1).random("pixels");
    float[] pixels = new float[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    return pixels;
  }

  /** One convolution and the output: the logit is linear in what dropout changes. */
  private static TrainingNetwork network(double dropout, long seed) throws Exception {
    NetworkSettings settings = new NetworkSettings(1, List.of(16), 3, List.of(), dropout);
    TrainingNetwork network =
        new TrainingNetwork(
            TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 2, true)),
            settings,
            SIDE,
            SIDE,
            STANDSTILL,
            new Seed(seed));
    network.restore(AdamState.start(GlorotUniform.weights(settings, SIDE, SIDE, new Seed(1))));
    return network;
  }

  private static double[] logits(TrainingNetwork network, int steps) {
    double[] logits = new double[steps];
    for (int i = 0; i < steps; i++) {
      logits[i] = network.step(PIXELS, ONE, ONE, 1)[0];
    }
    return logits;
  }

  @Test
  void dropout_keeps_the_mean_of_what_the_next_layer_sees() throws Exception {
    try (TrainingNetwork network = network(0.6, 1)) {
      double[] logits = logits(network, 500);
      double mean = Arrays.stream(logits).average().orElseThrow();
      double variance = Arrays.stream(logits).map(x -> (x - mean) * (x - mean)).sum() / 499;
      assertThat(mean)
          .isCloseTo(network.logits(PIXELS, 1)[0], Offset.offset(4 * Math.sqrt(variance / 500)));
      assertThat(variance).isPositive();
    }
  }

  @Test
  void masks_are_a_pure_function_of_seed_and_step() throws Exception {
    try (TrainingNetwork first = network(0.6, 1);
        TrainingNetwork second = network(0.6, 1);
        TrainingNetwork other = network(0.6, 2)) {
      double[] logits = logits(first, 6);
      assertThat(logits).doesNotHaveDuplicates();
      assertThat(logits(other, 6)).doesNotContain(logits);
      AdamState start = second.state();
      second.restore(new AdamState(start.weights(), start.means(), start.squares(), 3));
      assertThat(logits(second, 3)).containsExactly(logits[3], logits[4], logits[5]);
    }
  }

  @Test
  void without_dropout_training_sees_what_prediction_sees() throws Exception {
    try (TrainingNetwork network = network(0, 1)) {
      assertThat(logits(network, 1)[0])
          .isCloseTo(network.logits(PIXELS, 1)[0], Offset.offset(1e-6));
    }
  }
}
