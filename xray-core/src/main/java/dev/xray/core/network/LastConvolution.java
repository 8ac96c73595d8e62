package dev.xray.core.network;

import java.util.List;

/**
 * What the last convolution gives for some images, and how the logit depends on it.
 *
 * <p>Its output is taken where the rest of the network takes it: after bias, relu and pooling. A
 * logit depends on a convolution's values before pooling through the largest of each 2 x 2 only, so
 * that gradient times value there, summed over the 2 x 2, is the same number.
 *
 * @param logits of each image, without calibration
 * @param values image after image, rows from the top, the channels of a place beside each other;
 *     none below 0
 * @param gradients of the image's own logit by each of the values
 * @param grid where the places lie in the image
 * @param channels number of channels
 */
@SuppressWarnings("ArrayRecordComponent")
public record LastConvolution(
    float[] logits, float[] values, float[] gradients, Grid grid, int channels) {
  /**
   * Where the places of a layer lie in the network's input: place i is centred at pixel {@code
   * offset + stride * i}, across and down, with the centre of the first pixel at 0.
   *
   * @param width places across
   * @param height places down
   * @param offset centre of the first place, in pixels
   * @param stride from one place to the next, in pixels
   */
  public record Grid(int width, int height, double offset, double stride) {
    /** Checks the numbers. */
    public Grid {
      if (width < 1 || height < 1 || !(stride > 0)) {
        throw new IllegalArgumentException(width + " x " + height + ", stride " + stride);
      }
    }

    /** The pixels of an image themselves. */
    public static Grid pixels(int width, int height) {
      return new Grid(width, height, 0, 1);
    }

    /**
     * The places of the last pooling layer. A convolution without padding moves the centre of its
     * first place by (kernel - 1) / 2 of its input's places, pooling by 1 / 2, and doubles the
     * stride.
     */
    static Grid of(NetworkSettings settings, NetworkSummary summary) {
      double offset = 0;
      double stride = 1;
      for (int i = 0; i < settings.filters().size(); i++) {
        offset += stride * ((settings.kernel() - 1) / 2.0 + 0.5);
        stride *= 2;
      }
      String last = "pool" + settings.filters().size();
      List<Integer> shape =
          summary.layers().stream()
              .filter(layer -> layer.name().equals(last))
              .findFirst()
              .orElseThrow()
              .output();
      return new Grid(shape.get(1), shape.get(0), offset, stride);
    }

    /** Number of places. */
    public int size() {
      return width * height;
    }
  }
}
