package dev.xray.core.pipeline;

import dev.xray.core.Folders;
import dev.xray.core.XrayException;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.network.NamedArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Trains a model again and compares. */
final class ReproduceStep {
  private ReproduceStep() {}

  static void run(CheckedJob job, Trained first, XrayListener listener)
      throws XrayException, IOException {
    Path folder = job.workspace().repetition();
    Folders.delete(folder);
    try {
      listener.message("Training a second time, to see whether the same model comes out.");
      CurrentCrossValidation.copy(job.workspace(), new Workspace(folder, job.workspace().name()));
      Trained second =
          Xray.of(job.job())
              .workIn(folder)
              .force(true)
              .checkpointEvery(0)
              .withoutCache()
              .listener(listener)
              .train();
      compare(job, first.content(), second.content());
      listener.message("Reproducible: both trainings gave the same bundle, byte for byte.");
    } finally {
      Folders.delete(folder);
    }
  }

  static void compare(CheckedJob job, ModelBundle first, ModelBundle second)
      throws XrayException, IOException {
    List<String> different = different(first, second);
    if (different.isEmpty()) {
      return;
    }
    String weights = largest(first, second);
    job.workspace().deleteModelAndEvaluation();
    if (job.job().cache().isPresent()) {
      new ModelCache(job.job().cache().get()).remove(first.description().trainingDigest());
    }
    throw new XrayException(
        "Two trainings with the same inputs gave different models: "
            + String.join(", ", different)
            + " differ (largest difference of a weight: "
            + weights
            + "). The model was removed. On a GPU, or with natives of your own, bitwise equality is"
            + " not promised: see docs/reproducibility.md.");
  }

  private static List<String> different(ModelBundle first, ModelBundle second) {
    TreeSet<String> names = new TreeSet<>(first.files().keySet());
    names.addAll(second.files().keySet());
    names.removeIf(
        name ->
            Arrays.equals(
                Optional.ofNullable(first.files().get(name)).orElse(new byte[0]),
                Optional.ofNullable(second.files().get(name)).orElse(new byte[0])));
    return List.copyOf(names);
  }

  private static String largest(ModelBundle first, ModelBundle second) throws XrayException {
    double largest = 0;
    List<NamedArray> before = first.weights().arrays();
    List<NamedArray> now = second.weights().arrays();
    for (int i = 0; i < before.size(); i++) {
      float[] a = before.get(i).values();
      float[] b = now.get(i).values();
      for (int j = 0; j < a.length; j++) {
        largest = Math.max(largest, Math.abs((double) a[j] - b[j]));
      }
    }
    return String.valueOf(largest);
  }
}
