package dev.xray.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.xray.core.Seed;
import dev.xray.core.network.GlorotUniform;
import dev.xray.core.network.InferenceNetwork;
import dev.xray.core.network.NamedArray;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.network.Weights;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.Jvm;
import dev.xray.core.runtime.Parallel;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Images in strips, on several threads, against TensorFlow and the model.onnx that is shipped. */
@Timeout(120)
class OnnxNetworkTest {
  private static final int IMAGES = 19;

  @TempDir private Path folder;

  /** Network, width, height, strips, threads. */
  static Stream<Arguments> networks() {
    NetworkSettings usual = new NetworkSettings(1, List.of(5, 4), 3, List.of(7), 0.5);
    NetworkSettings deep = new NetworkSettings(3, List.of(3, 4, 2), 5, List.of(6, 3, 9), 0);
    NetworkSettings shallow = new NetworkSettings(3, List.of(33), 2, List.of(), 0);
    NetworkSettings points = new NetworkSettings(1, List.of(2, 3), 1, List.of(1), 0);
    return Stream.of(
        Arguments.of(usual, 37, 29, 1, 1),
        Arguments.of(usual, 37, 29, 1, 3),
        Arguments.of(usual, 37, 29, 2, 1),
        Arguments.of(usual, 29, 38, 3, 2),
        Arguments.of(usual, 24, 24, 4, 2),
        Arguments.of(usual, 48, 51, 11, 16),
        Arguments.of(deep, 101, 70, 5, 2),
        Arguments.of(deep, 60, 60, 2, 4),
        Arguments.of(shallow, 30, 47, 4, 3),
        Arguments.of(shallow, 3, 3, 1, 2),
        Arguments.of(points, 22, 27, 6, 4));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void strips_give_the_probabilities_of_the_whole(
      NetworkSettings network, int width, int height, int count, int threads) throws Exception {
    ModelBundle bundle = bundle(network, width, height);
    float[] pixels = pixels(IMAGES, width * height);
    float[] expected = byTensorFlow(bundle, pixels);
    assertThat(byShippedModel(bundle, pixels)).containsExactly(expected, Offset.offset(2e-6f));
    ImageStrips strips =
        new ImageStrips(network, pooled(network, height), pooled(network, width), count);
    try (OnnxEngine engine = new OnnxStrips(bundle, strips, threads)) {
      float[] found = engine.probabilities(pixels, IMAGES);
      assertThat(found).containsExactly(expected, Offset.offset(2e-6f));
      assertThat(spread(expected)).as("images differ").isGreaterThan(1e-2f);
      for (int size : new int[] {1, 2, 3, 8, 9, 17}) {
        assertThat(engine.probabilities(pixels, size))
            .as("first %d images alone", size)
            .containsExactly(Arrays.copyOf(found, size));
      }
    }
  }

  private static int pooled(NetworkSettings network, int size) {
    int pooled = size;
    for (int i = 0; i < network.filters().size(); i++) {
      pooled = (pooled - network.kernel() + 1) / 2;
    }
    return pooled;
  }

  private static float spread(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length - 1] - sorted[0];
  }

  /** Strips as they are chosen: 1 for a small image, 4 and 6 for the article's, none for 32. */
  @Test
  void any_number_of_threads_gives_the_same_probabilities() throws Exception {
    for (int side : new int[] {24, 200}) {
      ModelBundle bundle = bundle(NetworkSettings.article(), side, side);
      float[] pixels = pixels(IMAGES, side * side);
      float[] expected = byTensorFlow(bundle, pixels);
      for (int threads : new int[] {1, 2, 3, 32}) {
        try (OnnxNetwork network = OnnxNetwork.of(bundle, threads);
            OnnxNetwork again = OnnxNetwork.of(bundle, threads)) {
          float[] found = network.probabilities(pixels, IMAGES);
          assertThat(found)
              .as("%d pixels, %d threads", side, threads)
              .containsExactly(expected, Offset.offset(2e-6f));
          assertThat(network.probabilities(pixels, IMAGES)).containsExactly(found);
          assertThat(again.probabilities(pixels, IMAGES)).containsExactly(found);
        }
      }
    }
  }

