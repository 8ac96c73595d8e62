package dev.xray.core.pipeline;

import dev.xray.core.Folders;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Part;
import dev.xray.core.network.InferenceGraph;
import dev.xray.core.training.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What one model of a cross-validation gave. The model itself is not kept: a recipe is judged, not
 * its models. The logits are, so that calibration and thresholds are changed without a training.
 *
 * @param tested logits of the test images, without calibration, in the order of the data set
 * @param validated the same of the validation images; empty where there are none
 * @param history loss and accuracy of each epoch
 */
record FoldResult(List<Double> tested, List<Double> validated, History history) {
  private static final String FILE = "result.json";
  private static final String STAMP = "fold.stamp.json";

  /**
   * What an earlier run left.
   *
   * @param result if it is what training would give now
   * @param reason why it will not do, to follow "since"; empty if it will
   */
  record Standing(Optional<FoldResult> result, String reason) {
    private static Standing unusable(String reason) {
      return new Standing(Optional.empty(), reason);
    }
  }

  /** Looks at a fold's folder. */
  static Standing standing(FoldPlan plan) throws IOException {
    Path stampFile = plan.folder().resolve(STAMP);
    if (!Files.exists(stampFile)) {
      return Standing.unusable("there is no result yet");
    }
    try {
      Stamp stamp = Stamp.read(stampFile);
      if (!stamp.inputs().equals(plan.digest())) {
        return Standing.unusable(
            "data, settings, seed or versions are not those of the result that is there");
      }
      stamp.verify(stampFile, plan.folder().resolve(FILE));
      FoldResult result = Json.read(plan.folder().resolve(FILE), FoldResult.class);
      if (result.tested.size() != plan.split().indices(Part.TEST).size()
          || result.validated.size() != plan.split().indices(Part.VALIDATION).size()) {
        return Standing.unusable("the result that is there has another number of images");
      }
      return new Standing(Optional.of(result), "");
    } catch (XrayException e) {
      return Standing.unusable("the result that is there cannot be used: " + e.getMessage());
    }
  }

  /**
   * The probability of the positive class for each test image, with the arithmetic of a model.
   *
   * @param temperature by which logits are divided; 1: not calibrated
   */
  List<Double> probabilities(double temperature) {
    float scale = InferenceGraph.logitScale(temperature);
    return tested.stream().map(logit -> probability(logit.floatValue() * scale)).toList();
  }

  /** In single precision, as a network gives it. */
  private static double probability(float logit) {
    return (float) (1 / (1 + StrictMath.exp(-logit)));
  }

  /** Writes it; the stamp comes last. */
  void write(FoldPlan plan) throws IOException {
    Path stamp = plan.folder().resolve(STAMP);
    Path file = plan.folder().resolve(FILE);
    Folders.delete(stamp);
    Json.write(file, this);
    Stamp.write(stamp, plan.digest(), List.of(), List.of(file));
  }
}
