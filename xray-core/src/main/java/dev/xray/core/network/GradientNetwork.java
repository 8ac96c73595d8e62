package dev.xray.core.network;

import dev.xray.core.SettingException;
import dev.xray.core.runtime.TensorFlowRuntime;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

/**
 * The network for prediction, with the gradient of the logit by the output of the last convolution.
 * Its weights can be exchanged. Owns native memory: close it. Not thread-safe.
 */
public final class GradientNetwork implements AutoCloseable {
  private final int width;
  private final int height;
  private final LastConvolution.Grid grid;
  private final int channels;
  private final Graph graph = new Graph();
  private final Session session;
  private final TensorCache images = new TensorCache();
  private final VariableGroup weights;
  private final Output<?> image;
  private final Output<?> logits;
  private final Output<?> convolution;
  private final Output<?> gradient;

  /**
   * Builds the graph; {@link #restore} gives it its weights.
   *
   * @param runtime where it runs
   * @param settings the network
   * @param width of the images in pixels
   * @param height of the images in pixels
   * @throws SettingException if a setting is out of range or an image too small for the layers
   */
  public GradientNetwork(TensorFlowRuntime runtime, NetworkSettings settings, int width, int height)
      throws SettingException {
    this.width = width;
    this.height = height;
    NetworkSummary summary = NetworkSummary.of(settings, width, height);
    grid = LastConvolution.Grid.of(settings, summary);
    channels = settings.filters().get(settings.filters().size() - 1);
    GraphOps ops = new GraphOps(graph);
    weights = new VariableGroup(ops, summary, "");
    image = ops.placeholder("image", DataType.DT_FLOAT, -1, height, width, 1);
    ForwardPass layers =
        ForwardPass.add(
            ops,
            settings,
            summary.flatUnits(),
            image,
            weights.reads(),
            ForwardPass.Dropout.NONE,
            "layers/");
    logits = layers.logits();
    convolution = layers.convolutions().get(settings.filters().size() - 1).pooled();
    gradient = gradient();
    session = Sessions.open(graph, runtime);
  }

  /** Of the sum of all logits, which for each image is that of its own: images do not mix. */
  private Output<?> gradient() {
    return graph
        .addGradients("gradient", new Output<?>[] {logits}, new Output<?>[] {convolution}, null)[0];
  }

  /** Where the last convolution's places lie in an image. */
  public LastConvolution.Grid grid() {
    return grid;
  }

  /**
   * Sets the weights.
   *
   * @param values of a network of the same shape
   */
  public void restore(Weights values) {
    weights.assign(session, values);
  }

  /**
   * Predicts.
   *
   * @param pixels size * height * width values in [0, 1] (may be longer), image after image, rows
   *     from the top
   * @param size number of images, at least 1
   * @return the logit of each image
   */
  public float[] logits(float[] pixels, int size) {
    try (Result result = session.runner().feed(image, batch(pixels, size)).fetch(logits).run()) {
      return TrainingNetwork.floats(result.get(0), size);
    }
  }

  /**
   * Looks into the network.
   *
   * @param pixels as for {@link #logits}
   * @param size number of images, at least 1
   */
  public LastConvolution lastConvolution(float[] pixels, int size) {
    int values = size * grid.size() * channels;
    try (Result result =
        session
            .runner()
            .feed(image, batch(pixels, size))
            .fetch(logits)
            .fetch(convolution)
            .fetch(gradient)
            .run()) {
      return new LastConvolution(
          TrainingNetwork.floats(result.get(0), size),
          TrainingNetwork.floats(result.get(1), values),
          TrainingNetwork.floats(result.get(2), values),
          grid,
          channels);
    }
  }

  /** The logits that given values of the last convolution lead to: for finite differences. */
  float[] logitsOf(float[] values, int size) {
    Shape shape = Shape.of(size, grid.height(), grid.width(), channels);
    try (TFloat32 fed = TFloat32.tensorOf(shape, DataBuffers.of(values, true, false));
        Result result = session.runner().feed(convolution, fed).fetch(logits).run()) {
      return TrainingNetwork.floats(result.get(0), size);
    }
  }

  private TFloat32 batch(float[] pixels, int size) {
    return images.filled(pixels, size, height, width, 1);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
    images.close();
  }
}
