package dev.xray.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Json;
import dev.xray.core.Seed;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The network against Keras 3.15.1 on TensorFlow 2.21.0; the values were made by
 * src/test/reference/keras_reference.py.
 */
class KerasReferenceTest {
  private static final Offset<Float> CLOSE = Offset.offset(1e-5f);
  private static final AdamSettings KERAS_DEFAULTS = new AdamSettings(1e-3, 0.9, 0.999, 1e-7);

  record Reference(String tensorflow, String keras, long articleParameters, List<Case> cases) {}

  record Case(
      int channels,
      int width,
      int height,
      List<Integer> filters,
      int kernel,
      List<Integer> dense,
      List<float[]> start,
      List<Step> batches,
      List<float[]> end) {
    NetworkSettings network() {
      return new NetworkSettings(channels, filters, kernel, dense, 0);
    }

    Weights weights(List<float[]> values) throws Exception {
      List<NetworkSummary.Variable> variables =
          NetworkSummary.of(network(), width, height).variables();
      List<NamedArray> arrays = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        arrays.add(
            new NamedArray(variables.get(i).name(), variables.get(i).dimensions(), values.get(i)));
      }
      return new Weights(arrays);
    }
  }

  record Step(
      float[] images,
      float[] labels,
      float[] lossWeights,
      float[] probabilities,
      float[] logits,
      double loss,
      List<float[]> gradients) {}

  private static Reference reference() throws IOException {
    try (InputStream in = KerasReferenceTest.class.getResourceAsStream("/reference/keras.json")) {
      return Json.MAPPER.readValue(in, Reference.class);
    }
  }

  static Stream<Case> cases() throws IOException {
    return reference().cases().stream();
  }

  private static TensorFlowRuntime runtime() throws Exception {
    return TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 2, true));
  }

  private static TrainingNetwork network(Case reference) throws Exception {
    return new TrainingNetwork(
        runtime(),
        reference.network(),
        reference.width(),
        reference.height(),
        KERAS_DEFAULTS,
        new Seed(1));
  }

  @Test
  void the_articles_network_has_as_many_parameters_as_in_keras() throws Exception {
    NetworkSummary summary = NetworkSummary.of(NetworkSettings.article(), 200, 200);
    assertThat(summary.parameters())
        .isEqualTo(reference().articleParameters())
        .isEqualTo(4_728_289);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_forward_pass_equals_that_of_keras(Case reference) throws Exception {
    Step first = reference.batches().get(0);
    try (InferenceNetwork network =
        new InferenceNetwork(
            runtime(),
            InferenceGraph.of(
                reference.network(),
                reference.width(),
                reference.height(),
                reference.weights(reference.start())),
            reference.width(),
            reference.height())) {
      assertThat(network.probabilities(first.images(), first.labels().length))
          .containsExactly(first.probabilities(), CLOSE);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void five_steps_of_adam_equal_those_of_keras(Case reference) throws Exception {
    try (TrainingNetwork network = network(reference)) {
      network.restore(AdamState.start(reference.weights(reference.start())));
      for (Step step : reference.batches()) {
        float[] logits =
            network.step(step.images(), step.labels(), step.lossWeights(), step.labels().length);
        assertThat(logits).containsExactly(step.logits(), CLOSE);
        assertThat(loss(logits, step)).isCloseTo(step.loss(), Offset.offset(1e-5));
      }
      assertThat(network.state().steps()).isEqualTo(5);
      assertClose(network.weights(), reference.end());
    }
  }

  /** Pooling before bias and relu has the gradients of pooling after them. */
  @ParameterizedTest
  @MethodSource("cases")
  void the_gradients_equal_those_of_keras(Case reference) throws Exception {
    Step first = reference.batches().get(0);
    try (TrainingNetwork network = network(reference)) {
      network.restore(AdamState.start(reference.weights(reference.start())));
      network.step(first.images(), first.labels(), first.lossWeights(), first.labels().length);
      // From nothing, Adam's m is (1 - beta1) times the gradient after one step.
      List<NamedArray> means = network.state().means().arrays();
      for (int i = 0; i < means.size(); i++) {
        float[] gradient = means.get(i).values().clone();
        for (int j = 0; j < gradient.length; j++) {
          gradient[j] /= 1 - 0.9f;
        }
        assertThat(gradient)
            .as(means.get(i).name())
            .containsExactly(first.gradients().get(i), CLOSE);
      }
    }
  }

  private static void assertClose(Weights weights, List<float[]> expected) {
    for (int i = 0; i < expected.size(); i++) {
      NamedArray array = weights.arrays().get(i);
      assertThat(array.values()).as(array.name()).containsExactly(expected.get(i), CLOSE);
    }
  }

  /** Mean over the batch of weight times -log of the probability given to the truth. */
  private static double loss(float[] logits, Step step) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      double x = step.labels()[i] == 1 ? logits[i] : -logits[i];
      sum += step.lossWeights()[i] * Math.log1p(Math.exp(-x));
    }
    return sum / logits.length;
  }
}
