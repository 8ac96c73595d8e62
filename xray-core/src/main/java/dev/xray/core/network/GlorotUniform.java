package dev.xray.core.network;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Initial values: kernels uniform in ±sqrt(6 / (fan in + fan out)) (Glorot and Bengio 2010, as
 * Keras's default initialiser), biases zero. A pure function of the seed and the network.
 */
public final class GlorotUniform {
  private GlorotUniform() {}

  /**
   * Draws the initial weights of a network.
   *
   * @param settings the network
   * @param width of the images in pixels
   * @param height of the images in pixels
   * @param seed of the run
   * @return new weights
   * @throws SettingException if a setting is out of range or an image too small for the layers
   */
  public static Weights weights(NetworkSettings settings, int width, int height, Seed seed)
      throws SettingException {
    List<NamedArray> arrays = new ArrayList<>();
    for (NetworkSummary.Variable variable :
        NetworkSummary.of(settings, width, height).variables()) {
      float[] values = new float[Math.toIntExact(variable.size())];
      if (variable.isKernel()) {
        fill(values, limit(variable.shape()), seed.random("weights " + variable.name()));
      }
      arrays.add(new NamedArray(variable.name(), variable.dimensions(), values));
    }
    return new Weights(arrays);
  }

  /** sqrt(6 / (fan in + fan out)); the fans of a convolution count its receptive field. */
  static double limit(List<Integer> shape) {
    int rank = shape.size();
    double receptiveField = 1;
    for (int size : shape.subList(0, rank - 2)) {
      receptiveField *= size;
    }
    double fanIn = receptiveField * shape.get(rank - 2);
    double fanOut = receptiveField * shape.get(rank - 1);
    return Math.sqrt(6 / (fanIn + fanOut));
  }

  private static void fill(float[] values, double limit, RandomGenerator random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
    }
  }
}
