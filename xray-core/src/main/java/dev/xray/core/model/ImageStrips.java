package dev.xray.core.model;

import dev.xray.core.network.NetworkSettings;
import java.util.Optional;

/**
 * How images are cut into horizontal strips, each of which goes through the convolutions by itself.
 * A strip has all rows of pixels that its rows of the last pooled output depend on, so that strips
 * overlap. Columns that pooling drops at the right, and rows at the bottom, are in none.
 *
 * @param network the layers
 * @param outputHeight rows of the last pooled output, at least 1
 * @param outputWidth its columns, at least 1
 * @param count number of strips, from 1 to {@code outputHeight}
 */
record ImageStrips(NetworkSettings network, int outputHeight, int outputWidth, int count) {
  /**
   * Bytes that one convolution may read and write in a run. Where a strip has more, there are more
   * strips; where it has less, several images are put into one run. About what the caches of one
   * core hold.
   */
  static final long ACTIVATION_BYTES = 3L << 19;

  /** Multiplications for which no second thread is woken: they take some 20 µs. */
  private static final double FEW_MULTIPLICATIONS = 2e6;

  /** By how much strips may cost more than an equal share of the image for each thread. */
  private static final double LARGEST_OVERHEAD = 1.25;

  /**
   * Multiplications of the first dense layer for each one of the convolutions. Where more values
   * than usual are not 0, {@link DenseLayer} is slower than ONNX Runtime.
   */
  private static final double LARGEST_DENSE = 0.1;

  /**
   * Cuts images so that as many threads have equal shares of each.
   *
   * @param network whose layers fit the images
   * @param width of the images in pixels
   * @param height of the images in pixels
   * @param threads that work on one image, at least 1
   * @return nothing if that would cost much: there are too few rows for the threads, or so many
   *     layers that each row depends on a large part of the image, or the first dense layer is
   *     large
   */
  static Optional<ImageStrips> of(NetworkSettings network, int width, int height, int threads) {
    ImageStrips whole =
        new ImageStrips(network, pooled(network, height), pooled(network, width), 1);
    double multiplications = whole.multiplications();
    if (whole.denseMultiplications() > LARGEST_DENSE * multiplications) {
      return Optional.empty();
    }
    if (multiplications <= FEW_MULTIPLICATIONS) {
      return Optional.of(whole);
    }
    Optional<ImageStrips> best = Optional.empty();
    for (int count = threads; ; count += threads) {
      ImageStrips strips = whole.cut(count);
      if (strips.multiplications(threads) > LARGEST_OVERHEAD * multiplications) {
        return best;
      }
      if (strips.count < count || strips.activationBytes() <= ACTIVATION_BYTES) {
        return Optional.of(strips);
      }
      best = Optional.of(strips);
    }
  }

  private static int pooled(NetworkSettings network, int size) {
    int pooled = size;
    for (int i = 0; i < network.filters().size(); i++) {
      pooled = (pooled - network.kernel() + 1) / 2;
    }
    return pooled;
  }

  private ImageStrips cut(int strips) {
    return new ImageStrips(network, outputHeight, outputWidth, Math.min(strips, outputHeight));
  }

  /** The first row of the last pooled output that a strip has; that of {@code count}: the end. */
  int firstOutputRow(int strip) {
    return (int) ((long) strip * outputHeight / count);
  }

  /** How many rows of the last pooled output a strip has: of two strips, the same or one more. */
  int outputRows(int strip) {
    return firstOutputRow(strip + 1) - firstOutputRow(strip);
  }

  /** The most that a strip has. */
  int mostOutputRows() {
    return (outputHeight + count - 1) / count;
  }

  /** The first row of pixels that a strip has. */
  int firstRow(int strip) {
    return firstOutputRow(strip) << network.filters().size();
  }

  /** Rows of pixels for a number of rows of the last pooled output. */
  int rows(int outputRows) {
    return before(outputRows, network.filters().size());
  }

  /** Columns of pixels, from the left. */
  int columns() {
    return before(outputWidth, network.filters().size());
  }

  /** Values of the last pooled output in a number of its rows. */
  int outputs(int outputRows) {
    return outputRows * outputWidth * channels();
  }

  /** Channels of the last pooled output. */
  int channels() {
    return channels(network.filters().size());
  }

  /** Rows or columns that enter so many convolutions with pooling for what leaves them. */
  private int before(int size, int layers) {
    int before = size;
    for (int i = 0; i < layers; i++) {
      before = 2 * before + network.kernel() - 1;
    }
    return before;
  }

  /** The most that a convolution of the highest strip reads and writes. */
  long activationBytes() {
    long most = 0;
    int layers = network.filters().size();
    for (int i = 0; i < layers; i++) {
      long in = (long) before(mostOutputRows(), layers - i) * before(outputWidth, layers - i);
      most = Math.max(most, in * channels(i) + convolved(i) * network.filters().get(i));
    }
    return most * Float.BYTES;
  }

  /** Multiplications of all convolutions on the highest strip. */
  private double multiplications() {
    double sum = 0;
    for (int i = 0; i < network.filters().size(); i++) {
      double window = (double) network.kernel() * network.kernel() * channels(i);
      sum += convolved(i) * window * network.filters().get(i);
    }
    return sum;
  }

  /** Multiplications of the first dense layer on the highest strip. */
  private double denseMultiplications() {
    double units = network.dense().isEmpty() ? 1 : network.dense().get(0);
    return units * outputs(mostOutputRows());
  }

  /** Multiplications while a number of threads compute all strips, those of idle threads too. */
  private double multiplications(int threads) {
    int turns = (count + threads - 1) / threads;
    return (double) turns * threads * multiplications();
  }

  /** Positions in the output of a convolution on the highest strip. */
  private long convolved(int layer) {
    int after = network.filters().size() - layer - 1;
    return 4L * before(mostOutputRows(), after) * before(outputWidth, after);
  }

  /** Channels that enter a convolution. The image's are equal: one is enough. */
  private int channels(int layer) {
    return layer == 0 ? 1 : network.filters().get(layer - 1);
  }
}
