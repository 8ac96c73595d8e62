package dev.xray.core.pipeline;

import dev.xray.core.XrayException;
import dev.xray.core.image.PreprocessedImages;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.model.ModelDescription;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A trained model that stands in its folder. */
public final class Trained {
  private final CheckedJob job;
  private final Prepared prepared;
  private final TensorFlowRuntime runtime;
  private final XrayListener listener;
  private final ModelBundle model;
  private final History history;
  private final Optional<PreprocessedImages> pixels;
  private final boolean upToDate;

  Trained(
      CheckedJob job,
      Prepared prepared,
      TensorFlowRuntime runtime,
      XrayListener listener,
      ModelBundle model,
      History history,
      Optional<PreprocessedImages> pixels,
      boolean upToDate) {
    this.job = job;
    this.prepared = prepared;
    this.runtime = runtime;
    this.listener = listener;
    this.model = model;
    this.history = history;
    this.pixels = pixels;
    this.upToDate = upToDate;
  }

  /** What it was trained on. */
  public Prepared prepared() {
    return prepared;
  }

  /** What the model says of itself. */
  public ModelDescription model() {
    return model.description();
  }

  /** The model as it was written. */
  ModelBundle content() {
    return model;
  }

  /** Loss and accuracy of each epoch. */
  public History history() {
    return history;
  }

  /** Whether it stood there already, so that nothing was trained. */
  public boolean upToDate() {
    return upToDate;
  }

  /** The model bundle. */
  public Path bundle() {
    return job.workspace().bundle();
  }

  /** What varies between two equal trainings: times, throughput, machine. */
  public Path record() {
    return job.workspace().trainingRecord();
  }

  /**
   * Trains a second time, from nothing and in another folder, and compares the two bundles byte by
   * byte. If they differ the model is removed: it cannot be made again.
   *
   * @throws XrayException if they differ; names the files and the largest difference of a weight
   */
  public void verifyReproducible() throws XrayException, IOException {
    ReproduceStep.run(job, this, listener);
  }

  /**
   * Predicts every image of the data set and writes evaluation, predictions and report.
   *
   * @throws XrayException if an image can no longer be read
   */
  public Evaluated evaluate() throws XrayException, IOException {
    PreprocessedImages all =
        pixels.isPresent()
            ? pixels.get()
            : PreprocessStep.run(job, job.recipe().preprocessing(), prepared.dataset(), listener);
    return EvaluateStep.own(job, this, all, runtime, listener);
  }
}
