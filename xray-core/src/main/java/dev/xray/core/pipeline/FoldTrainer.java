package dev.xray.core.pipeline;

import dev.xray.core.Folders;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Part;
import dev.xray.core.image.Pixels;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.Checkpoints;
import dev.xray.core.training.Predictor;
import dev.xray.core.training.Trainer;
import dev.xray.core.training.TrainingPlan;
import dev.xray.core.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trains the models of a cross-validation, one after another, on pixels that are read once. */
final class FoldTrainer {
  private final CheckedJob job;
  private final CrossValidationPlan plan;
  private final TensorFlowRuntime runtime;
  private final XrayListener listener;

  FoldTrainer(
      CheckedJob job, CrossValidationPlan plan, TensorFlowRuntime runtime, XrayListener listener) {
    this.job = job;
    this.plan = plan;
    this.runtime = runtime;
    this.listener = listener;
  }

  /**
   * Trains those that have no result yet, or all where it is forced.
   *
   * @param folds of the plan
   */
  void train(List<FoldPlan> folds) throws XrayException, IOException {
    List<FoldPlan> missing = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (FoldPlan fold : folds) {
      FoldResult.Standing standing = FoldResult.standing(fold);
      if (job.job().force() || standing.result().isEmpty()) {
        missing.add(fold);
        reasons.add(job.job().force() ? "it is forced" : standing.reason());
      }
    }
    if (missing.size() < folds.size()) {
      listener.message(
          (folds.size() - missing.size()) + " of " + folds.size() + " folds are up to date.");
    }
    if (!missing.isEmpty()) {
      trainEach(missing, reasons);
    }
  }

  private void trainEach(List<FoldPlan> missing, List<String> reasons)
      throws XrayException, IOException {
    Pixels pixels =
        PreprocessStep.run(job, job.recipe().preprocessing(), plan.dataset(), listener).pixels();
    for (int i = 0; i < missing.size(); i++) {
      FoldPlan fold = missing.get(i);
      listener.message(fold.title() + ": training, since " + reasons.get(i) + ". " + counts(fold));
      listener.training(fold.title(), i + 1, missing.size());
      FoldResult result = result(fold, pixels);
      result.write(fold);
      Folders.delete(checkpoints(fold));
      listener.trained(fold.title(), i + 1, missing.size(), result.history());
    }
  }

  private FoldResult result(FoldPlan fold, Pixels all) throws XrayException, IOException {
    Recipe recipe = job.recipe();
    TrainingPlan trainingPlan =
        new TrainingPlan(recipe.network(), recipe.training(), recipe.augmentation(), fold.seed());
    Optional<Pixels> validation = part(all, fold, Part.VALIDATION);
    int every = job.job().checkpointEvery();
    TrainingResult trained =
        new Trainer(runtime, trainingPlan)
            .train(
                part(all, fold, Part.TRAINING).orElseThrow(),
                validation,
                listener,
                every == 0
                    ? Optional.empty()
                    : Optional.of(new Checkpoints(checkpoints(fold), every, fold.digest())));
    try (Predictor predictor =
        new Predictor(runtime, recipe.network(), trained.weights(), all.width(), all.height())) {
      return new FoldResult(
          logits(predictor, part(all, fold, Part.TEST)),
          logits(predictor, validation),
          trained.history());
    }
  }

  private static Optional<Pixels> part(Pixels all, FoldPlan fold, Part part) {
    List<Integer> indices = fold.split().indices(part);
    return indices.isEmpty() ? Optional.empty() : Optional.of(all.select(indices));
  }

  private static List<Double> logits(Predictor predictor, Optional<Pixels> images) {
    List<Double> logits = new ArrayList<>();
    if (images.isPresent()) {
      for (float logit : predictor.logits(images.get())) {
        logits.add((double) logit);
      }
    }
    return logits;
  }

  private static Path checkpoints(FoldPlan fold) {
    return fold.folder().resolve("checkpoint");
  }

  private static String counts(FoldPlan fold) {
    int validation = fold.split().indices(Part.VALIDATION).size();
    int leftOut = fold.split().leftOut();
    return fold.split().indices(Part.TRAINING).size()
        + " images to learn from, "
        + (validation > 0 ? validation + " for validation, " : "")
        + fold.split().indices(Part.TEST).size()
        + " to test"
        + (leftOut > 0 ? "; " + leftOut + " left out, of patients who are tested." : ".");
  }
}
