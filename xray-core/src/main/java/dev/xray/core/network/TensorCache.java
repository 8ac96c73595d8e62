package dev.xray.core.network;

import java.util.HashMap;
import java.util.Map;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * Native tensors that are filled again and again, one for each shape: there are at most a full and
 * a partial batch. Owns them. Not thread-safe.
 */
final class TensorCache implements AutoCloseable {
  private final Map<Shape, TFloat32> tensors = new HashMap<>();

  /** The tensor of a shape, filled with the first values of an array. */
  TFloat32 filled(float[] values, long... dimensions) {
    Shape shape = Shape.of(dimensions);
    TFloat32 tensor = tensors.computeIfAbsent(shape, TFloat32::tensorOf);
    tensor.copyFrom(DataBuffers.of(values, true, false).narrow(shape.size()));
    return tensor;
  }

  @Override
  public void close() {
    tensors.values().forEach(TFloat32::close);
    tensors.clear();
  }
}
