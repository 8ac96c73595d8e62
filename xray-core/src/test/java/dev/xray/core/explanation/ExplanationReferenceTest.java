package dev.xray.core.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Json;
import dev.xray.core.network.GradientNetwork;
import dev.xray.core.network.LastConvolution;
import dev.xray.core.network.LastConvolution.Grid;
import dev.xray.core.network.NamedArray;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.network.NetworkSummary;
import dev.xray.core.network.Weights;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Maps against Keras's GradientTape, similarities against SciPy and scikit-image; the values and
 * the versions were written by src/test/reference/explanation_reference.py.
 */
class ExplanationReferenceTest {
  record Reference(
      String tensorflow,
      String keras,
      String scipy,
      String scikitImage,
      List<Case> cases,
      List<Pair> similarities) {}

  record Case(
      int channels,
      int width,
      int height,
      List<Integer> filters,
      List<Integer> dense,
      List<float[]> weights,
      float[] images,
      float[] logits,
      float[] values,
      float[] gradients,
      float[] hiResCam,
      float[] gradCam) {
    NetworkSettings network() {
      return new NetworkSettings(channels, filters, 3, dense, 0);
    }

    Weights variables() throws Exception {
      List<NetworkSummary.Variable> shapes =
          NetworkSummary.of(network(), width, height).variables();
      List<NamedArray> arrays = new ArrayList<>();
      for (int i = 0; i < shapes.size(); i++) {
        long[] shape = shapes.get(i).shape().stream().mapToLong(Integer::longValue).toArray();
        arrays.add(new NamedArray(shapes.get(i).name(), shape, weights.get(i)));
      }
      return new Weights(arrays);
    }
  }

  record Pair(
      int width, int height, float[] a, float[] b, double spearman, double absolute, double ssim) {
    HeatMap map(float[] values) {
      return new HeatMap(Grid.pixels(width, height), values);
    }
  }

  private static Reference reference() throws IOException {
    try (InputStream in =
        ExplanationReferenceTest.class.getResourceAsStream("/reference/explanation.json")) {
      return Json.MAPPER.readValue(in, Reference.class);
    }
  }

  static Stream<Case> cases() throws IOException {
    return reference().cases().stream();
  }

  static Stream<Pair> pairs() throws IOException {
    return reference().similarities().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradients_and_maps_are_those_of_keras(Case reference) throws Exception {
    TensorFlowRuntime runtime = TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 2, true));
    try (GradientNetwork network =
        new GradientNetwork(runtime, reference.network(), reference.width(), reference.height())) {
      network.restore(reference.variables());
      int size = reference.logits().length;
      LastConvolution layer = network.lastConvolution(reference.images(), size);
      close(layer.logits(), reference.logits());
      close(layer.values(), reference.values());
      close(layer.gradients(), reference.gradients());
      close(joined(ActivationMaps.hiResCam(layer)), reference.hiResCam());
      close(joined(ActivationMaps.gradCam(layer)), reference.gradCam());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void similarities_are_those_of_scipy_and_scikit_image(Pair pair) {
    Offset<Double> close = Offset.offset(1e-6);
    assertThat(Similarity.spearman(pair.a(), pair.b())).isCloseTo(pair.spearman(), close);
    assertThat(Similarity.spearmanOfAbsolute(pair.a(), pair.b())).isCloseTo(pair.absolute(), close);
    assertThat(Similarity.ssim(pair.map(pair.a()), pair.map(pair.b()), pair.width(), pair.height()))
        .isCloseTo(pair.ssim(), close);
  }

  /** Within 1e-5 of the largest value: small ones are differences of large ones. */
  private static void close(float[] values, float[] reference) {
    float largest = 0;
    for (float value : reference) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).isPositive();
    assertThat(values).hasSameSizeAs(reference);
    assertThat(values).containsExactly(reference, Offset.offset(1e-5f * largest));
  }

  private static float[] joined(List<HeatMap> maps) {
    int size = maps.get(0).values().length;
    float[] all = new float[maps.size() * size];
    for (int i = 0; i < maps.size(); i++) {
      System.arraycopy(maps.get(i).values(), 0, all, i * size, size);
    }
    return all;
  }
}
