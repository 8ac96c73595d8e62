package dev.xray.core.pipeline;

import dev.xray.core.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a job's files are.
 *
 * @param folder of the job
 * @param name of the model
 */
record Workspace(Path folder, String name) {
  /** Which images are learned from, and on which side of the split they stand. */
  Path manifest() {
    return folder.resolve("manifest.json");
  }

  /** The model bundle. */
  Path bundle() {
    return folder.resolve("model").resolve(name + "-model.jar");
  }

  /** What varies between two equal trainings: times, throughput, machine. */
  Path trainingRecord() {
    return folder.resolve("training.json");
  }

  /** Loss and accuracy of each epoch. */
  Path history() {
    return folder.resolve("history.json");
  }

  /** The same as a picture. */
  Path learningCurve() {
    return folder.resolve("learning-curve.png");
  }

  /** Where an interrupted training is resumed from. */
  Path checkpoints() {
    return folder.resolve("checkpoint");
  }

  /** Evaluation, predictions, report. */
  Path evaluation() {
    return folder.resolve("evaluation");
  }

  /** Evaluation, predictions, report of a model from elsewhere. */
  Path evaluationOf(String model) {
    return folder.resolve("evaluation-of-" + model);
  }

  /** What the audit says. */
  Path audit() {
    return folder.resolve("audit");
  }

  /** What the audit says, and from what. */
  Path auditStamp() {
    return folder.resolve("audit.stamp.json");
  }

  /** What the data set holds. */
  Path dataSheet() {
    return folder.resolve("dataset");
  }

  /** What the data sheet says, and of what. */
  Path dataSheetStamp() {
    return folder.resolve("dataset.stamp.json");
  }

  /** What was made from images by decoding them, where no folder is shared by many jobs. */
  Path imageCache() {
    return folder.resolve("image-cache");
  }

  /** What the leakage checks found. */
  Path leakage() {
    return folder.resolve("leakage.json");
  }

  /** What the leakage checks found, and in what. */
  Path leakageStamp() {
    return folder.resolve("leakage.stamp.json");
  }

  /** Results of a cross-validation, and what each of its models gave. */
  Path crossValidation() {
    return folder.resolve("cross-validation");
  }

  /** What the audit says of folds that leak. */
  Path crossValidationAudit() {
    return crossValidation().resolve("audit");
  }

  /** What passed the leakage checks of a cross-validation. */
  Path crossValidationLeakageStamp() {
    return folder.resolve("cross-validation-leakage.stamp.json");
  }

  /** What one model of a cross-validation gave; both count from 1. */
  Path fold(int repeat, int fold) {
    return crossValidation().resolve("repeat-" + repeat).resolve("fold-" + fold);
  }

  /** What a cross-validation made, and from what. */
  Path crossValidationStamp() {
    return folder.resolve("cross-validation.stamp.json");
  }

  /** Where a training is repeated. */
  Path repetition() {
    return folder.resolve("repetition");
  }

  /** What training made, and from what. */
  Path modelStamp() {
    return folder.resolve("model.stamp.json");
  }

  /** What evaluating made, and from what. */
  Path evaluationStamp() {
    return folder.resolve("evaluation.stamp.json");
  }

  /** Everything that training makes. */
  List<Path> modelFiles() {
    return List.of(bundle(), history(), learningCurve(), trainingRecord());
  }

  /** Deletes what an older training left, so that nothing stale stands beside the new model. */
  void deleteModelAndEvaluation() throws IOException {
    deleteEvaluation();
    Folders.delete(modelStamp());
    for (Path path : modelFiles()) {
      Folders.delete(path);
    }
  }

  /** Deletes what an older evaluation left. */
  void deleteEvaluation() throws IOException {
    Folders.delete(evaluationStamp());
    Folders.delete(evaluation());
  }
}
