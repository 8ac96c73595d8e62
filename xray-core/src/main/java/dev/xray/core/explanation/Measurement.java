package dev.xray.core.explanation;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.explanation.Localisation.Known;
import dev.xray.core.image.Pixels;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.network.Weights;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Measures what the maps of a model are worth. Owns native memory: close it. Not thread-safe. */
public final class Measurement implements AutoCloseable {
  /** Images on which the weights are randomised. */
  public static final int CHECKED = 12;

  private final NetworkSettings network;
  private final Weights weights;
  private final int width;
  private final int height;
  private final Seed seed;
  private final Explainer explainer;

  /**
   * Builds the network.
   *
   * @param runtime where it runs
   * @param network its shape
   * @param weights of that network
   * @param width of the images in pixels
   * @param height of the images in pixels
   * @param occlusion how patches are covered
   * @param seed of the random weights
   * @throws SettingException if a setting is out of range
   */
  public Measurement(
      TensorFlowRuntime runtime,
      NetworkSettings network,
      Weights weights,
      int width,
      int height,
      OcclusionSettings occlusion,
      Seed seed)
      throws SettingException {
    this.network = network;
    this.weights = weights;
    this.width = width;
    this.height = height;
    this.seed = seed;
    explainer = new Explainer(runtime, network, weights, width, height, occlusion);
  }

  /** The logit of each image, without calibration. */
  public float[] logits(Pixels images) {
    return explainer.logits(images);
  }

  /** The map of each image. */
  public List<HeatMap> maps(MapMethod method, Pixels images) throws SettingException {
    return explainer.maps(method, images);
  }

  /**
   * Images whose lesions are known and which the model calls positive.
   *
   * @param pixels as the network sees them
   * @param known their masks, in the same order
   */
  public record Found(Pixels pixels, List<Known> known) {}

  /**
   * Measures.
   *
   * @param methods which
   * @param images of which {@value #CHECKED}, spread evenly, serve the sanity check
   * @param patients of the images, where known
   * @param found held against their masks, where there are any
   */
  public ExplanationFigures of(
      List<MapMethod> methods,
      Pixels images,
      List<Optional<String>> patients,
      Optional<Found> found)
      throws SettingException {
    int checked = Math.min(CHECKED, images.size());
    List<Integer> some =
        IntStream.range(0, checked).mapToObj(i -> i * images.size() / checked).toList();
    List<ExplanationFigures.OfMethod> figures = new ArrayList<>();
    for (MapMethod method : methods) {
      Optional<Localisation.Row> localisation = Optional.empty();
      if (found.isPresent()) {
        List<HeatMap> maps = explainer.maps(method, found.get().pixels());
        localisation = Optional.of(Localisation.of(method.text(), found.get().known(), maps));
      }
      figures.add(
          new ExplanationFigures.OfMethod(
              method,
              sanity(method, images.select(some), some.stream().map(patients::get).toList()),
              localisation));
    }
    return new ExplanationFigures(
        checked,
        found.map(those -> those.known().size()).orElse(0),
        figures,
        found.map(those -> Localisation.baselines(those.known())).orElse(List.of()));
  }

  private SanityCheck.Result sanity(
      MapMethod method, Pixels images, List<Optional<String>> patients) throws SettingException {
    try {
      return new SanityCheck(network, weights, width, height, seed)
          .check(
              any -> {
                explainer.restore(any);
                return explainer.maps(method, images);
              },
              patients);
    } finally {
      explainer.restore(weights);
    }
  }

  @Override
  public void close() {
    explainer.close();
  }
}
