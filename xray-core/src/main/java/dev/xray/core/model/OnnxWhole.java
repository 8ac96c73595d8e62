package dev.xray.core.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.xray.core.XrayException;
import dev.xray.core.network.InferenceGraph;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A model that ONNX Runtime computes as {@link OnnxFile} writes it, with its own threads. */
final class OnnxWhole implements OnnxEngine {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final int width;
  private final int height;

  /** Where images lie for ONNX Runtime, one for each call that is under way. */
  private final ConcurrentLinkedQueue<FloatBuffer> buffers = new ConcurrentLinkedQueue<>();

  /**
   * Loads a model.
   *
   * @param threads for one call
   */
  OnnxWhole(ModelBundle bundle, int threads) throws XrayException, OrtException {
    width = bundle.description().width();
    height = bundle.description().height();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      session =
          environment.createSession(
              OnnxFile.write(bundle.description(), bundle.weights()), options);
    }
  }

  @Override
  public float[] probabilities(float[] pixels, int size) throws OrtException {
    int values = size * width * height;
    FloatBuffer buffer =
        Optional.ofNullable(buffers.poll())
            .filter(free -> free.capacity() >= values)
            .orElseGet(() -> OnnxEngine.newBuffer(values));
    buffer.clear().put(pixels, 0, values).flip();
    try (OnnxTensor images =
            OnnxTensor.createTensor(environment, buffer, new long[] {size, height, width, 1});
        OrtSession.Result result = session.run(Map.of(InferenceGraph.INPUT, images))) {
      float[] probabilities = new float[size];
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(probabilities);
      return probabilities;
    } finally {
      buffers.add(buffer);
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
