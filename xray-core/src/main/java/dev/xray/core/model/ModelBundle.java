package dev.xray.core.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.network.InferenceGraph;
import dev.xray.core.network.NetworkSummary;
import dev.xray.core.network.Weights;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.Predictor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.proto.GraphDef;

/**
 * A model as it is shipped: a zip file with the layout of a jar, {@code META-INF/xray/<name>/} with
 * {@code model.json}, {@code saved_model/}, further files such as a model card, and {@code
 * SHA256SUMS}. The same model gives the same bytes. Immutable.
 */
public final class ModelBundle {
  private final ModelDescription description;
  private final GraphDef graph;
  private final SortedMap<String, byte[]> files;

  private ModelBundle(
      ModelDescription description, GraphDef graph, SortedMap<String, byte[]> files) {
    this.description = description;
    this.graph = graph;
    this.files = files;
  }

  /**
   * Writes a bundle, replacing an older file atomically. TensorFlow must have been loaded, see
   * {@link dev.xray.core.runtime.TensorFlowRuntime}.
   *
   * @param jar the file
   * @param description what the model is
   * @param weights of its network
   * @param extra further files: name relative to the model's folder, such as {@code MODEL_CARD.md},
   *     to content
   * @throws XrayException if the description cannot be used
   */
  public static void write(
      Path jar, ModelDescription description, Weights weights, Map<String, byte[]> extra)
      throws XrayException, IOException {
    description.validate();
    int width = description.width();
    int height = description.height();
    SortedMap<String, byte[]> files = new TreeMap<>(extra);
    put(files, BundleLayout.DESCRIPTION, Json.text(description).getBytes(StandardCharsets.UTF_8));
    put(
        files,
        BundleLayout.SAVED_MODEL,
        SavedModelFile.write(
            InferenceGraph.of(
                description.network(), width, height, weights, description.temperature()),
            width,
            height,
            description.runtime().tensorFlow()));
    if (description.onnxOpset().isPresent()) {
      put(files, BundleLayout.ONNX, OnnxFile.write(description, weights));
    }
    put(files, BundleLayout.SUMS, Sums.write(new TreeMap<>(files)));
    SortedMap<String, byte[]> entries = new TreeMap<>();
    files.forEach(
        (name, content) -> entries.put(BundleLayout.folder(description.name()) + name, content));
    DeterministicZip.write(jar, entries);
  }

  private static void put(SortedMap<String, byte[]> files, String name, byte[] content) {
    if (files.put(name, content) != null) {
      throw new IllegalArgumentException("extra file " + name + " is one of the bundle's own");
    }
  }

  /**
   * Reads and verifies a bundle. Loads no native library.
   *
   * @param path the jar, an unpacked jar, or the model's own folder in it
   * @throws XrayException if it is no bundle, a file is missing, surplus or changed, or the format
   *     is one that this version of xray does not know
   */
  public static ModelBundle read(Path path) throws XrayException, IOException {
    return verified(BundleFiles.in(path), path.toString());
  }

  /**
   * Reads and verifies a bundle on the class path.
   *
   * @param name of the model
   * @param loader whose class path is searched
   * @throws XrayException as {@link #read}, and if there is none or more than one
   */
  public static ModelBundle fromClasspath(String name, ClassLoader loader)
      throws XrayException, IOException {
    ModelDescription.validateName(name);
    return verified(BundleFiles.onClassPath(name, loader), "The model " + name);
  }

  /**
   * Reads and verifies a bundle on the class path of the thread's context class loader, or of
   * xray's own where there is none.
   *
   * @param name of the model
   * @throws XrayException as {@link #read}, and if there is none or more than one
   */
  public static ModelBundle fromClasspath(String name) throws XrayException, IOException {
    return fromClasspath(
        name,
        Optional.ofNullable(Thread.currentThread().getContextClassLoader())
            .orElse(ModelBundle.class.getClassLoader()));
  }

  private static ModelBundle verified(SortedMap<String, byte[]> files, String where)
      throws XrayException {
    try {
      Sums.verify(files);
      ModelDescription description = description(required(files, BundleLayout.DESCRIPTION));
      byte[] savedModel = required(files, BundleLayout.SAVED_MODEL);
      if (description.onnxOpset().isPresent()) {
        required(files, BundleLayout.ONNX);
      }
      GraphDef graph = SavedModelFile.read(savedModel, description.width(), description.height());
      if (GraphWeights.logitScale(graph) != InferenceGraph.logitScale(description.temperature())) {
        throw new XrayException("has a graph of another temperature than model.json says");
      }
      return new ModelBundle(description, graph, Collections.unmodifiableSortedMap(files));
    } catch (XrayException e) {
      throw new XrayException(
          where + " cannot be used as a model: it " + e.getMessage() + ". Build or fetch it again.",
          e);
    }
  }

  private static byte[] required(Map<String, byte[]> files, String name) throws XrayException {
    byte[] content = files.get(name);
    if (content == null) {
      throw new XrayException("lacks " + name);
    }
    return content;
  }

  private static ModelDescription description(byte[] json) throws XrayException {
    try {
      JsonNode tree = Json.MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
      int version = tree.path("formatVersion").asInt();
      if (version != ModelDescription.FORMAT_VERSION) {
        throw new XrayException(
            "has format version "
                + version
                + ", but this version of xray reads version "
                + ModelDescription.FORMAT_VERSION
                + " only");
      }
      ModelDescription description = Json.MAPPER.treeToValue(tree, ModelDescription.class);
      description.validate();
      return description;
    } catch (JsonProcessingException e) {
      throw new XrayException(
          "has a " + BundleLayout.DESCRIPTION + " of another format: " + e.getOriginalMessage(), e);
    }
  }

  /** What the model is. */
  public ModelDescription description() {
    return description;
  }

  /**
   * The weights.
   *
   * @throws XrayException if the graph has not those that the description says
   */
  public Weights weights() throws XrayException {
    return GraphWeights.of(
        graph, NetworkSummary.of(description.network(), description.width(), description.height()));
  }

  /**
   * Predicts preprocessed images as the model does, calibration included.
   *
   * @return owns native memory: close it
   * @throws XrayException if the graph has not the weights that the description says
   */
  public Predictor predictor(TensorFlowRuntime runtime) throws XrayException {
    return new Predictor(
        runtime,
        description.network(),
        weights(),
        description.temperature(),
        description.width(),
        description.height());
  }

  /** All files, name relative to the model's folder to content; treat the bytes as immutable. */
  public SortedMap<String, byte[]> files() {
    return files;
  }

  GraphDef graph() {
    return graph;
  }
}
