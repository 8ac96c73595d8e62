package dev.xray.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Disclaimer;
import dev.xray.core.Seed;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Classes;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.image.Preprocessing;
import dev.xray.core.image.Preprocessor;
import dev.xray.core.network.GlorotUniform;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.network.Weights;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.Predictor;
import dev.xray.core.training.RandomPixels;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class ModelBundleTest {
  private static final int SIDE = 20;
  private static final NetworkSettings NETWORK =
      new NetworkSettings(3, List.of(4, 3), 3, List.of(5), 0.5);
  private static final RuntimeSettings SETTINGS = new RuntimeSettings(Device.CPU, 2, true);
  private static final String PREFIX = "META-INF/xray/small/";

  private static TensorFlowRuntime runtime;
  private static Weights weights;

  @TempDir private Path folder;
  private Path jar;

  @BeforeAll
  static void makeWeights() throws XrayException {
    runtime = TensorFlowRuntime.load(SETTINGS);
    weights = GlorotUniform.weights(NETWORK, SIDE, SIDE, new Seed(3));
  }

  @BeforeEach
  void writeBundle() throws XrayException, IOException {
    jar = folder.resolve("small-model.jar");
    ModelBundle.write(jar, description("small"), weights, extra());
  }

  private static Map<String, byte[]> extra() {
    return Map.of("MODEL_CARD.md", "# A card\n".getBytes(StandardCharsets.UTF_8));
  }

  private static ModelDescription description(String name) {
    return new ModelDescription(
        ModelDescription.FORMAT_VERSION,
        name,
        Optional.of("org.example:small:1.0"),
        new Classes("normal", "covid"),
        SIDE,
        SIDE,
        new Preprocessing(
            Preprocessing.Equalization.HISTOGRAM,
            Preprocessing.Fit.STRETCH,
            Preprocessing.Resampling.BILINEAR,
            SIDE,
            SIDE),
        List.of(0.5, 0.45),
        NETWORK,
        "article",
        3,
        "0".repeat(64),
        runtime.info(),
        "Tests.",
        Disclaimer.TEXT);
  }

  private SortedMap<String, byte[]> entries() throws IOException {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] png(long seed) throws XrayException {
    dev.xray.core.runtime.OpenCvRuntime.load();
    InMemoryPixels pixels = RandomPixels.of(1, 48, seed);
    return ImageCodec.encodePng(pixels.image(0));
  }

  @Test
  void a_bundle_comes_back_as_it_was_written() throws Exception {
    ModelBundle bundle = ModelBundle.read(jar);
    assertThat(bundle.description()).isEqualTo(description("small"));
    assertThat(bundle.weights().bitwiseEquals(weights)).isTrue();
    assertThat(bundle.files().get("MODEL_CARD.md")).asString().isEqualTo("# A card\n");
  }

  @Test
  void the_same_model_gives_the_same_bytes() throws Exception {
    Path other = folder.resolve("other.jar");
    ModelBundle.write(other, description("small"), weights, extra());
    assertThat(other).hasSameBinaryContentAs(jar);
  }

  @Test
  void the_layout_is_that_of_the_design() throws Exception {
    assertThat(entries().keySet())
        .containsExactly(
            PREFIX + "MODEL_CARD.md",
            PREFIX + "SHA256SUMS",
            PREFIX + "model.json",
            PREFIX + "saved_model/saved_model.pb");
  }

  @Test
  void the_articles_model_takes_19_megabytes() throws Exception {
    ModelDescription small = description("full");
    NetworkSettings article = NetworkSettings.article();
    ModelDescription full =
        new ModelDescription(
            1,
            "full",
            small.coordinates(),
            small.classes(),
            200,
            200,
            new Preprocessing(
                Preprocessing.Equalization.HISTOGRAM,
                Preprocessing.Fit.STRETCH,
                Preprocessing.Resampling.BILINEAR,
                200,
                200),
            small.thresholds(),
            article,
            "article",
            1,
            "",
            small.runtime(),
            "",
            "");
    Path file = folder.resolve("full.jar");
    ModelBundle.write(file, full, GlorotUniform.weights(article, 200, 200, new Seed(1)), Map.of());
    assertThat(Files.size(file)).isBetween(18_900_000L, 19_000_000L);
    assertThat(ModelBundle.read(file).weights().parameters()).isEqualTo(4_728_289);
  }

  @Test
  void an_unpacked_bundle_is_read_from_its_root_and_from_its_own_folder() throws Exception {
    unpack(entries());
    assertThat(ModelBundle.read(folder).description().name()).isEqualTo("small");
    assertThat(ModelBundle.read(folder.resolve(PREFIX)).description().name()).isEqualTo("small");
  }

  private void unpack(Map<String, byte[]> entries) throws IOException {
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
  }

  private void refusesWith(String message) {
    assertThatThrownBy(() -> ModelBundle.read(jar))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("small-model.jar")
        .hasMessageContaining(message);
  }

  @Test
  void a_changed_file_is_refused() throws Exception {
    SortedMap<String, byte[]> entries = entries();
    entries.get(PREFIX + "saved_model/saved_model.pb")[500] ^= 1;
    DeterministicZip.write(jar, entries);
    refusesWith("changed saved_model/saved_model.pb");
  }

  @Test
  void a_missing_file_is_refused() throws Exception {
    SortedMap<String, byte[]> entries = entries();
    entries.remove(PREFIX + "MODEL_CARD.md");
    DeterministicZip.write(jar, entries);
    refusesWith("lacks MODEL_CARD.md");
  }

  @Test
  void a_surplus_file_is_refused() throws Exception {
    SortedMap<String, byte[]> entries = entries();
    entries.put(PREFIX + "more.txt", new byte[1]);
    DeterministicZip.write(jar, entries);
    refusesWith("surplus file more.txt");
  }

  @Test
  void an_unknown_format_version_is_refused() throws Exception {
    SortedMap<String, byte[]> files = new TreeMap<>(ModelBundle.read(jar).files());
    String json = new String(files.get("model.json"), StandardCharsets.UTF_8);
    files.put(
        "model.json",
        json.replace("\"formatVersion\" : 1", "\"formatVersion\" : 2, \"new\" : 1")
            .getBytes(StandardCharsets.UTF_8));
    files.remove("SHA256SUMS");
    files.put("SHA256SUMS", Sums.write(new TreeMap<>(files)));
    SortedMap<String, byte[]> entries = new TreeMap<>();
    files.forEach((name, content) -> entries.put(PREFIX + name, content));
    DeterministicZip.write(jar, entries);
    refusesWith("format version 2");
  }

  @Test
  void a_file_that_is_no_jar_is_refused() throws Exception {
    Files.writeString(jar, "hello");
    refusesWith("no model bundle");
  }

  @Test
  void a_path_where_nothing_is_says_so() {
    assertThatThrownBy(() -> XrayClassifier.load(folder.resolve("none.jar")))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("no model at")
        .hasMessageContaining("none.jar");
  }

  @Test
  void tensorflow_itself_loads_the_saved_model() throws Exception {
    unpack(entries());
    try (SavedModelBundle loaded =
            SavedModelBundle.load(folder.resolve(PREFIX + "saved_model").toString(), "serve");
        TFloat32 image = TFloat32.tensorOf(Shape.of(2, SIDE, SIDE, 1));
        org.tensorflow.Result result =
            loaded.function("serving_default").call(Map.of("image", image))) {
      assertThat(result.get("probability").orElseThrow().shape()).isEqualTo(Shape.of(2, 1));
    }
  }

  @Test
  void a_classifier_agrees_with_preprocessing_and_predicting_by_hand() throws Exception {
    byte[] file = png(5);
    GreyImage image =
        new Preprocessor(description("small").preprocessing())
            .apply(ImageCodec.decodeGrey(file, "x"));
    InMemoryPixels pixels = InMemoryPixels.of(SIDE, SIDE, List.of(image), List.of(0));
    try (XrayClassifier classifier = XrayClassifier.load(jar, SETTINGS);
        Predictor predictor = new Predictor(runtime, NETWORK, weights, SIDE, SIDE)) {
      Prediction prediction = classifier.classify(file, "x.png");
      assertThat(prediction.probability()).isEqualTo(predictor.predict(pixels)[0]);
      assertThat(prediction.label()).isEqualTo(prediction.probability() > 0.5 ? "covid" : "normal");
    }
  }

  @Test
  void files_are_classified_in_their_order_and_by_many_threads_alike() throws Exception {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      files.add(Files.write(folder.resolve(i + ".png"), png(i)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (XrayClassifier classifier = XrayClassifier.load(jar, SETTINGS)) {
      List<Prediction> together = classifier.classify(files);
      List<Callable<Prediction>> tasks = new ArrayList<>();
      files.forEach(file -> tasks.add(() -> classifier.classify(file)));
      List<Future<Prediction>> alone = threads.invokeAll(tasks);
      assertThat(together).hasSize(40);
      for (int i = 0; i < 40; i++) {
        assertThat(alone.get(i).get().probability())
            .isCloseTo(together.get(i).probability(), Offset.offset(1e-6));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_model_on_the_class_path_is_found_by_its_name() throws Exception {
    Path second = folder.resolve("second.jar");
    ModelBundle.write(second, description("small"), weights, Map.of());
    try (URLClassLoader one = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      assertThat(ModelBundle.fromClasspath("small", one).description().name()).isEqualTo("small");
      assertThatThrownBy(() -> ModelBundle.fromClasspath("large", one))
          .isInstanceOf(XrayException.class)
          .hasMessageContaining("no model large");
    }
    URL[] both = {jar.toUri().toURL(), second.toUri().toURL()};
    try (URLClassLoader two = new URLClassLoader(both, null)) {
      assertThatThrownBy(() -> ModelBundle.fromClasspath("small", two))
          .isInstanceOf(XrayException.class)
          .hasMessageContaining("several models");
    }
  }
}
