package dev.xray.core.explanation;

import dev.xray.core.SettingException;
import dev.xray.core.image.Pixels;
import dev.xray.core.network.GradientNetwork;
import dev.xray.core.network.LastConvolution;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.network.NetworkSummary;
import dev.xray.core.network.Weights;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.util.ArrayList;
import java.util.List;

/** Makes maps of images with a network. Owns native memory: close it. Not thread-safe. */
public final class Explainer implements AutoCloseable {
  private final GradientNetwork network;
  private final OcclusionSettings occlusion;
  private final int width;
  private final int height;
  private final int atOnce;

  /**
   * Builds the network.
   *
   * @param runtime where it runs
   * @param settings the network
   * @param weights of that network
   * @param width of the images in pixels
   * @param height of the images in pixels
   * @param occlusion how patches are covered
   * @throws SettingException if a setting is out of range or an image too small for the layers
   */
  public Explainer(
      TensorFlowRuntime runtime,
      NetworkSettings settings,
      Weights weights,
      int width,
      int height,
      OcclusionSettings occlusion)
      throws SettingException {
    this.occlusion = occlusion.on(width, height);
    this.width = width;
    this.height = height;
    atOnce = NetworkSummary.of(settings, width, height).imagesAtOnce();
    network = new GradientNetwork(runtime, settings, width, height);
    network.restore(weights);
  }

  /** Exchanges the weights. */
  public void restore(Weights weights) {
    network.restore(weights);
  }

  /** The logit of each image, without calibration. */
  public float[] logits(Pixels images) {
    float[] all = new float[images.size()];
    for (int first = 0; first < all.length; first += atOnce) {
      int size = Math.min(atOnce, all.length - first);
      System.arraycopy(network.logits(batch(images, first, size), size), 0, all, first, size);
    }
    return all;
  }

  /**
   * The map of each image.
   *
   * @param images of the size that was given to the constructor
   * @return maps in the same order
   */
  public List<HeatMap> maps(MapMethod method, Pixels images) throws SettingException {
    List<HeatMap> maps = new ArrayList<>();
    for (int first = 0; first < images.size(); first += atOnce) {
      int size = Math.min(atOnce, images.size() - first);
      maps.addAll(maps(method, batch(images, first, size), size));
    }
    return maps;
  }

  private List<HeatMap> maps(MapMethod method, float[] pixels, int size) throws SettingException {
    if (method == MapMethod.OCCLUSION) {
      Occlusion covering = new Occlusion(occlusion, width, height, atOnce, network::logits);
      List<HeatMap> maps = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        float[] image = new float[width * height];
        System.arraycopy(pixels, i * image.length, image, 0, image.length);
        maps.add(covering.map(image));
      }
      return maps;
    }
    LastConvolution layer = network.lastConvolution(pixels, size);
    return method == MapMethod.GRAD_CAM
        ? ActivationMaps.gradCam(layer)
        : ActivationMaps.hiResCam(layer);
  }

  private float[] batch(Pixels images, int first, int size) {
    if (images.width() != width || images.height() != height) {
      throw new IllegalArgumentException(
          images.width() + " x " + images.height() + " pixels, not " + width + " x " + height);
    }
    byte[] grey = new byte[width * height];
    float[] pixels = new float[size * grey.length];
    for (int i = 0; i < size; i++) {
      images.read(first + i, grey);
      for (int j = 0; j < grey.length; j++) {
        pixels[i * grey.length + j] = (grey[j] & 0xFF) / 255f;
      }
    }
    return pixels;
  }

  @Override
  public void close() {
    network.close();
  }
}
