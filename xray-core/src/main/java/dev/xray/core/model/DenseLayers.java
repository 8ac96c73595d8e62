package dev.xray.core.model;

import dev.xray.core.network.InferenceGraph;
import dev.xray.core.network.NamedArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What follows the convolutions: dense layers with relu, temperature, sigmoid. The first layer's
 * product is the sum of one for each strip. Thread-safe.
 */
final class DenseLayers {
  private final List<DenseLayer> first = new ArrayList<>();
  private final List<DenseLayer> others = new ArrayList<>();
  private final List<float[]> biases = new ArrayList<>();
  private final float scale;

  /**
   * Copies the kernels.
   *
   * @param strips in which the values of the first layer come, channels first
   * @param weights kernel and bias of each dense layer
   * @param temperature by which logits are divided
   */
  DenseLayers(ImageStrips strips, List<NamedArray> weights, double temperature) {
    for (int strip = 0; strip < strips.count(); strip++) {
      first.add(new DenseLayer(weights.get(0), channelsFirst(strips, strip)));
    }
    biases.add(weights.get(1).values());
    for (int i = 2; i < weights.size(); i += 2) {
      others.add(
          new DenseLayer(
              weights.get(i), IntStream.range(0, (int) weights.get(i).shape()[0]).toArray()));
      biases.add(weights.get(i + 1).values());
    }
    scale = InferenceGraph.logitScale(temperature);
  }

  /** Where the values of a strip stand in the flattened image, which has channels last. */
  private static int[] channelsFirst(ImageStrips strips, int strip) {
    int rows = strips.outputRows(strip);
    int[] order = new int[strips.outputs(rows)];
    int channels = strips.channels();
    int start = strips.firstOutputRow(strip) * strips.outputWidth();
    for (int channel = 0, i = 0; channel < channels; channel++) {
      for (int position = 0; position < rows * strips.outputWidth(); position++, i++) {
        order[i] = (start + position) * channels + channel;
      }
    }
    return order;
  }

  /** The first layer's rows for the values of a strip. */
  DenseLayer first(int strip) {
    return first.get(strip);
  }

  /** The largest size of those. */
  int mostValues() {
    return first.stream().mapToInt(DenseLayer::size).max().orElseThrow();
  }

  /**
   * From the first layer's products to the probability.
   *
   * @param products of each strip, for each image
   */
  float probability(float[][][] products, int image) {
    float[] sums = products[0][image].clone();
    for (int strip = 1; strip < products.length; strip++) {
      add(sums, products[strip][image]);
    }
    add(sums, biases.get(0));
    for (int i = 0; i < others.size(); i++) {
      DenseLayer layer = others.get(i);
      float[] values = new float[layer.size()];
      for (int j = 0; j < sums.length; j++) {
        values[j] = Math.max(sums[j], 0);
      }
      sums = layer.products(new float[][] {values}, 1)[0];
      add(sums, biases.get(i + 1));
    }
    return (float) (1 / (1 + Math.exp(-(double) (sums[0] * scale))));
  }

  private static void add(float[] sums, float[] values) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }
}
