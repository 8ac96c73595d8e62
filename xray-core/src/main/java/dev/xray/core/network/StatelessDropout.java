package dev.xray.core.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Output;
import org.tensorflow.proto.DataType;

/**
 * Dropout whose mask is a pure function of a seed that is fed: it depends on no state, so that a
 * resumed training sees the masks of an uninterrupted one. Counter-based Philox numbers, the same
 * for every number of threads.
 */
final class StatelessDropout implements ForwardPass.Dropout {
  private final double rate;
  private final List<Output<?>> seeds = new ArrayList<>();

  /**
   * Dropout at a rate.
   *
   * @param rate share of activations that are set to zero, greater than 0 and less than 1
   */
  StatelessDropout(double rate) {
    this.rate = rate;
  }

  @Override
  public Output<?> drop(GraphOps ops, String name, Output<?> x) {
    Output<?> seed = ops.placeholder(name + "/seed", DataType.DT_INT64, 2);
    seeds.add(seed);
    Output<?> shape = ops.add("Shape", name + "/shape", x);
    Output<?> uniform =
        ops.add(
            "StatelessRandomUniform",
            name + "/uniform",
            attributes -> attributes.setAttr("dtype", DataType.DT_FLOAT),
            shape,
            seed);
    Output<?> kept =
        ops.add("GreaterEqual", name + "/kept", uniform, ops.number(name + "/rate", (float) rate));
    Output<?> mask =
        ops.add(
            "Cast",
            name + "/mask",
            attributes -> attributes.setAttr("DstT", DataType.DT_FLOAT),
            kept);
    return ops.add("Mul", name + "/dropped", x, mask);
  }

  @Override
  public float factor() {
    return (float) (1 / (1 - rate));
  }

  /** One placeholder for each dropout layer: int64 [2]. */
  List<Output<?>> seeds() {
    return seeds;
  }
}
