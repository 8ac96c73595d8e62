package dev.xray.core.model;

/**
 * What computes the network of an {@link XrayClassifier}. All give the same probabilities within
 * 1e-5; figures of an evaluation are TensorFlow's.
 */
public enum Engine {
  /** TensorFlow, on a GPU too: what trained and evaluated the model. */
  TENSORFLOW,
  /**
   * ONNX Runtime, on the CPU: faster, and smaller, since TensorFlow's native library is not needed.
   * Needs {@code com.microsoft.onnxruntime:onnxruntime} on the class path, an optional dependency
   * of xray-core; the model needs no {@code model.onnx}.
   */
  ONNX_RUNTIME
}
