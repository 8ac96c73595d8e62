package dev.xray.core.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;

/**
 * The gradients of the layers, by hand: what TensorFlow's automatic ones compute, with less work
 * around them.
 *
 * <p>What dropout leaves is above zero only where relu let it through and the mask kept it, and its
 * gradient there is 1: one {@code ReluGrad} by the dropped activations stands for the gradients of
 * both. For convolutions this is done after pooling, on a quarter of the values, since a window
 * whose largest is zero has no gradient at all; a bias then sums a quarter as many. Measured on the
 * article's network, two cores: 3% of a step.
 */
final class BackwardPass {
  private static final UnaryOperator<OperationBuilder> FIRST_TRANSPOSED =
      attributes -> attributes.setAttr("transpose_a", true);
  private static final UnaryOperator<OperationBuilder> SECOND_TRANSPOSED =
      attributes -> attributes.setAttr("transpose_b", true);

  private final GraphOps ops;
  private final List<Output<?>> gradients = new ArrayList<>();

  private BackwardPass(GraphOps ops) {
    this.ops = ops;
  }

  /**
   * Adds the gradients.
   *
   * @param layers of the network
   * @param byLogit gradient of the loss by each logit, [batch]
   * @return gradient of the loss by each variable, in the order of {@link
   *     NetworkSummary#variables()}
   */
  static List<Output<?>> add(GraphOps ops, ForwardPass layers, Output<?> byLogit) {
    return new BackwardPass(ops).layers(layers, byLogit);
  }

  private List<Output<?>> layers(ForwardPass layers, Output<?> byLogit) {
    Output<?> gradient =
        ops.add("Reshape", "gradient/logits", byLogit, ops.integers("gradient/column", -1, 1));
    for (int i = layers.dense().size() - 1; i >= 0; i--) {
      ForwardPass.Dense layer = layers.dense().get(i);
      boolean output = i == layers.dense().size() - 1;
      String name = "gradient/" + layer.name();
      gradient = dense(layer, name, output ? gradient : active(name, gradient, layer.dropped()));
    }
    int last = layers.convolutions().size() - 1;
    Output<?> shape = ops.add("Shape", "gradient/shape", layers.convolutions().get(last).dropped());
    gradient = ops.add("Reshape", "gradient/unflatten", gradient, shape);
    for (int i = last; i >= 0; i--) {
      ForwardPass.Convolution layer = layers.convolutions().get(i);
      Output<?> convolved = convolved(layer, gradient);
      if (i > 0) {
        gradient = input(layer, convolved);
      }
    }
    Collections.reverse(gradients);
    return List.copyOf(gradients);
  }

  /** Where relu and dropout let something through. */
  private Output<?> active(String name, Output<?> gradient, Output<?> dropped) {
    return ops.add("ReluGrad", name + "/active", gradient, dropped);
  }

  /** Gradients of bias and kernel; gives that of the input. */
  private Output<?> dense(ForwardPass.Dense layer, String name, Output<?> gradient) {
    gradients.add(ops.add("BiasAddGrad", name + "/bias", gradient));
    Output<?> scaled = ops.scale(name + "/scaled", gradient, layer.factor());
    gradients.add(ops.add("MatMul", name + "/kernel", FIRST_TRANSPOSED, layer.input(), scaled));
    return ops.add("MatMul", name + "/input", SECOND_TRANSPOSED, scaled, layer.kernel());
  }

  /** Gradients of bias and kernel; gives that of what the convolution itself computed. */
  private Output<?> convolved(ForwardPass.Convolution layer, Output<?> gradient) {
    String name = "gradient/" + layer.name();
    Output<?> active = active(name, gradient, layer.dropped());
    gradients.add(ops.add("BiasAddGrad", name + "/bias", active));
    Output<?> convolved =
        ops.add(
            "MaxPoolGrad",
            name + "/pool",
            ForwardPass.POOLING,
            layer.activated(),
            layer.pooled(),
            active);
    Output<?> kernel =
        ops.add(
            "Conv2DBackpropFilter",
            name + "/scaled_kernel",
            ForwardPass.CONVOLUTION,
            layer.input(),
            ops.add("Shape", name + "/kernel_shape", layer.kernel()),
            convolved);
    gradients.add(ops.scale(name + "/kernel", kernel, layer.factor()));
    return convolved;
  }

  private Output<?> input(ForwardPass.Convolution layer, Output<?> convolved) {
    String name = "gradient/" + layer.name() + "/input";
    return ops.add(
        "Conv2DBackpropInput",
        name,
        ForwardPass.CONVOLUTION,
        ops.add("Shape", name + "_shape", layer.input()),
        layer.kernel(),
        convolved);
  }
}
