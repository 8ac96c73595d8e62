package dev.xray.core.explanation;

import dev.xray.core.codec.GreyImage;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.network.NamedArray;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.network.Weights;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.util.List;

/**
 * A network that anybody can compute by hand, on images of 8 x 8: the convolution hands on each
 * pixel, pooling takes the brightest of each 2 x 2, and the logit is the sum of these 4 x 4, those
 * of the left half counted negative, plus 0.25.
 */
final class ToyNetwork {
  static final int SIDE = 8;
  static final NetworkSettings SETTINGS = new NetworkSettings(1, List.of(1), 1, List.of(), 0);

  private ToyNetwork() {}

  static Weights weights() {
    float[] output = new float[16];
    for (int i = 0; i < 16; i++) {
      output[i] = i % 4 < 2 ? -1 : 1;
    }
    return new Weights(
        List.of(
            new NamedArray("conv1/kernel", new long[] {1, 1, 1, 1}, new float[] {1}),
            new NamedArray("conv1/bias", new long[] {1}, new float[] {0}),
            new NamedArray("output/kernel", new long[] {16, 1}, output),
            new NamedArray("output/bias", new long[] {1}, new float[] {0.25f})));
  }

  static Explainer explainer(OcclusionSettings occlusion) throws Exception {
    return explainer(SETTINGS, weights(), SIDE, occlusion);
  }

  static Explainer explainer(
      NetworkSettings settings, Weights weights, int side, OcclusionSettings occlusion)
      throws Exception {
    return new Explainer(runtime(), settings, weights, side, side, occlusion);
  }

  static TensorFlowRuntime runtime() throws Exception {
    return TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 2, true));
  }

  /** A black image with some pixels of one grey. */
  static InMemoryPixels image(int grey, int... places) {
    byte[] pixels = new byte[SIDE * SIDE];
    for (int place : places) {
      pixels[place] = (byte) grey;
    }
    return InMemoryPixels.of(SIDE, SIDE, List.of(new GreyImage(SIDE, SIDE, pixels)), List.of(1));
  }

  static int pixel(int x, int y) {
    return y * SIDE + x;
  }
}
