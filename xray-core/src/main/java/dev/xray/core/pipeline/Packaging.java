package dev.xray.core.pipeline;

import dev.xray.core.Disclaimer;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.evaluation.ThresholdPolicy;
import dev.xray.core.model.ModelDescription;
import dev.xray.core.report.ModelCard;
import dev.xray.core.runtime.RuntimeInfo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands around the weights in a bundle. Changes of it repackage a model and never retrain it.
 */
final class Packaging {
  private static final String INTENDED_USE =
      "Research and engineering on two-class chest radiograph classification.";

  private final CheckedJob job;
  private final Prepared prepared;
  private final String trainingDigest;

  Packaging(CheckedJob job, Prepared prepared, String trainingDigest) {
    this.job = job;
    this.prepared = prepared;
    this.trainingDigest = trainingDigest;
  }

  /** Everything that decides a bundle's bytes, the training digest among it. */
  private record Inputs(
      String xray,
      String trainingDigest,
      String manifest,
      String name,
      Optional<String> coordinates,
      boolean onnx,
      List<Double> thresholds,
      String threshold,
      double prevalence,
      Recipe.ChosenOn thresholdFrom,
      Optional<String> crossValidation,
      Recipe.Calibration calibration,
      Map<String, String> modelCard) {}

  /**
   * SHA-256 over everything that decides the bundle; what is known of the images stands in the
   * model's card. A chosen threshold and a fitted temperature follow from the weights, the data set
   * and how they are found; a threshold chosen out of fold follows from the cross-validation.
   */
  String digest() throws SettingException, IOException {
    Recipe recipe = job.recipe();
    ThresholdPolicy policy = recipe.thresholdPolicy();
    Inputs inputs =
        new Inputs(
            Versions.xray(),
            trainingDigest,
            prepared.digest(),
            job.job().name(),
            job.job().coordinates(),
            job.job().onnx(),
            recipe.thresholds(),
            policy.text(),
            policy.kind() == ThresholdPolicy.Kind.COST ? recipe.evaluation().prevalence() : 0,
            recipe.thresholdFrom(),
            recipe.choosesOutOfFold()
                ? CurrentCrossValidation.digest(job, prepared.dataset())
                : Optional.empty(),
            recipe.calibration(),
            job.job().modelCard());
    return Hashes.sha256OfJson(inputs);
  }

  /** What the model says of itself. */
  ModelDescription description(RuntimeInfo runtime, Decision decision) {
    Recipe recipe = job.recipe();
    return new ModelDescription(
        ModelDescription.FORMAT_VERSION,
        job.job().name(),
        job.job().coordinates(),
        prepared.dataset().classes(),
        recipe.preprocessing().width(),
        recipe.preprocessing().height(),
        recipe.preprocessing(),
        recipe.thresholds(),
        decision.threshold(),
        decision.calibration(),
        recipe.network(),
        job.job().onnx() ? Optional.of(ModelDescription.ONNX_OPSET) : Optional.empty(),
        recipe.name(),
        job.job().seed(),
        trainingDigest,
        runtime,
        job.job().modelCard().getOrDefault(ModelCard.INTENDED_USE, INTENDED_USE),
        Disclaimer.TEXT);
  }

  /** Further files of the bundle, but for the golden inputs. */
  Map<String, byte[]> files(ModelDescription description) throws XrayException {
    return Map.of(
        ModelCard.FILE,
        ModelCard.of(
            description, prepared.manifest(), job.recipe().settings(), job.job().modelCard()));
  }
}
