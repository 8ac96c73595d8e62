package dev.xray.core.pipeline;

import dev.xray.core.Folders;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Part;
import dev.xray.core.image.Pixels;
import dev.xray.core.image.PreprocessedImages;
import dev.xray.core.model.GoldenInputs;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.model.ModelDescription;
import dev.xray.core.network.NetworkSummary;
import dev.xray.core.network.Weights;
import dev.xray.core.report.Drawing;
import dev.xray.core.report.LearningCurve;
import dev.xray.core.runtime.RuntimeKey;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.Checkpoints;
import dev.xray.core.training.History;
import dev.xray.core.training.Trainer;
import dev.xray.core.training.TrainingPlan;
import dev.xray.core.training.TrainingResult;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** From a prepared data set to a model in its folder. */
final class TrainStep {
  private final CheckedJob job;
  private final Prepared prepared;
  private final XrayListener listener;
  private final TensorFlowRuntime runtime;
  private final String digest;
  private final Packaging packaging;
  private final Optional<ModelCache> cache;

  private TrainStep(CheckedJob job, Prepared prepared, XrayListener listener) throws XrayException {
    this.job = job;
    this.prepared = prepared;
    this.listener = listener;
    Drawing.check();
    this.runtime = TensorFlowRuntime.load(job.job().runtime());
    runtime.notes().forEach(listener::warning);
    this.digest = TrainingDigest.of(job, prepared, RuntimeKey.of(runtime.info()));
    this.packaging = new Packaging(job, prepared, digest);
    this.cache = job.job().cache().map(ModelCache::new);
  }

  static Trained run(CheckedJob job, Prepared prepared, XrayListener listener)
      throws XrayException, IOException {
    EvaluateStep.check(job, prepared);
    if (job.recipe().choosesOutOfFold()) {
      OutOfFold.cases(job, prepared);
    }
    return new TrainStep(job, prepared, listener).run();
  }

  private Trained run() throws XrayException, IOException {
    if (job.job().force()) {
      return train("it is forced");
    }
    StandingModel standing = StandingModel.of(job.workspace(), digest);
    if (standing.kept().isPresent()) {
      Kept kept = standing.kept().get();
      if (standing.isPackagedAs(packaging.digest())) {
        listener.message("The model is up to date: same data, settings, seed and versions.");
        return reused(kept.bundle(), kept.history());
      }
      listener.message("The weights are up to date; packaging them anew.");
      return repackage(kept);
    }
    Optional<Kept> cached =
        cache.isPresent() ? cache.get().find(digest, listener) : Optional.empty();
    if (cached.isPresent()) {
      listener.message(
          "Not training, though " + standing.reason() + ": the same model is in the cache.");
      return repackage(
          new Kept(
              cached.get().bundle(), cached.get().history(), cached.get().record().asCached()));
    }
    return train(standing.reason());
  }

  private Trained repackage(Kept kept) throws XrayException, IOException {
    Weights weights = kept.bundle().weights();
    Decision decision = decide(weights, part -> pixelsOf(part));
    ModelDescription description = packaging.description(runtime.info(), decision);
    SortedMap<String, byte[]> golden =
        description.temperature() == kept.bundle().description().temperature()
            ? GoldenInputs.of(kept.bundle())
            : GoldenInputs.make(description, weights, job.job().runtime());
    return reused(
        write(description, weights, golden, kept.history(), kept.record()), kept.history());
  }

  private Decision decide(Weights weights, DecisionStep.PartPixels pixels)
      throws XrayException, IOException {
    return DecisionStep.run(job, prepared, runtime, weights, pixels, listener);
  }

  /** Of a part alone: where nothing is trained, the others are not needed. */
  private Pixels pixelsOf(Part part) throws XrayException, IOException {
    return PreprocessStep.run(job, job.recipe().preprocessing(), prepared, part, listener);
  }

  private Trained reused(ModelBundle bundle, History history) {
    return new Trained(job, prepared, runtime, listener, bundle, history, Optional.empty(), true);
  }

  private Trained train(String reason) throws XrayException, IOException {
    listener.message("Training, since " + reason + ".");
    Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    long before = System.nanoTime();
    PreprocessedImages images =
        PreprocessStep.run(job, job.recipe().preprocessing(), prepared.dataset(), listener);
    double preprocessingSeconds = (System.nanoTime() - before) / 1e9;
    network().toString().lines().forEach(listener::message);

    Stopwatch stopwatch = new Stopwatch(listener);
    Pixels pixels = images.pixels();
    Pixels training = part(pixels, Part.TRAINING).orElseThrow();
    TrainingResult result =
        new Trainer(runtime, plan())
            .train(training, part(pixels, Part.VALIDATION), stopwatch, checkpoints());
    TrainingRecord record =
        stopwatch.record(
            digest,
            started,
            preprocessingSeconds,
            training.size(),
            TrainingSpeed.of(runtime, network(), result.times(), stopwatch.images(training.size())),
            GitState.of(job.job().folder(), listener));
    Decision decision = decide(result.weights(), part -> part(pixels, part).orElseThrow());
    ModelDescription description = packaging.description(runtime.info(), decision);
    ModelBundle bundle =
        write(
            description,
            result.weights(),
            GoldenInputs.make(description, result.weights(), job.job().runtime()),
            result.history(),
            record);
    cache.ifPresent(kept -> kept.put(digest, job.workspace(), listener));
    Folders.delete(job.workspace().checkpoints());
    record.lines().forEach(listener::message);
    return new Trained(
        job, prepared, runtime, listener, bundle, result.history(), Optional.of(images), false);
  }

  private NetworkSummary network() throws XrayException {
    return NetworkSummary.of(
        job.recipe().network(),
        job.recipe().preprocessing().width(),
        job.recipe().preprocessing().height());
  }

  private Optional<Pixels> part(Pixels pixels, Part part) {
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

  /** The stamp comes last: as long as it is not there, the next run makes the model again. */
  private ModelBundle write(
      ModelDescription description,
      Weights weights,
      SortedMap<String, byte[]> golden,
      History history,
      TrainingRecord record)
      throws XrayException, IOException {
    Workspace files = job.workspace();
    SortedMap<String, byte[]> extra = golden;
    extra.putAll(packaging.files(description));
    files.deleteModelAndEvaluation();
    Json.write(files.history(), history);
    LearningCurve.write(history, files.learningCurve());
    Json.write(files.trainingRecord(), record);
    ModelBundle.write(files.bundle(), description, weights, extra);
    Stamp.write(
        files.modelStamp(),
        packaging.digest(),
        List.of("Model: " + files.bundle()),
        files.modelFiles());
    return ModelBundle.read(files.bundle());
  }
}
