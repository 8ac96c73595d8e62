package dev.xray.maven.worker;

import dev.xray.core.XrayException;
import dev.xray.core.pipeline.Audited;
import dev.xray.core.pipeline.CrossValidated;
import dev.xray.core.pipeline.Evaluated;
import dev.xray.core.pipeline.Explained;
import dev.xray.core.pipeline.Predicted;
import dev.xray.core.pipeline.Prepared;
import dev.xray.core.pipeline.Trained;
import dev.xray.core.pipeline.Verified;
import dev.xray.core.pipeline.Xray;
import dev.xray.core.pipeline.XrayListener;
import dev.xray.core.report.DataSheetWriter;
import dev.xray.core.report.ReportWriter;
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
    if (task instanceof WorkerTask.Dataset dataset) {
      return described(Xray.of(dataset.job()).listener(listener).dataSheet());
    }
    if (task instanceof WorkerTask.Audit audit) {
      return audited(Xray.of(audit.job()).listener(listener).audit());
    }
    if (task instanceof WorkerTask.Train train) {
      Trained trained = Xray.of(train.job()).listener(listener).train();
      if (train.verifyReproducible()) {
        trained.verifyReproducible();
      }
      return trained(trained);
    }
    if (task instanceof WorkerTask.Evaluate evaluate) {
      Trained trained = Xray.of(evaluate.job()).listener(listener).train();
      return evaluated(trained, trained.evaluate());
    }
    if (task instanceof WorkerTask.EvaluateOther other) {
      Evaluated evaluated = Xray.of(other.job()).listener(listener).evaluate(other.model());
      return new TaskOutcome(evaluated.table().lines().toList(), files(evaluated));
    }
    if (task instanceof WorkerTask.CrossValidate cross) {
      return crossValidated(
          Xray.of(cross.job()).listener(listener).crossValidate(cross.settings()));
    }
    if (task instanceof WorkerTask.TrainFolds some) {
      Xray.of(some.job()).listener(listener).trainFolds(some.settings(), some.share(), some.of());
      return new TaskOutcome(List.of(), Map.of());
    }
    if (task instanceof WorkerTask.VerifyModel verify) {
      return verified(Xray.verifyModel(verify.job()));
    }
    if (task instanceof WorkerTask.Predict predict) {
      return predicted(Xray.predict(predict.job(), listener));
    }
    if (task instanceof WorkerTask.Explain explain) {
      return explained(Xray.explain(explain.job(), listener));
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

  private static TaskOutcome described(DataSheetWriter.Written sheet) {
    return new TaskOutcome(
        List.of("Data sheet: " + sheet.page()), Map.of(FileRole.DATA_SHEET, sheet.page()));
  }

  private static TaskOutcome audited(Audited audited) {
    return new TaskOutcome(
        audited.lines(),
        Map.of(
            FileRole.AUDIT,
            audited.files().json(),
            FileRole.AUDIT_SUMMARY,
            audited.files().markdown(),
            FileRole.AUDIT_PAGE,
            audited.files().page()));
  }

  private static TaskOutcome trained(Trained trained) {
    return new TaskOutcome(
        List.of("Model: " + trained.bundle()), Map.of(FileRole.MODEL, trained.bundle()));
  }

  private static TaskOutcome evaluated(Trained trained, Evaluated evaluated) {
    Map<FileRole, Path> files = files(evaluated);
    files.put(FileRole.MODEL, trained.bundle());
    return new TaskOutcome(evaluated.table().lines().toList(), files);
  }

  private static Map<FileRole, Path> files(Evaluated evaluated) {
    Map<FileRole, Path> files = new EnumMap<>(FileRole.class);
    ReportWriter.Written written = evaluated.files();
    files.put(FileRole.EVALUATION, written.evaluation());
    files.put(FileRole.PREDICTIONS, written.predictions());
    files.put(FileRole.REPORT, written.page());
    files.put(FileRole.PUBLISHED_PREDICTIONS, written.publishedPredictions());
    files.put(FileRole.PUBLISHED_REPORT, written.publishedPage());
    return files;
  }

  private static TaskOutcome crossValidated(CrossValidated validated) {
    return new TaskOutcome(
        validated.table().lines().toList(),
        Map.of(
            FileRole.CROSS_VALIDATION,
            validated.files().json(),
            FileRole.CROSS_VALIDATION_SUMMARY,
            validated.files().markdown()));
  }

  /** Differences beyond the tolerance are an error of the input: the model does not work here. */
  private static TaskOutcome verified(Verified verified) throws XrayException {
    if (!verified.passed()) {
      throw new XrayException(
          "The model "
              + verified.name()
              + " does not work on this machine as it did where it was made:"
              + System.lineSeparator()
              + String.join(System.lineSeparator(), verified.table())
              + System.lineSeparator()
              + "Do not use it here, or accept the differences with -Dxray.pixelTolerance and"
              + " -Dxray.probabilityTolerance.");
    }
    List<String> lines = new ArrayList<>(verified.table());
    lines.add(
        "The model "
            + verified.name()
            + " works here as it did where it was made. SHA-256 "
            + verified.sha256());
    return new TaskOutcome(lines, Map.of());
  }

  private static TaskOutcome predicted(Predicted predicted) {
    List<String> lines = new ArrayList<>();
    predicted.unreadable().forEach(file -> lines.add("Unreadable: " + file));
    lines.add(predicted.images() + " images, " + predicted.positives() + " positive");
    lines.add("Predictions: " + predicted.csv());
    lines.add("Picture: " + predicted.grid());
    return new TaskOutcome(lines, Map.of(FileRole.PREDICTIONS, predicted.csv()));
  }

  private static TaskOutcome explained(Explained explained) {
    List<String> lines = new ArrayList<>();
    explained.unreadable().forEach(file -> lines.add("Unreadable: " + file));
    lines.add(explained.images() + " of " + explained.of() + " images");
    lines.addAll(explained.sentences());
    lines.add("Explanations: " + explained.files().page());
    return new TaskOutcome(lines, Map.of(FileRole.REPORT, explained.files().page()));
  }
}
