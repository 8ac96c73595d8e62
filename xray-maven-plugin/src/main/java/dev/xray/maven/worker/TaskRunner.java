package dev.xray.maven.worker;

import dev.xray.core.XrayException;
import dev.xray.core.pipeline.Evaluated;
import dev.xray.core.pipeline.Predicted;
import dev.xray.core.pipeline.Prepared;
import dev.xray.core.pipeline.Trained;
import dev.xray.core.pipeline.Xray;
import dev.xray.core.pipeline.XrayListener;
import dev.xray.maven.worker.WorkerEvent.FileRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Maps each task to the pipeline, and what comes back to lines and files. Decides nothing. */
final class TaskRunner {
  private final XrayListener listener;

  TaskRunner(XrayListener listener) {
    this.listener = listener;
  }

  TaskOutcome run(WorkerTask task) throws XrayException, IOException {
    if (task instanceof WorkerTask.Prepare prepare) {
      return prepared(Xray.of(prepare.job()).listener(listener).prepare());
    }
    if (task instanceof WorkerTask.Train train) {
      return trained(Xray.of(train.job()).listener(listener).train());
    }
    if (task instanceof WorkerTask.Evaluate evaluate) {
      Trained trained = Xray.of(evaluate.job()).listener(listener).train();
      return evaluated(trained, trained.evaluate());
    }
    if (task instanceof WorkerTask.Predict predict) {
      return predicted(Xray.predict(predict.job(), listener));
    }
    if (task instanceof WorkerTask.Phantom phantom) {
      Xray.phantom(phantom.settings(), phantom.seed(), phantom.folder(), listener);
      return new TaskOutcome(List.of("Phantoms: " + phantom.folder()), Map.of());
    }
    throw new IllegalArgumentException(task.toString());
  }

  private static TaskOutcome prepared(Prepared prepared) {
    return new TaskOutcome(
        List.of("Manifest: " + prepared.file()), Map.of(FileRole.MANIFEST, prepared.file()));
  }

  private static TaskOutcome trained(Trained trained) {
    return new TaskOutcome(
        List.of("Model: " + trained.bundle()), Map.of(FileRole.MODEL, trained.bundle()));
  }

  private static TaskOutcome evaluated(Trained trained, Evaluated evaluated) {
    Map<FileRole, Path> files = new EnumMap<>(FileRole.class);
    files.put(FileRole.MODEL, trained.bundle());
    files.put(FileRole.EVALUATION, evaluated.json());
    files.put(FileRole.PREDICTIONS, evaluated.predictions());
    files.put(FileRole.REPORT, evaluated.report());
    List<String> lines = new ArrayList<>(evaluated.table().lines().toList());
    return new TaskOutcome(lines, files);
  }

  private static TaskOutcome predicted(Predicted predicted) {
    List<String> lines = new ArrayList<>();
    predicted.unreadable().forEach(file -> lines.add("Unreadable: " + file));
    lines.add(predicted.images() + " images, " + predicted.positives() + " positive");
    lines.add("Predictions: " + predicted.csv());
    lines.add("Picture: " + predicted.grid());
    return new TaskOutcome(lines, Map.of(FileRole.PREDICTIONS, predicted.csv()));
  }
}
