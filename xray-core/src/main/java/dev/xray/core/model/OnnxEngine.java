package dev.xray.core.model;

import ai.onnxruntime.OrtException;

/** A way to compute a model with ONNX Runtime. Thread-safe. Owns native memory: close it. */
interface OnnxEngine extends AutoCloseable {
  /** As {@link dev.xray.core.network.InferenceNetwork#probabilities}. */
  float[] probabilities(float[] pixels, int size) throws OrtException;

  @Override
  void close() throws OrtException;
}
