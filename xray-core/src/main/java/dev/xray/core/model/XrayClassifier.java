package dev.xray.core.model;

import dev.xray.core.SettingException;
import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.image.Preprocessor;
import dev.xray.core.network.InferenceNetwork;
import dev.xray.core.network.NetworkSummary;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.Parallel;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.tensorflow.proto.GraphDef;

/**
 * Classifies image files with a model, preprocessing included. Thread-safe. Owns native memory:
 * close it, when no other thread uses it any more. Not a medical device; not for diagnosis.
 *
 * <pre>{@code
 * try (XrayClassifier classifier = XrayClassifier.fromClasspath("covid-cxr")) {
 *   Prediction prediction = classifier.classify(Path.of("scan.png"));
 * }
 * }</pre>
 */
public final class XrayClassifier implements AutoCloseable {
  private final ModelDescription description;
  private final Preprocessor preprocessor;
  private final BiFunction<float[], Integer, float[]> probabilities;
  private final Runnable close;
  private final int threads;
  private final int atOnce;

  /**
   * A classifier on a network.
   *
   * @param probabilities of images: pixels and their number to one probability each
   * @param close frees the network
   */
  private XrayClassifier(
      ModelDescription description,
      BiFunction<float[], Integer, float[]> probabilities,
      Runnable close,
      int threads)
      throws XrayException {
    this.description = description;
    this.probabilities = probabilities;
    this.close = close;
    this.threads = threads;
    preprocessor = new Preprocessor(description.preprocessing());
    atOnce =
        NetworkSummary.of(description.network(), description.width(), description.height())
            .imagesAtOnce();
  }

  /** A classifier on a graph that TensorFlow computes. */
  static XrayClassifier of(ModelDescription description, GraphDef graph, RuntimeSettings settings)
      throws XrayException {
    InferenceNetwork network =
        new InferenceNetwork(
            TensorFlowRuntime.load(settings), graph, description.width(), description.height());
    return new XrayClassifier(
        description, network::probabilities, network::close, settings.threads());
  }

  private static XrayClassifier onOnnxRuntime(ModelBundle model, RuntimeSettings settings)
      throws XrayException {
    settings.validate();
    if (settings.device() == Device.GPU) {
      throw new SettingException(
          "runtime.device",
          "is GPU, but the engine ONNX_RUNTIME computes on the CPU. Use the engine TENSORFLOW.");
    }
    try {
      OnnxNetwork network = OnnxNetwork.of(model, settings.threads());
      return new XrayClassifier(
          model.description(), network::probabilities, network::close, settings.threads());
    } catch (NoClassDefFoundError e) {
      throw new XrayException(
          "The engine ONNX_RUNTIME needs ONNX Runtime on the class path: add the dependency"
              + " com.microsoft.onnxruntime:onnxruntime (docs/embedding.md), or use the engine"
              + " TENSORFLOW.",
          e);
    }
  }

  /**
   * Loads a model with {@link RuntimeSettings#defaults()}.
   *
   * @param model its jar, or a folder with its content
   * @throws XrayException if the bundle cannot be used, or a native library cannot be loaded
   */
  public static XrayClassifier load(Path model) throws XrayException, IOException {
    return load(model, RuntimeSettings.defaults());
  }

  /**
   * Loads a model.
   *
   * @param model its jar, or a folder with its content
   * @param settings device, and threads for the network and for reading several images
   * @throws XrayException if the bundle cannot be used, or a native library cannot be loaded
   */
  public static XrayClassifier load(Path model, RuntimeSettings settings)
      throws XrayException, IOException {
    return of(ModelBundle.read(model), settings);
  }

  /**
   * Loads a model that was read already.
   *
   * @param model the bundle
   * @param settings device, and threads for the network and for reading several images
   * @throws XrayException if a native library cannot be loaded
   */
  public static XrayClassifier of(ModelBundle model, RuntimeSettings settings)
      throws XrayException {
    return of(model, settings, Engine.TENSORFLOW);
  }

  /**
   * Loads a model that was read already into an engine.
   *
   * @param model the bundle
   * @param settings device, and threads for the network and for reading several images
   * @param engine what computes the network
   * @throws XrayException if a native library or ONNX Runtime cannot be loaded, or the engine does
   *     not run on the device
   */
  public static XrayClassifier of(ModelBundle model, RuntimeSettings settings, Engine engine)
      throws XrayException {
    return switch (engine) {
      case TENSORFLOW -> of(model.description(), model.graph(), settings);
      case ONNX_RUNTIME -> onOnnxRuntime(model, settings);
    };
  }

