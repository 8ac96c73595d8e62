package dev.xray.core.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;

/** Dropout by masks that are fed; {@link DropoutMasks} makes them. */
final class FedDropout implements ForwardPass.Dropout {
  private final double rate;
  private final List<Output<?>> masks = new ArrayList<>();

  /**
   * Dropout at a rate.
   *
   * @param rate share of activations that are set to zero, greater than 0 and less than 1
   */
  FedDropout(double rate) {
    this.rate = rate;
  }

  @Override
  public Output<?> drop(GraphOps ops, String name, Output<?> x) {
    Output<?> mask = ops.placeholder(name + "/mask", DataType.DT_UINT8, x.shape().asArray());
    masks.add(mask);
    return ops.add("Mul", name + "/dropped", x, ops.numbers(name + "/numbers", mask));
  }

  @Override
  public double factor() {
    return 1 / (1 - rate);
  }

  /** One placeholder for each dropout layer: uint8, 1 keeps an activation, 0 drops it. */
  List<Output<?>> masks() {
    return masks;
  }

  /** Shapes of the masks without the batch. */
  List<Shape> shapes() {
    return masks.stream().map(mask -> mask.shape().tail()).toList();
  }
}
