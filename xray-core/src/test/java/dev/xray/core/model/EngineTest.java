package dev.xray.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Disclaimer;
import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Classes;
import dev.xray.core.image.Preprocessing;
import dev.xray.core.network.GlorotUniform;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.network.Weights;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.Parallel;
import dev.xray.core.runtime.RuntimeInfo;
import dev.xray.core.runtime.RuntimeSettings;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both engines, and what an application needs for each. */
class EngineTest {
  private static final int SIDE = 48;
  private static final RuntimeSettings SETTINGS = new RuntimeSettings(Device.CPU, 2, true);

  /** The jar without a platform in its name has the classes of TensorFlow's formats. */
  private static final Predicate<String> WITHOUT_NATIVE =
      entry -> !entry.matches(".*tensorflow-core-native-.*-(linux|macosx|windows)-.*");

  @TempDir private Path folder;

  private Path jar;
  private List<Path> images;

  @BeforeEach
  void write() throws Exception {
    NetworkSettings network = new NetworkSettings(1, List.of(5, 4), 3, List.of(7), 0.5);
    Weights weights = GlorotUniform.weights(network, SIDE, SIDE, new Seed(9));
    jar = folder.resolve("engine.jar");
    ModelBundle.write(jar, description(network), weights, Map.of());
    images = new ArrayList<>();
    Random random = new Random(5);
    for (int i = 0; i < 40; i++) {
      byte[] pixels = new byte[60 * 50];
      random.nextBytes(pixels);
      Arrays.fill(pixels, 0, 70 * i, (byte) 0);
      GreyImage picture = new GreyImage(60, 50, pixels);
      // A JPEG file is decoded with TensorFlow, if its native library is there.
      images.add(
          i % 2 == 0
              ? Files.write(folder.resolve(i + ".jpg"), ImageCodec.encodeJpeg(picture, 95))
              : Files.write(folder.resolve(i + ".png"), ImageCodec.encodePng(picture)));
    }
  }

  private static ModelDescription description(NetworkSettings network) {
    return new ModelDescription(
        ModelDescription.FORMAT_VERSION,
        "engine",
        Optional.empty(),
        new Classes("normal", "covid"),
        SIDE,
        SIDE,
        new Preprocessing(
            Preprocessing.Equalization.HISTOGRAM,
            Preprocessing.Fit.STRETCH,
            Preprocessing.Resampling.BILINEAR,
            SIDE,
            SIDE),
        List.of(0.5),
        Optional.empty(),
        Optional.of(new ModelCalibration("temperature", 0.4, "validation", 9, 0.7, 0.6)),
        network,
        Optional.empty(),
        "article",
        3,
        "0".repeat(64),
        new RuntimeInfo("2.18.0", "4.9.0", RuntimeInfo.CPU, "linux-x86_64", 2, 1, true),
        "Tests.",
        Disclaimer.TEXT);
  }

  private XrayClassifier classifier(Engine engine) throws Exception {
    return XrayClassifier.of(ModelBundle.read(jar), SETTINGS, engine);
  }

  @Test
  void they_agree_on_one_image_and_on_many() throws Exception {
    try (XrayClassifier tensorFlow = classifier(Engine.TENSORFLOW);
        XrayClassifier onnxRuntime = classifier(Engine.ONNX_RUNTIME)) {
      List<Prediction> expected = tensorFlow.classify(images);
      List<Prediction> found = onnxRuntime.classify(images);
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.get(i).probability())
            .isCloseTo(expected.get(i).probability(), Offset.offset(1e-5));
        assertThat(onnxRuntime.classify(images.get(i)).probability())
            .isCloseTo(expected.get(i).probability(), Offset.offset(1e-5));
      }
      assertThat(expected).extracting(Prediction::probability).doesNotHaveDuplicates();
    }
  }

  @Test
  void many_threads_may_share_a_classifier() throws Exception {
    for (Engine engine : Engine.values()) {
      try (XrayClassifier classifier = classifier(engine)) {
        List<Prediction> alone = new ArrayList<>();
        for (Path image : images) {
          alone.add(classifier.classify(image));
        }
        assertThat(Parallel.map(8, 400, i -> classifier.classify(images.get(i % 40))))
            .as("%s", engine)
            .isEqualTo(Parallel.map(1, 400, i -> alone.get(i % 40)));
      }
    }
  }

  @Test
  void onnx_runtime_is_not_asked_for_a_gpu() {
    assertThatThrownBy(
            () ->
                XrayClassifier.of(
                    ModelBundle.read(jar),
                    new RuntimeSettings(Device.GPU, 2, true),
                    Engine.ONNX_RUNTIME))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("ONNX_RUNTIME computes on the CPU");
  }

  @Test
  void onnx_runtime_needs_no_native_library_of_tensorflow() throws Exception {
    assertThat(probe(WITHOUT_NATIVE, "ONNX_RUNTIME")).startsWith("probability ");
    assertThat(probe(WITHOUT_NATIVE, "TENSORFLOW")).startsWith("error ").contains("TensorFlow");
  }

  @Test
  void without_onnx_runtime_the_error_says_what_to_add() throws Exception {
    assertThat(probe(entry -> !entry.contains("onnxruntime"), "ONNX_RUNTIME"))
        .startsWith("error ")
        .contains("com.microsoft.onnxruntime:onnxruntime");
    assertThat(probe(entry -> !entry.contains("onnxruntime"), "TENSORFLOW"))
        .startsWith("probability ");
  }

  /** What {@link EngineProbe} prints with a part of this class path. */
  private String probe(Predicate<String> classPath, String engine) throws Exception {
    String entries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(classPath)
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                entries,
                EngineProbe.class.getName(),
                jar.toString(),
                images.get(0).toString(),
                engine)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
