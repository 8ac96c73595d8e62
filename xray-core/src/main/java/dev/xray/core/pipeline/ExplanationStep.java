package dev.xray.core.pipeline;

import dev.xray.core.Seed;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Part;
import dev.xray.core.explanation.MapMethod;
import dev.xray.core.explanation.Measurement;
import dev.xray.core.explanation.OcclusionSettings;
import dev.xray.core.image.Pixels;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.model.ModelDescription;
import dev.xray.core.report.ExplanationSection;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The audit's part on maps: figures of the test set. Occlusion is left to the goal explain, since
 * it runs the network hundreds of times for an image.
 */
final class ExplanationStep {
  private static final List<MapMethod> METHODS = List.of(MapMethod.HIRES_CAM, MapMethod.GRAD_CAM);

  private ExplanationStep() {}

  /**
   * Measures.
   *
   * @param test the test images as the model sees them
   */
  static ExplanationSection run(
      CheckedJob job, Prepared prepared, ModelBundle model, Pixels test, XrayListener listener)
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
      return ExplanationSection.of(
          network.of(METHODS, set.pixels(), set.patients(), set.found(logits, Optional.empty())),
          description.classes().positive());
    }
  }
}
