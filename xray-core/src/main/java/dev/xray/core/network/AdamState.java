package dev.xray.core.network;

/**
 * Everything that a training step changes.
 *
 * @param weights the variables
 * @param means Adam's slot m, the decayed mean of gradients, one for each variable
 * @param squares Adam's slot v, the decayed mean of squared gradients, likewise
 * @param steps number of steps taken
 */
public record AdamState(Weights weights, Weights means, Weights squares, long steps) {
  /** The state before the first step. */
  public static AdamState start(Weights weights) {
    return new AdamState(weights, zeros(weights), zeros(weights), 0);
  }

  private static Weights zeros(Weights weights) {
    return new Weights(
        weights.arrays().stream()
            .map(a -> new NamedArray(a.name(), a.shape(), new float[a.values().length]))
            .toList());
  }
}
