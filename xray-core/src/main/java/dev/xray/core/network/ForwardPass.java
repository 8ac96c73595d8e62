package dev.xray.core.network;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;

/**
 * The layers from image to logit, NHWC, with what {@link BackwardPass} needs of them. Convolution,
 * bias and relu stand beside each other, since TensorFlow then makes one kernel of them.
 *
 * @param logits [batch]
 * @param convolutions from the image on
 * @param dense the hidden layers and the output
 */
record ForwardPass(Output<?> logits, List<Convolution> convolutions, List<Dense> dense) {
  /** Strides and padding of each convolution. */
  static final UnaryOperator<OperationBuilder> CONVOLUTION =
      attributes ->
          attributes
              .setAttr("strides", new long[] {1, 1, 1, 1})
              .setAttr("padding", "VALID")
              .setAttr("data_format", "NHWC");

  /** Windows of each pooling layer. */
  static final UnaryOperator<OperationBuilder> POOLING =
      attributes ->
          attributes
              .setAttr("ksize", new long[] {1, 2, 2, 1})
              .setAttr("strides", new long[] {1, 2, 2, 1})
              .setAttr("padding", "VALID")
              .setAttr("data_format", "NHWC");

  /**
   * A convolution with what follows it.
   *
   * @param name such as {@code training/conv1}
   * @param input what it convolves
   * @param kernel the variable times the factor
   * @param factor by which dropout before it is made up for
   * @param activated after bias and relu
   * @param pooled after pooling
   * @param dropped after dropout: what the next layer sees
   */
  record Convolution(
      String name,
      Output<?> input,
      Output<?> kernel,
      double factor,
      Output<?> activated,
      Output<?> pooled,
      Output<?> dropped) {}

  /**
   * A dense layer.
   *
   * @param name such as {@code training/dense1}
   * @param input [batch, units]
   * @param kernel the variable
   * @param factor by which dropout before it is made up for
   * @param dropped after relu and dropout; of the output its logits [batch, 1]
   */
  record Dense(String name, Output<?> input, Output<?> kernel, double factor, Output<?> dropped) {}

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
          public double factor() {
            return 1;
          }
        };

    /** Sets some activations to zero and leaves the others as they are. */
    Output<?> drop(GraphOps ops, String name, Output<?> x);

    /** By which the next layer multiplies: inverted dropout's 1 / (1 - rate). */
    double factor();
  }

  /**
   * Adds the layers.
   *
   * @param image [batch, height, width, 1] in 0..1
   * @param weights in the order of {@link NetworkSummary#variables()}
   * @param dropout what happens between layers
   * @param prefix of the operations' names, such as {@code training/}
   */
  static ForwardPass add(
      GraphOps ops,
      NetworkSettings settings,
      int units,
      Output<?> image,
      List<Output<?>> weights,
      Dropout dropout,
      String prefix) {
    return new Builder(ops, settings, weights, dropout, prefix).layers(image, units);
  }

  /** Adds layer after layer. */
  private static final class Builder {
    private final GraphOps ops;
    private final NetworkSettings settings;
    private final Iterator<Output<?>> weights;
    private final Dropout dropout;
    private final String prefix;
    private final List<Convolution> convolutions = new ArrayList<>();
    private final List<Dense> dense = new ArrayList<>();

    /** Dropout leaves 1 / (1 - rate) to the next layer's kernel, which is smaller. */
    private double factor = 1;

    Builder(
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

    ForwardPass layers(Output<?> image, int units) {
      Output<?> x = channels(image);
      for (int i = 1; i <= settings.filters().size(); i++) {
        x = convolution(x, i);
      }
      x = ops.add("Reshape", prefix + "flatten", x, ops.integers(prefix + "units", -1, units));
      for (int i = 1; i <= settings.dense().size(); i++) {
        x = hidden(x, i);
      }
      Output<?> vector = ops.integers(prefix + "vector", -1);
      Output<?> logits = ops.add("Reshape", prefix + "logits", output(x), vector);
      return new ForwardPass(logits, List.copyOf(convolutions), List.copyOf(dense));
    }

    private Output<?> channels(Output<?> image) {
      if (settings.channels() == 1) {
        return image;
      }
      Output<?> repeats = ops.integers(prefix + "repeats", 1, 1, 1, settings.channels());
      return ops.add("Tile", prefix + "channels", image, repeats);
    }

    private Output<?> convolution(Output<?> x, int number) {
      String name = prefix + "conv" + number;
      Output<?> kernel = ops.scale(name + "/scaled_kernel", weights.next(), factor);
      Output<?> convolved = ops.add("Conv2D", name + "/convolution", CONVOLUTION, x, kernel);
      Output<?> activated = ops.add("Relu", name + "/relu", bias(convolved, name));
      Output<?> pooled = ops.add("MaxPool", name + "/pool", POOLING, activated);
      Output<?> dropped = dropout.drop(ops, prefix + "dropout" + number, pooled);
      convolutions.add(new Convolution(name, x, kernel, factor, activated, pooled, dropped));
      factor = dropout.factor();
      return dropped;
    }

    private Output<?> hidden(Output<?> x, int number) {
      String name = prefix + "dense" + number;
      Output<?> kernel = weights.next();
      Output<?> activated = ops.add("Relu", name + "/relu", product(x, kernel, name));
      Output<?> dropped = dropout.drop(ops, prefix + "dropout_dense" + number, activated);
      dense.add(new Dense(name, x, kernel, factor, dropped));
      factor = dropout.factor();
      return dropped;
    }

    private Output<?> output(Output<?> x) {
      String name = prefix + "output";
      Output<?> kernel = weights.next();
      Output<?> logits = product(x, kernel, name);
      dense.add(new Dense(name, x, kernel, factor, logits));
      return logits;
    }

    private Output<?> product(Output<?> x, Output<?> kernel, String name) {
      Output<?> product = ops.add("MatMul", name + "/product", x, kernel);
      return bias(ops.scale(name + "/scaled_product", product, factor), name);
    }

    private Output<?> bias(Output<?> x, String name) {
      return ops.add("BiasAdd", name + "/biased", x, weights.next());
    }
  }
}
