package dev.xray.core.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.xray.core.XrayException;
import dev.xray.core.network.InferenceGraph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A model in ONNX Runtime. Thread-safe. Owns native memory: close it. ONNX Runtime is an optional
 * dependency: without it this class cannot be loaded.
 */
final class OnnxNetwork implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final int width;
  private final int height;

  /** Where images lie for ONNX Runtime, one for each call that is under way. */
  private final ConcurrentLinkedQueue<FloatBuffer> buffers = new ConcurrentLinkedQueue<>();

  private OnnxNetwork(ModelBundle bundle, int threads) throws XrayException, OrtException {
    width = bundle.description().width();
    height = bundle.description().height();
    environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      session =
          environment.createSession(
              OnnxFile.write(bundle.description(), bundle.weights()), options);
    }
  }

  /**
   * Loads a model.
   *
   * @param threads for one call
   * @throws XrayException if ONNX Runtime's native library cannot be loaded
   * @throws NoClassDefFoundError if ONNX Runtime is not on the class path
   */
  static OnnxNetwork of(ModelBundle bundle, int threads) throws XrayException {
    try {
      return new OnnxNetwork(bundle, threads);
    } catch (OrtException | UnsatisfiedLinkError e) {
      throw new XrayException("ONNX Runtime cannot load the model: " + e.getMessage(), e);
    }
  }

  /** As {@link dev.xray.core.network.InferenceNetwork#probabilities}. */
  float[] probabilities(float[] pixels, int size) {
    int values = size * width * height;
    FloatBuffer buffer =
        Optional.ofNullable(buffers.poll())
            .filter(free -> free.capacity() >= values)
            .orElseGet(() -> newBuffer(values));
    buffer.clear().put(pixels, 0, values).flip();
    try (OnnxTensor images =
            OnnxTensor.createTensor(environment, buffer, new long[] {size, height, width, 1});
        OrtSession.Result result = session.run(Map.of(InferenceGraph.INPUT, images))) {
      float[] probabilities = new float[size];
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(probabilities);
      return probabilities;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    } finally {
      buffers.add(buffer);
    }
  }

  private static FloatBuffer newBuffer(int values) {
    return ByteBuffer.allocateDirect(values * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    }
  }
}