  /**
   * Loads a model whose artifact is a dependency, with {@link RuntimeSettings#defaults()}. It is
   * looked for by the thread's context class loader, or by xray's own where there is none.
   *
   * @param name of the model
   * @throws XrayException if there is none or more than one of that name, the bundle cannot be
   *     used, or a native library cannot be loaded
   */
  public static XrayClassifier fromClasspath(String name) throws XrayException, IOException {
    return fromClasspath(name, RuntimeSettings.defaults());
  }

  /**
   * Loads a model whose artifact is a dependency; see {@link #fromClasspath(String)}.
   *
   * @param name of the model
   * @param settings device, and threads for the network and for reading several images
   * @throws XrayException if there is none or more than one of that name, the bundle cannot be
   *     used, or a native library cannot be loaded
   */
  public static XrayClassifier fromClasspath(String name, RuntimeSettings settings)
      throws XrayException, IOException {
    return of(ModelBundle.fromClasspath(name), settings);
  }

  /** What the model is. */
  public ModelDescription description() {
    return description;
  }

  /**
   * Classifies an image file.
   *
   * @throws UnreadableImageException if it is no image that can be decoded
   * @throws IOException if it cannot be read
   */
  public Prediction classify(Path image) throws XrayException, IOException {
    return predict(List.of(read(image))).get(0);
  }

  /**
   * Classifies the bytes of an image file.
   *
   * @param image PNG, JPEG, TIFF, BMP, WebP or DICOM, see {@link ImageCodec#decodeGrey(byte[],
   *     String)}
   * @param name how errors call it
   * @throws UnreadableImageException if it is no image that can be decoded
   */
  public Prediction classify(byte[] image, String name) throws XrayException {
    return classify(preprocess(image, name));
  }

  /**
   * Classifies an image that {@link #preprocess} made.
   *
   * @param image of the network's width and height
   * @throws IllegalArgumentException if it has another size
   */
  public Prediction classify(GreyImage image) {
    if (image.width() != description.width() || image.height() != description.height()) {
      throw new IllegalArgumentException(
          image.width()
              + " x "
              + image.height()
              + " pixels, but the network takes "
              + description.width()
              + " x "
              + description.height());
    }
    return predict(List.of(image)).get(0);
  }

  /**
   * Decodes and preprocesses the bytes of an image file.
   *
   * @param image PNG, JPEG, TIFF, BMP, WebP or DICOM, see {@link ImageCodec#decodeGrey(byte[],
   *     String)}
   * @param name how errors call it
   * @return what the network sees
   * @throws UnreadableImageException if it is no image that can be decoded
   */
  public GreyImage preprocess(byte[] image, String name) throws UnreadableImageException {
    return preprocessor.apply(ImageCodec.decodeGrey(image, name));
  }

  /**
   * Classifies image files, which is faster than one by one.
   *
   * @param images any number
   * @return one prediction for each, in the same order
   * @throws UnreadableImageException if one is no image that can be decoded; names it
   * @throws IOException if one cannot be read
   */
  public List<Prediction> classify(List<Path> images) throws XrayException, IOException {
    List<Prediction> predictions = new ArrayList<>();
    for (int first = 0; first < images.size(); first += atOnce) {
      List<Path> batch = images.subList(first, Math.min(first + atOnce, images.size()));
      predictions.addAll(predict(Parallel.map(threads, batch.size(), i -> read(batch.get(i)))));
    }
    return predictions;
  }

  private GreyImage read(Path image) throws XrayException, IOException {
    return preprocess(ImageCodec.read(image, image.toString()), image.toString());
  }

  private List<Prediction> predict(List<GreyImage> images) {
    int imageSize = description.width() * description.height();
    float[] pixels = new float[images.size() * imageSize];
    for (int i = 0; i < images.size(); i++) {
      byte[] grey = images.get(i).pixels();
      for (int j = 0; j < imageSize; j++) {
        pixels[i * imageSize + j] = (grey[j] & 0xFF) / 255f;
      }
    }
    List<Prediction> predictions = new ArrayList<>();
    for (float probability : probabilities.apply(pixels, images.size())) {
      predictions.add(new Prediction(probability, label(probability)));
    }
    return predictions;
  }

  private String label(double probability) {
    return probability > description.decidingThreshold()
        ? description.classes().positive()
        : description.classes().negative();
  }

  @Override
  public void close() {
    close.run();
  }
}
