package dev.xray.benchmarks;

import dev.xray.core.network.NetworkSummary;
import java.util.List;

/**
 * Floating-point operations that one image needs in convolutions and matrix products, a
 * multiplication and an addition counted as two; all else is less than a hundredth of them.
 *
 * @param forward from image to logit
 * @param training forward, and backward: the gradient by the kernel costs what forward does, and so
 *     does that by the input, which the first layer does not need
 */
record Flops(long forward, long training) {
  static Flops of(NetworkSummary network) {
    long forward = 0;
    long first = 0;
    for (NetworkSummary.Layer layer : network.layers()) {
      if (layer.variables().isEmpty()) {
        continue;
      }
      long layerFlops = 2 * layer.variables().get(0).size() * positions(layer.output());
      first = forward == 0 ? layerFlops : first;
      forward += layerFlops;
    }
    return new Flops(forward, 3 * forward - first);
  }

  /** How often a kernel is applied: at each pixel of a convolution's output, or once. */
  private static long positions(List<Integer> output) {
    return output.size() == 3 ? (long) output.get(0) * output.get(1) : 1;
  }
}
