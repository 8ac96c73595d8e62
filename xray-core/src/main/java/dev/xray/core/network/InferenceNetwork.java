package dev.xray.core.network;

import dev.xray.core.runtime.TensorFlowRuntime;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/** An {@link InferenceGraph} in a session. Thread-safe. Owns native memory: close it. */
public final class InferenceNetwork implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Session session;
  private final int width;
  private final int height;

  /**
   * Loads a graph.
   *
   * @param runtime where it runs
   * @param definition as {@link InferenceGraph} made it; the caller has checked its origin
   * @param width of the images in pixels
   * @param height of the images in pixels
   */
  public InferenceNetwork(TensorFlowRuntime runtime, GraphDef definition, int width, int height) {
    this.width = width;
    this.height = height;
    graph.importGraphDef(definition);
    session = Sessions.open(graph, runtime);
    // oneDNN lays out constant kernels for the first batch that it sees. After a large one, single
    // images take twice as long; large ones do not mind a layout for one.
    probabilities(new float[height * width], 1);
  }

  /**
   * Predicts.
   *
   * @param pixels size * height * width values in [0, 1] (may be longer), image after image, rows
   *     from the top
   * @param size number of images, at least 1
   * @return the probability of the positive class for each image
   */
  public float[] probabilities(float[] pixels, int size) {
    return run(InferenceGraph.OUTPUT, pixels, size);
  }

  /**
   * Predicts, without calibration and sigmoid.
   *
   * @param pixels as for {@link #probabilities}
   * @param size number of images, at least 1
   * @return the logit of each image
   */
  public float[] logits(float[] pixels, int size) {
    return run(InferenceGraph.LOGITS, pixels, size);
  }

  private float[] run(String output, float[] pixels, int size) {
    Shape shape = Shape.of(size, height, width, 1);
    try (TFloat32 images =
            TFloat32.tensorOf(shape, DataBuffers.of(pixels, true, false).narrow(shape.size()));
        Result result = session.runner().feed(InferenceGraph.INPUT, images).fetch(output).run()) {
      return TrainingNetwork.floats(result.get(0), size);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
