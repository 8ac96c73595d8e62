package dev.xray.core.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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

  /** Deletes what an older training left, so that nothing stale stands beside the new model. */
  void deleteModelAndEvaluation() throws IOException {
    for (Path path :
        List.of(bundle(), trainingRecord(), history(), learningCurve(), evaluation())) {
      delete(path);
    }
  }

  /** Deletes a file, or a folder with its content, if it is there. */
  static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
