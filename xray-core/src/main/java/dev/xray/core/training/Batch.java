package dev.xray.core.training;

/** Images on their way into the network. Arrays are reused and may be longer than needed. */
public final class Batch {
  private final float[] pixels;
  private final float[] labels;
  private final float[] lossWeights;
  private int size;

  Batch(int capacity, int imageSize) {
    pixels = new float[Math.multiplyExact(capacity, imageSize)];
    labels = new float[capacity];
    lossWeights = new float[capacity];
  }

  /** Values in [0, 1], image after image, rows from the top. */
  public float[] pixels() {
    return pixels;
  }

  /** 0 or 1 for each image. */
  public float[] labels() {
    return labels;
  }

  /** Weight of the loss of each image. */
  float[] lossWeights() {
    return lossWeights;
  }

  /** Number of images. */
  public int size() {
    return size;
  }

  void size(int images) {
    size = images;
  }
}