  @Test
  void many_threads_call_one_network() throws Exception {
    int side = 90;
    ModelBundle bundle =
        bundle(new NetworkSettings(1, List.of(8, 16), 3, List.of(7), 0.5), side, side);
    float[] pixels = pixels(IMAGES, side * side);
    try (OnnxNetwork network = OnnxNetwork.of(bundle, 3)) {
      float[] expected = network.probabilities(pixels, IMAGES);
      List<float[]> found =
          Parallel.map(
              8,
              300,
              call -> {
                int size = 1 + call % 5;
                int first = call % (IMAGES - size);
                float[] some =
                    Arrays.copyOfRange(pixels, first * side * side, (first + size) * side * side);
                return network.probabilities(some, size);
              });
      for (int call = 0; call < found.size(); call++) {
        int size = 1 + call % 5;
        int first = call % (IMAGES - size);
        assertThat(found.get(call))
            .containsExactly(Arrays.copyOfRange(expected, first, first + size));
      }
      assertThat(helpers()).hasSize(2);
    }
    assertThat(helpers()).isEmpty();
  }

  private static List<Thread> helpers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("xray-helper-"))
        .toList();
  }

  @Test
  void after_it_is_closed_it_says_so() throws Exception {
    ModelBundle bundle = bundle(NetworkSettings.article(), 60, 60);
    OnnxNetwork network = OnnxNetwork.of(bundle, 2);
    float[] pixels = pixels(1, 60 * 60);
    assertThat(network.probabilities(pixels, 1)).hasSize(1);
    network.close();
    assertThatThrownBy(() -> network.probabilities(pixels, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void too_few_pixels_are_an_error_after_which_it_still_works() throws Exception {
    ModelBundle bundle = bundle(NetworkSettings.article(), 60, 60);
    float[] pixels = pixels(2, 60 * 60);
    try (OnnxNetwork network = OnnxNetwork.of(bundle, 2)) {
      float[] expected = network.probabilities(pixels, 2);
      assertThatThrownBy(() -> network.probabilities(pixels, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThat(network.probabilities(pixels, 2)).containsExactly(expected);
    }
  }

  /** A tensor that is not closed loses 250 bytes, 7 MB in all. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void memory_does_not_grow_with_calls() throws Exception {
    bundle(new NetworkSettings(1, List.of(2), 3, List.of(), 0), 24, 24);
    Process process =
        Jvm.start(
            Map.of(),
            "-Xms64m",
            "-Xmx64m",
            "-XX:+AlwaysPreTouch",
            MemoryProbe.class.getName(),
            folder.resolve("24x24.jar").toString());
    assertThat(Integer.parseInt(Jvm.output(process))).as("KB").isLessThan(4_000);
  }

  private static float[] byTensorFlow(ModelBundle bundle, float[] pixels) throws Exception {
    TensorFlowRuntime runtime = TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 2, true));
    ModelDescription description = bundle.description();
    try (InferenceNetwork network =
        new InferenceNetwork(runtime, bundle.graph(), description.width(), description.height())) {
      return network.probabilities(pixels, IMAGES);
    }
  }

  private static float[] byShippedModel(ModelBundle bundle, float[] pixels) throws Exception {
    ModelDescription description = bundle.description();
    long[] shape = {IMAGES, description.height(), description.width(), 1};
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(bundle.files().get("model.onnx"));
        OnnxTensor image = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), shape);
        OrtSession.Result result = session.run(Map.of("image", image))) {
      float[] probabilities = new float[IMAGES];
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(probabilities);
      return probabilities;
    }
  }

  /** The last image is dark, so that in it all values after relu may be 0. */
  private static float[] pixels(int images, int size) {
    Random random = new Random(3);
    float[] pixels = new float[images * size];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat() * (images - 1 - i / size) / Math.max(1, images - 1);
    }
    return pixels;
  }

  private ModelBundle bundle(NetworkSettings network, int width, int height) throws Exception {
    Path jar = folder.resolve(width + "x" + height + ".jar");
    Random random = new Random(4);
    List<NamedArray> arrays = new ArrayList<>();
    for (NamedArray array : GlorotUniform.weights(network, width, height, new Seed(9)).arrays()) {
      float[] values = array.values().clone();
      boolean bias = array.name().endsWith("/bias");
      for (int i = 0; i < values.length; i++) {
        values[i] = bias ? (random.nextFloat() - 0.5f) / 5 : 2 * values[i];
      }
      arrays.add(new NamedArray(array.name(), array.shape(), values));
    }
    ModelBundle.write(jar, description(network, width, height), new Weights(arrays), Map.of());
    return ModelBundle.read(jar);
  }

  private static ModelDescription description(NetworkSettings network, int width, int height)
      throws Exception {
    return OnnxFileTest.description(
        network,
        width,
        height,
        Optional.of(new ModelCalibration("temperature", 0.4, "validation", 9, 0.7, 0.6)),
        TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 2, true)));
  }
}
