package dev.xray.core.training;

import dev.xray.core.SettingException;
import dev.xray.core.image.Pixels;
import dev.xray.core.network.InferenceGraph;
import dev.xray.core.network.InferenceNetwork;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.network.NetworkSummary;
import dev.xray.core.network.Weights;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.util.function.BiFunction;

/** Predicts preprocessed images with trained weights. Thread-safe. Owns native memory: close it. */
public final class Predictor implements AutoCloseable {
  private final InferenceNetwork network;
  private final int width;
  private final int height;
  private final int atOnce;

  /**
   * Makes a network for prediction.
   *
   * @param runtime where it runs
   * @param settings the network
   * @param weights of that network
   * @param width of the images in pixels
   * @param height of the images in pixels
   * @throws SettingException if a setting is out of range or an image too small for the layers
   */
  public Predictor(
      TensorFlowRuntime runtime, NetworkSettings settings, Weights weights, int width, int height)
      throws SettingException {
    this(runtime, settings, weights, 1, width, height);
  }

  /**
   * Makes a network for calibrated prediction.
   *
   * @param runtime where it runs
   * @param settings the network
   * @param weights of that network
   * @param temperature by which logits are divided; 1: not calibrated
   * @param width of the images in pixels
   * @param height of the images in pixels
   * @throws SettingException if a setting is out of range or an image too small for the layers
   */
  public Predictor(
      TensorFlowRuntime runtime,
      NetworkSettings settings,
      Weights weights,
      double temperature,
      int width,
      int height)
      throws SettingException {
    this.width = width;
    this.height = height;
    this.atOnce = NetworkSummary.of(settings, width, height).imagesAtOnce();
    this.network =
        new InferenceNetwork(
            runtime,
            InferenceGraph.of(settings, width, height, weights, temperature),
            width,
            height);
  }

  /**
   * Predicts all images.
   *
   * @param pixels of the size that was given to the constructor
   * @return the probability of the positive class for each image, in [0, 1]
   */
  public float[] predict(Pixels pixels) {
    return all(pixels, network::probabilities);
  }

  /**
   * The logits of all images, without calibration.
   *
   * @param pixels of the size that was given to the constructor
   * @return one finite or infinite number for each image
   */
  public float[] logits(Pixels pixels) {
    return all(pixels, network::logits);
  }

  private float[] all(Pixels pixels, BiFunction<float[], Integer, float[]> output) {
    if (pixels.width() != width || pixels.height() != height) {
      throw new IllegalArgumentException(
          pixels.width() + " x " + pixels.height() + " pixels, not " + width + " x " + height);
    }
    float[] all = new float[pixels.size()];
    int[] done = {0};
    PlainBatches.forEach(
        pixels,
        atOnce,
        batch -> {
          float[] some = output.apply(batch.pixels(), batch.size());
          System.arraycopy(some, 0, all, done[0], batch.size());
          done[0] += batch.size();
        });
    return all;
  }

  @Override
  public void close() {
    network.close();
  }
}
