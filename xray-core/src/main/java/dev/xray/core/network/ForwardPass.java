package dev.xray.core.network;

import java.util.Iterator;
import java.util.List;
import org.tensorflow.Output;

/**
 * The layers from image to logit, NHWC. A convolution is followed by pooling, then bias, then relu:
 * the same mathematics as Keras's convolution, bias, relu, pooling, since the maximum commutes with
 * adding a constant and with a monotone function, at a quarter of the elementwise work.
 */
final class ForwardPass {
  private final GraphOps ops;
  private final NetworkSettings settings;
  private final Iterator<Output<?>> weights;
  private final Dropout dropout;
  private final String prefix;

  private ForwardPass(
      GraphOps ops,
      NetworkSettings settings,
      List<Output<?>> weights,
      Dropout dropout,
      String prefix) {
    this.ops = ops;
    this.settings = settings;
    this.weights = weights.iterator();
    this.dropout = dropout;
    this.prefix = prefix;
  }

  /**
   * Adds the layers.
   *
   * @param image float32 [batch, height, width, 1] in 0..1
   * @param weights in the order of {@link NetworkSummary#variables()}
   * @param dropout what happens between layers
   * @param prefix of the operations' names, such as {@code training/}
   * @return logits, float32 [batch]
   */
  static Output<?> add(
      GraphOps ops,
      NetworkSettings settings,
      int units,
      Output<?> image,
      List<Output<?>> weights,
      Dropout dropout,
      String prefix) {
    return new ForwardPass(ops, settings, weights, dropout, prefix).layers(image, units);
  }

  private Output<?> layers(Output<?> image, int flatUnits) {
    Output<?> x = channels(image);
    // Dropout leaves the factor 1 / (1 - rate) to the next layer, where it costs less.
    float factor = 1;
    for (int i = 1; i <= settings.filters().size(); i++) {
      x = dropout.drop(ops, prefix + "dropout" + i, convolution(x, factor, prefix + "conv" + i));
      factor = dropout.factor();
    }
    x = ops.add("Reshape", prefix + "flatten", x, ops.integers(prefix + "units", -1, flatUnits));
    for (int i = 1; i <= settings.dense().size(); i++) {
      String name = prefix + "dense" + i;
      x = ops.add("Relu", name + "/relu", dense(x, factor, name));
      x = dropout.drop(ops, prefix + "dropout_dense" + i, x);
      factor = dropout.factor();
    }
    Output<?> logits = dense(x, factor, prefix + "output");
    return ops.add("Reshape", prefix + "logits", logits, ops.integers(prefix + "vector", -1));
  }

  private Output<?> channels(Output<?> image) {
    if (settings.channels() == 1) {
      return image;
    }
    Output<?> repeats = ops.integers(prefix + "repeats", 1, 1, 1, settings.channels());
    return ops.add("Tile", prefix + "channels", image, repeats);
  }

  private Output<?> convolution(Output<?> x, float factor, String name) {
    Output<?> kernel = scale(weights.next(), factor, name + "/scaled_kernel");
    Output<?> convolved =
        ops.add(
            "Conv2D",
            name + "/convolution",
            attributes ->
                attributes
                    .setAttr("strides", new long[] {1, 1, 1, 1})
                    .setAttr("padding", "VALID")
                    .setAttr("data_format", "NHWC"),
            x,
            kernel);
    Output<?> pooled =
        ops.add(
            "MaxPool",
            name + "/pool",
            attributes ->
                attributes
                    .setAttr("ksize", new long[] {1, 2, 2, 1})
                    .setAttr("strides", new long[] {1, 2, 2, 1})
                    .setAttr("padding", "VALID")
                    .setAttr("data_format", "NHWC"),
            convolved);
    return ops.add("Relu", name + "/relu", bias(pooled, name));
  }

  private Output<?> dense(Output<?> x, float factor, String name) {
    Output<?> product = ops.add("MatMul", name + "/product", x, weights.next());
    return bias(scale(product, factor, name + "/scaled_product"), name);
  }

  private Output<?> bias(Output<?> x, String name) {
    return ops.add("BiasAdd", name + "/biased", x, weights.next());
  }

  private Output<?> scale(Output<?> x, float factor, String name) {
    return factor == 1 ? x : ops.add("Mul", name, x, ops.number(name + "/factor", factor));
  }

  /** What happens to the activations between two layers. */
  interface Dropout {
    /** Nothing: prediction. */
    Dropout NONE =
        new Dropout() {
          @Override
          public Output<?> drop(GraphOps ops, String name, Output<?> x) {
            return x;
          }

          @Override
          public float factor() {
            return 1;
          }
        };

    /** Sets some activations to zero. */
    Output<?> drop(GraphOps ops, String name, Output<?> x);

    /** By which the next layer multiplies: inverted dropout's 1 / (1 - rate). */
    float factor();
  }
}
