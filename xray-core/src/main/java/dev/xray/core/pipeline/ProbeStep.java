package dev.xray.core.pipeline;

import dev.xray.core.Seed;
import dev.xray.core.XrayException;
import dev.xray.core.audit.probe.BorderNetwork;
import dev.xray.core.audit.probe.ImageFiles;
import dev.xray.core.audit.probe.ProbeImages;
import dev.xray.core.audit.probe.ProbeReport;
import dev.xray.core.audit.probe.ProbeSettings;
import dev.xray.core.audit.probe.Prober;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.LungMasks;
import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.image.Preprocessor;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.model.ModelDescription;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.Predictor;
import dev.xray.core.training.TrainingListener;
import dev.xray.core.training.TrainingPlan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Asks a model about changed versions of the test images. */
final class ProbeStep {
  private final CheckedJob job;
  private final Prepared prepared;
  private final ModelBundle model;
  private final XrayListener listener;
  private final EvaluationSettings evaluation;

  private ProbeStep(CheckedJob job, Prepared prepared, ModelBundle model, XrayListener listener) {
    this.job = job;
    this.prepared = prepared;
    this.model = model;
    this.listener = listener;
    this.evaluation = EvaluationSettings.defaults().withSeed(model.description().seed());
  }

  static ProbeReport run(
      CheckedJob job, Prepared prepared, ModelBundle model, XrayListener listener)
      throws XrayException, IOException {
    return new ProbeStep(job, prepared, model, listener).run();
  }

  private ProbeReport run() throws XrayException, IOException {
    TensorFlowRuntime runtime = TensorFlowRuntime.load(job.job().runtime());
    ProbeImages images = images();
    ProbeReport report = probe(images, runtime);
    return job.job().audit().retrainOnBorder()
        ? report.withRetrained(retrained(images, runtime))
        : report;
  }

  private ProbeImages images() throws XrayException, IOException {
    List<LabeledImage> test = part(Part.TEST);
    return new ProbeImages(
        pixels(test),
        new ImageFiles(test, LungMasks.in(job.job().audit().lungMasks())),
        test.stream().map(LabeledImage::patient).toList(),
        model.description().preprocessing());
  }

  private ProbeReport probe(ProbeImages images, TensorFlowRuntime runtime)
      throws XrayException, IOException {
    ModelDescription description = model.description();
    int of = images.pixels().size();
    try (Predictor predictor =
        new Predictor(
            runtime,
            description.network(),
            model.weights(),
            description.temperature(),
            description.width(),
            description.height())) {
      return Prober.run(
          images,
          predictor::predict,
          new ProbeSettings(
              description.decidingThreshold(),
              new Seed(description.seed()),
              evaluation,
              job.job().runtime().threads()),
          done -> listener.progress("Probing", done, of));
    }
  }

  private Estimate retrained(ProbeImages images, TensorFlowRuntime runtime)
      throws XrayException, IOException {
    listener.message("Training the network on the border of the images alone.");
    Recipe recipe = job.recipe();
    TrainingPlan plan =
        new TrainingPlan(
            recipe.network(),
            recipe.training(),
            recipe.augmentation(),
            new Seed(model.description().seed()));
    List<LabeledImage> validation = part(Part.VALIDATION);
    return new BorderNetwork(runtime, plan)
        .auc(
            pixels(part(Part.TRAINING)),
            validation.isEmpty() ? Optional.empty() : Optional.of(pixels(validation)),
            images,
            evaluation,
            TrainingListener.NONE);
  }

  private List<LabeledImage> part(Part part) {
    Dataset dataset = prepared.dataset();
    return prepared.split().indices(part).stream().map(dataset.images()::get).toList();
  }

  private InMemoryPixels pixels(List<LabeledImage> images) throws XrayException, IOException {
    return new Preprocessor(model.description().preprocessing())
        .applyAll(
            images,
            prepared.dataset().classes(),
            job.job().runtime().threads(),
            done -> listener.progress("Preprocessing", done, images.size()))
        .pixels();
  }
}
