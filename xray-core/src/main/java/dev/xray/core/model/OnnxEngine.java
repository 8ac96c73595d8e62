package dev.xray.core.model;

import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** A way to compute a model with ONNX Runtime. Thread-safe. Owns native memory: close it. */
interface OnnxEngine extends AutoCloseable {
  /** As {@link dev.xray.core.network.InferenceNetwork#probabilities}. */
  float[] probabilities(float[] pixels, int size) throws OrtException;

  /** Where so many values lie for ONNX Runtime, which need not copy them. */
  static FloatBuffer newBuffer(int values) {
    return ByteBuffer.allocateDirect(values * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  void close() throws OrtException;
}
