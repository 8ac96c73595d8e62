package dev.xray.core.pipeline;

import dev.xray.core.Disclaimer;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Part;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.image.Pixels;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.model.ModelDescription;
import dev.xray.core.network.NetworkSummary;
import dev.xray.core.report.Drawing;
import dev.xray.core.report.LearningCurve;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.Checkpoints;
import dev.xray.core.training.History;
import dev.xray.core.training.Trainer;
import dev.xray.core.training.TrainingPlan;
import dev.xray.core.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a prepared data set to a model in its folder. */
final class TrainStep {
  private static final String INTENDED_USE =
      "Research and engineering on two-class chest radiograph classification.";

  private final CheckedJob job;
  private final Prepared prepared;
  private final XrayListener listener;
  private final TensorFlowRuntime runtime;
  private final String digest;

  private TrainStep(CheckedJob job, Prepared prepared, XrayListener listener)
      throws XrayException, IOException {
    this.job = job;
    this.prepared = prepared;
    this.listener = listener;
    Drawing.check();
    this.runtime = TensorFlowRuntime.load(job.job().runtime());
    runtime.notes().forEach(listener::warning);
    this.digest = TrainingDigest.of(job, prepared, runtime.info());
  }

  static Trained run(CheckedJob job, Prepared prepared, XrayListener listener)
      throws XrayException, IOException {
    TrainStep step = new TrainStep(job, prepared, listener);
    return step.isUpToDate() ? step.reuse() : step.train();
  }

  private boolean isUpToDate() {
    String reason = reasonToTrain();
    listener.message(
        reason.isEmpty()
            ? "The model is up to date: same data, settings, seed and versions."
            : "Training, since " + reason + ".");
    return reason.isEmpty();
  }

  /** Why the model that is there will not do; empty if it will. */
  private String reasonToTrain() {
    Workspace files = job.workspace();
    if (job.job().force()) {
      return "it is forced";
    }
    if (!Files.exists(files.bundle()) || !Files.exists(files.history())) {
      return "there is no model yet";
    }
    try {
      String found = ModelBundle.read(files.bundle()).description().trainingDigest();
      Json.read(files.history(), History.class);
      return found.equals(digest) ? "" : "data, settings, seed or versions are not the model's";
    } catch (XrayException | IOException e) {
      return "the model that is there cannot be used: " + e.getMessage();
    }
  }

  /** The weights are what training would give; the thresholds may be new. */
  private Trained reuse() throws XrayException, IOException {
    ModelBundle found = ModelBundle.read(job.workspace().bundle());
    ModelDescription description = describe();
    if (!found.description().equals(description)) {
      listener.message("Repackaging the model with its new description.");
      ModelBundle.write(job.workspace().bundle(), description, found.weights(), Map.of());
    }
    History history = Json.read(job.workspace().history(), History.class);
    return new Trained(
        job, prepared, runtime, listener, description, history, Optional.empty(), true);
  }

  private Trained train() throws XrayException, IOException {
    Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    long before = System.nanoTime();
    InMemoryPixels pixels = PreprocessStep.run(job, prepared.dataset(), listener);
    double preprocessingSeconds = (System.nanoTime() - before) / 1e9;
    summary().lines().forEach(listener::message);

    Stopwatch stopwatch = new Stopwatch(listener);
    Pixels training = part(pixels, Part.TRAINING).orElseThrow();
    TrainingResult result =
        new Trainer(runtime, plan())
            .train(training, part(pixels, Part.VALIDATION), stopwatch, checkpoints());
    TrainingRecord record =
        stopwatch.record(digest, started, preprocessingSeconds, training.size());
    ModelDescription description = describe();
    write(result, description, record);
    return new Trained(
        job,
        prepared,
        runtime,
        listener,
        description,
        result.history(),
        Optional.of(pixels),
        false);
  }

  private String summary() throws XrayException {
    return NetworkSummary.of(
            job.recipe().network(),
            job.recipe().preprocessing().width(),
            job.recipe().preprocessing().height())
        .toString();
  }

  private Optional<Pixels> part(InMemoryPixels pixels, Part part) {
    List<Integer> indices = prepared.split().indices(part);
    return indices.isEmpty() ? Optional.empty() : Optional.of(pixels.select(indices));
  }

  private TrainingPlan plan() {
    Recipe recipe = job.recipe();
    return new TrainingPlan(recipe.network(), recipe.training(), recipe.augmentation(), job.seed());
  }

  private Optional<Checkpoints> checkpoints() {
    int every = job.job().checkpointEvery();
    return every == 0
        ? Optional.empty()
        : Optional.of(new Checkpoints(job.workspace().checkpoints(), every, digest));
  }

  private ModelDescription describe() {
    Recipe recipe = job.recipe();
    return new ModelDescription(
        ModelDescription.FORMAT_VERSION,
        job.job().name(),
        Optional.empty(),
        prepared.dataset().classes(),
        recipe.preprocessing().width(),
        recipe.preprocessing().height(),
        recipe.preprocessing(),
        recipe.thresholds(),
        recipe.network(),
        recipe.name(),
        job.job().seed(),
        digest,
        runtime.info(),
        INTENDED_USE,
        Disclaimer.TEXT);
  }

  /** The bundle comes last: as long as it is not there, the next run trains. */
  private void write(TrainingResult result, ModelDescription description, TrainingRecord record)
      throws XrayException, IOException {
    Workspace files = job.workspace();
    files.deleteModelAndEvaluation();
    Json.write(files.history(), result.history());
    LearningCurve.write(result.history(), files.learningCurve());
    Json.write(files.trainingRecord(), record);
    ModelBundle.write(files.bundle(), description, result.weights(), Map.of());
    Workspace.delete(files.checkpoints());
  }
}
