package dev.xray.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.xray.core.Disclaimer;
import dev.xray.core.Json;
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
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
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
    return description(name, NETWORK, SIDE);
  }

  private static ModelDescription description(String name, NetworkSettings network, int side) {
    return description(name, network, side, Optional.empty(), Optional.empty());
  }

  private static ModelDescription calibrated(double temperature) {
    return description(
        "small",
        NETWORK,
        SIDE,
        Optional.empty(),
        Optional.of(new ModelCalibration("temperature", temperature, "validation", 30, 0.7, 0.6)));
  }

  private static ModelDescription description(
      String name,
      NetworkSettings network,
      int side,
      Optional<ChosenThreshold> chosen,
      Optional<ModelCalibration> calibration) {
    return new ModelDescription(
        ModelDescription.FORMAT_VERSION,
        name,
        Optional.of("org.example:small:1.0"),
        new Classes("normal", "covid"),
        side,
        side,
        new Preprocessing(
            Preprocessing.Equalization.HISTOGRAM,
            Preprocessing.Fit.STRETCH,
            Preprocessing.Resampling.BILINEAR,
            side,
            side),
        List.of(0.5, 0.45),
        chosen,
        calibration,
        network,
        Optional.empty(),
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
  void a_calibrated_model_gives_softer_probabilities_and_keeps_its_weights() throws Exception {
    Path calibrated = folder.resolve("calibrated.jar");
    ModelBundle.write(calibrated, calibrated(4), weights, extra());
    ModelBundle bundle = ModelBundle.read(calibrated);

    assertThat(bundle.weights().bitwiseEquals(weights)).isTrue();
    byte[] image = png(5);
    try (XrayClassifier before = XrayClassifier.load(jar, SETTINGS);
        XrayClassifier after = XrayClassifier.load(calibrated, SETTINGS)) {
      double p = before.classify(image, "image").probability();
      double logit = Math.log(p / (1 - p));
      assertThat(Math.abs(logit)).isGreaterThan(1e-3);
      assertThat(after.classify(image, "image").probability())
          .isCloseTo(1 / (1 + Math.exp(-logit / 4)), Offset.offset(1e-6));
    }
  }

  @Test
  void a_graph_of_another_temperature_than_the_description_says_is_refused() throws Exception {
    SortedMap<String, byte[]> files = new TreeMap<>(ModelBundle.read(jar).files());
    files.put("model.json", Json.text(calibrated(4)).getBytes(StandardCharsets.UTF_8));
    seal(files);
    refusesWith("has a graph of another temperature than model.json says");
  }

  @Test
  void the_chosen_threshold_decides_the_label() throws Exception {
    byte[] image = png(5);
    double probability;
    try (XrayClassifier classifier = XrayClassifier.load(jar, SETTINGS)) {
      probability = classifier.classify(image, "image").probability();
    }
    for (double threshold : List.of(probability, Math.nextDown(probability))) {
      ModelDescription chosen =
          description(
              "small",
              NETWORK,
              SIDE,
              Optional.of(
                  new ChosenThreshold(threshold, "sensitivity>=0.95", "validation", 20, 1, 4, 16)),
              Optional.empty());
      ModelBundle.write(jar, chosen, weights, extra());
      try (XrayClassifier classifier = XrayClassifier.load(jar, SETTINGS)) {
        assertThat(classifier.classify(image, "image").label())
            .isEqualTo(threshold < probability ? "covid" : "normal");
      }
    }
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
  void the_articles_model_takes_hardly_more_than_its_weights() throws Exception {
    NetworkSettings article = NetworkSettings.article();
    Weights full = GlorotUniform.weights(article, 200, 200, new Seed(1));
    ModelDescription description = description("full", article, 200);
    Path file = folder.resolve("full.jar");
    ModelBundle.write(file, description, full, GoldenInputs.make(description, full, SETTINGS));
    assertThat(full.parameters()).isEqualTo(4_728_289);
    assertThat(Files.size(file)).isLessThan((long) (1.05 * 4 * 4_728_289));
    assertThat(ModelBundle.read(file).weights().bitwiseEquals(full)).isTrue();
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

  /** Entries, their names, their sums and the zip's own structure: every single byte. */
  @Test
  void one_altered_byte_is_refused_or_changes_nothing() throws Exception {
    NetworkSettings tiny = new NetworkSettings(1, List.of(1), 3, List.of(1), 0.5);
    ModelDescription description = description("tiny", tiny, 4);
    Path file = folder.resolve("tiny.jar");
    ModelBundle.write(file, description, GlorotUniform.weights(tiny, 4, 4, new Seed(1)), extra());
    byte[] good = Files.readAllBytes(file);
    SortedMap<String, byte[]> files = ModelBundle.read(file).files();
    int refused = 0;
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= (byte) (1 + i % 255);
      Files.write(file, bad);
      try {
        SortedMap<String, byte[]> read = ModelBundle.read(file).files();
        assertThat(read.keySet()).as("byte " + i).isEqualTo(files.keySet());
        for (String name : files.keySet()) {
          assertThat(read.get(name)).as("byte " + i + " in " + name).isEqualTo(files.get(name));
        }
      } catch (XrayException e) {
        refused++;
      }
    }
    int content = files.values().stream().mapToInt(bytes -> bytes.length).sum();
    assertThat(refused).isGreaterThan(content);
  }

  @Test
  void an_altered_byte_of_content_or_name_is_refused() throws Exception {
    byte[] good = Files.readAllBytes(jar);
    String text = new String(good, StandardCharsets.ISO_8859_1);
    int directory = text.indexOf("PK\u0001\u0002");
    List<Integer> positions = new ArrayList<>();
    for (String name : entries().keySet()) {
      int inDirectory = text.indexOf(name, directory);
      for (int i = 0; i < name.length(); i++) {
        positions.add(inDirectory + i);
      }
    }
    for (byte[] content :
        List.of(entries().get(PREFIX + "SHA256SUMS"), extra().get("MODEL_CARD.md"))) {
      int start = text.indexOf(new String(content, StandardCharsets.ISO_8859_1));
      for (int i = 0; i < content.length; i++) {
        positions.add(start + i);
      }
    }
    for (int position : positions) {
      byte[] bad = good.clone();
      bad[position] ^= 1;
      Files.write(jar, bad);
      assertThatThrownBy(() -> ModelBundle.read(jar))
          .as("byte " + position)
          .isInstanceOf(XrayException.class);
    }
  }

  @Test
  void an_entry_that_is_there_twice_is_refused() throws Exception {
    byte[] twin =
        new String(Files.readAllBytes(jar), StandardCharsets.ISO_8859_1)
            .replace(PREFIX + "model.json", PREFIX + "SHA256SUMS")
            .getBytes(StandardCharsets.ISO_8859_1);
    Files.write(jar, twin);
    assertThatThrownBy(() -> ModelBundle.read(jar)).isInstanceOf(XrayException.class);
  }

  /** TensorFlow runs these: a graph is a program. */
  @ParameterizedTest
  @ValueSource(strings = {"ReadFile", "WriteFile", "MergeV2Checkpoints", "PyFunc", "SaveV2"})
  void a_graph_that_touches_files_is_refused_in_the_graph_and_in_a_function(String operation)
      throws Exception {
    NodeDef node = NodeDef.newBuilder().setName("strange").setOp(operation).build();
    rewrite(graph -> graph.addNode(node));
    refusesWith("operations that no model of xray has: " + operation);

    writeBundle();
    rewrite(
        graph ->
            graph.setLibrary(
                FunctionDefLibrary.newBuilder()
                    .addFunction(FunctionDef.newBuilder().addNodeDef(node))));
    refusesWith("operations that no model of xray has: " + operation);
  }

  /** Changes the graph of the bundle, and its sum. */
  private void rewrite(Consumer<GraphDef.Builder> change) throws Exception {
    SortedMap<String, byte[]> files = new TreeMap<>(ModelBundle.read(jar).files());
    SavedModel.Builder model =
        SavedModel.parseFrom(files.get("saved_model/saved_model.pb")).toBuilder();
    change.accept(model.getMetaGraphsBuilder(0).getGraphDefBuilder());
    files.put("saved_model/saved_model.pb", model.build().toByteArray());
    seal(files);
  }

  /** Writes the bundle with other files and the sums that belong to them. */
  private void seal(SortedMap<String, byte[]> files) throws IOException {
    files.remove("SHA256SUMS");
    files.put("SHA256SUMS", Sums.write(new TreeMap<>(files)));
    SortedMap<String, byte[]> entries = new TreeMap<>();
    files.forEach((name, content) -> entries.put(PREFIX + name, content));
    DeterministicZip.write(jar, entries);
  }

  @Test
  void model_json_follows_its_published_schema() throws Exception {
    ModelBundle.write(
        jar,
        description(
            "small",
            NETWORK,
            SIDE,
            Optional.of(new ChosenThreshold(0.37, "youden", "test", 20, 1, 4, 16)),
            calibrated(2).calibration()),
        weights,
        extra());
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(ModelBundle.class.getResourceAsStream("model.schema.json"));
    String json =
        new String(ModelBundle.read(jar).files().get("model.json"), StandardCharsets.UTF_8);
    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(json.replace("\"seed\" : 3", "\"seed\" : 0.5"), InputFormat.JSON))
        .hasSize(1);
    assertThat(schema.validate(json.replace("\"seed\"", "\"sead\""), InputFormat.JSON)).hasSize(2);
  }

  @Test
  void golden_inputs_that_come_out_otherwise_are_told() throws Exception {
    SortedMap<String, byte[]> extra = GoldenInputs.make(description("small"), weights, SETTINGS);
    ModelBundle.write(jar, description("small"), weights, extra);
    assertThat(ModelVerifier.verify(ModelBundle.read(jar), SETTINGS))
        .hasSize(4)
        .allSatisfy(
            input -> {
              assertThat(input.pixelDifference()).isZero();
              assertThat(input.probabilityDifference()).isZero();
            });

    Weights others = GlorotUniform.weights(NETWORK, SIDE, SIDE, new Seed(4));
    ModelBundle.write(jar, description("small"), others, extra);
    assertThat(ModelVerifier.verify(ModelBundle.read(jar), SETTINGS))
        .anySatisfy(input -> assertThat(input.probabilityDifference()).isGreaterThan(1e-3));
  }

  @Test
  void a_bundle_without_golden_inputs_cannot_be_verified() {
    assertThatThrownBy(() -> ModelVerifier.verify(ModelBundle.read(jar), SETTINGS))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("has no golden/golden.json");
  }

  @Test
  void an_unknown_format_version_is_refused() throws Exception {
    SortedMap<String, byte[]> files = new TreeMap<>(ModelBundle.read(jar).files());
    String json = new String(files.get("model.json"), StandardCharsets.UTF_8);
    files.put(
        "model.json",
        json.replace("\"formatVersion\" : 1", "\"formatVersion\" : 2, \"new\" : 1")
            .getBytes(StandardCharsets.UTF_8));
    seal(files);
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
