package dev.xray.core.pipeline;

import dev.xray.core.Seed;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.dataset.Part;
import dev.xray.core.explanation.HeatMap;
import dev.xray.core.explanation.MapMethod;
import dev.xray.core.explanation.Measurement;
import dev.xray.core.explanation.OcclusionSettings;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.model.ModelDescription;
import dev.xray.core.report.ExplainedImage;
import dev.xray.core.report.ExplanationSection;
import dev.xray.core.report.ShownMaps;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The audit's part on maps: figures of the test set, and maps of some of its images. Occlusion is
 * left to the goal explain, since it runs the network hundreds of times for an image.
 */
final class ExplanationStep {
  private static final MapMethod METHOD = MapMethod.HIRES_CAM;
  private static final List<MapMethod> METHODS = List.of(METHOD, MapMethod.GRAD_CAM);

  /** Test images of which the page shows a map. */
  private static final int SHOWN = 12;

  private ExplanationStep() {}

  /**
   * What was found.
   *
   * @param section figures
   * @param maps of some images, errors first
   */
  record Explanation(ExplanationSection section, ShownMaps maps) {}

  /**
   * Measures, and makes maps to be shown.
   *
   * @param test the test images as the model sees them
   */
  static Explanation run(
      CheckedJob job,
      Prepared prepared,
      ModelBundle model,
      InMemoryPixels test,
      XrayListener listener)
      throws XrayException, IOException {
    ModelDescription description = model.description();
    ExplainedSet set = ExplainedSet.of(description, prepared.images(Part.TEST), test);
    listener.progress("Explaining", test.size(), test.size());
    try (Measurement network =
        new Measurement(
            TensorFlowRuntime.load(job.job().runtime()),
            description.network(),
            model.weights(),
            description.width(),
            description.height(),
            OcclusionSettings.defaults(),
            new Seed(description.seed()))) {
      float[] logits = network.logits(set.pixels());
      MaskFinder masks = job.job().audit().masks();
      ExplanationSection section =
          ExplanationSection.of(
              network.of(METHODS, set.pixels(), set.patients(), set.found(logits, masks)),
              description.classes().positive());
      return new Explanation(section, maps(network, set, logits, masks));
    }
  }

  private static ShownMaps maps(
      Measurement network, ExplainedSet set, float[] logits, MaskFinder masks)
      throws XrayException, IOException {
    List<Integer> shown = set.errorsFirst(logits).stream().limit(SHOWN).toList();
    List<HeatMap> maps = network.maps(METHOD, set.pixels().select(shown));
    List<ExplainedImage> images = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      int index = shown.get(i);
      images.add(set.explained(index, logits[index], maps.get(i), masks));
    }
    return new ShownMaps(
        set.model().classes(), METHOD, set.model().decidingThreshold(), images, logits.length);
  }
}
