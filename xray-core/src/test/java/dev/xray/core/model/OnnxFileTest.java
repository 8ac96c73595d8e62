package dev.xray.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.xray.core.Disclaimer;
import dev.xray.core.Seed;
import dev.xray.core.dataset.Classes;
import dev.xray.core.image.Preprocessing;
import dev.xray.core.network.GlorotUniform;
import dev.xray.core.network.InferenceNetwork;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.network.Weights;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX Runtime gives what TensorFlow gives. */
class OnnxFileTest {
  private static final int IMAGES = 5;

  @TempDir private Path folder;

  static Stream<NetworkSettings> networks() {
    return Stream.of(
        new NetworkSettings(1, List.of(4, 3), 3, List.of(5), 0.5),
        new NetworkSettings(3, List.of(2, 4), 5, List.of(6, 3), 0),
        new NetworkSettings(1, List.of(7), 2, List.of(), 0));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void probabilities_equal_those_of_tensorflow(NetworkSettings settings) throws Exception {
    compare(settings, 37, 29);
  }

  @Test
  void so_do_those_of_the_articles_network() throws Exception {
    compare(NetworkSettings.article(), 200, 200);
  }

  @Test
  void so_do_calibrated_ones() throws Exception {
    compare(
        new NetworkSettings(1, List.of(4, 3), 3, List.of(5), 0.5),
        37,
        29,
        Optional.of(new ModelCalibration("temperature", 0.1, "validation", 9, 0.7, 0.6)));
  }

  private void compare(NetworkSettings settings, int width, int height) throws Exception {
    compare(settings, width, height, Optional.empty());
  }

  private void compare(
      NetworkSettings settings, int width, int height, Optional<ModelCalibration> calibration)
      throws Exception {
    TensorFlowRuntime runtime = TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 2, true));
    ModelDescription description = description(settings, width, height, calibration, runtime);
    Weights weights = GlorotUniform.weights(settings, width, height, new Seed(9));
    Path jar = folder.resolve("small.jar");
    ModelBundle.write(jar, description, weights, Map.of());
    ModelBundle bundle = ModelBundle.read(jar);
    float[] images = images(width, height);

    float[] expected;
    try (InferenceNetwork network = new InferenceNetwork(runtime, bundle.graph(), width, height)) {
      expected = network.probabilities(images, IMAGES);
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(bundle.files().get("model.onnx"));
        OnnxTensor image =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(images), new long[] {IMAGES, height, width, 1});
        OrtSession.Result result = session.run(Map.of("image", image))) {
      float[][] found = (float[][]) result.get("probability").orElseThrow().getValue();
      for (int i = 0; i < IMAGES; i++) {
        assertThat(found[i]).hasSize(1);
        assertThat(found[i][0]).isCloseTo(expected[i], Offset.offset(1e-5f));
      }
    }
    assertThat(expected[0]).isNotCloseTo(expected[1], Offset.offset(1e-4f));
  }

  private static float[] images(int width, int height) {
    Random random = new Random(3);
    float[] images = new float[IMAGES * width * height];
    for (int i = 0; i < images.length; i++) {
      images[i] = random.nextFloat() * (1 + i / (width * height)) / IMAGES;
    }
    return images;
  }

  static ModelDescription description(
      NetworkSettings settings,
      int width,
      int height,
      Optional<ModelCalibration> calibration,
      TensorFlowRuntime runtime) {
    return new ModelDescription(
        ModelDescription.FORMAT_VERSION,
        "small",
        Optional.empty(),
        new Classes("normal", "covid"),
        width,
        height,
        new Preprocessing(
            Preprocessing.Equalization.NONE,
            Preprocessing.Fit.STRETCH,
            Preprocessing.Resampling.AREA,
            width,
            height),
        List.of(0.5),
        Optional.empty(),
        calibration,
        settings,
        Optional.of(ModelDescription.ONNX_OPSET),
        "article",
        3,
        "0".repeat(64),
        runtime.info(),
        "Tests.",
        Disclaimer.TEXT);
  }
}
