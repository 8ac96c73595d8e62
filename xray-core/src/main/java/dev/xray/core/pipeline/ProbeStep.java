package dev.xray.core.pipeline;

import dev.xray.core.Seed;
import dev.xray.core.XrayException;
import dev.xray.core.audit.probe.BorderNetwork;
import dev.xray.core.audit.probe.ImageFiles;
import dev.xray.core.audit.probe.ProbeImages;
import dev.xray.core.audit.probe.ProbeReport;
import dev.xray.core.audit.probe.ProbeSettings;
import dev.xray.core.audit.probe.Prober;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.image.Pixels;
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
  private final Pixels test;
  private final XrayListener listener;
  private final EvaluationSettings evaluation;

  private ProbeStep(
      CheckedJob job, Prepared prepared, ModelBundle model, Pixels test, XrayListener listener) {
    this.job = job;
    this.prepared = prepared;
    this.model = model;
    this.test = test;
    this.listener = listener;
    this.evaluation = EvaluationSettings.defaults().withSeed(model.description().seed());
  }

  /**
   * Probes.
   *
   * @param test the test images as the model sees them
   * @param predictor of the model
   */
  static ProbeReport run(
      CheckedJob job,
      Prepared prepared,
      ModelBundle model,
      Pixels test,
      Predictor predictor,
      XrayListener listener)
      throws XrayException, IOException {
    return new ProbeStep(job, prepared, model, test, listener).run(predictor);
  }

  private ProbeReport run(Predictor predictor) throws XrayException, IOException {
    ProbeImages images = images();
    ProbeReport report = probe(images, predictor);
    return job.job().audit().retrainOnBorder() ? report.withRetrained(retrained(images)) : report;
  }

  private ProbeImages images() throws XrayException, IOException {
    List<LabeledImage> images = prepared.images(Part.TEST);
    return new ProbeImages(
        test,
        new ImageFiles(images, job.job().audit().masks()),
        images.stream().map(LabeledImage::patient).toList(),
        model.description().preprocessing());
  }

  private ProbeReport probe(ProbeImages images, Predictor predictor)
      throws XrayException, IOException {
    ModelDescription description = model.description();
    return Prober.run(
        images,
        predictor::predict,
        new ProbeSettings(
            description.decidingThreshold(),
            new Seed(description.seed()),
            evaluation,
            job.job().runtime().threads()),
        done -> listener.progress("Probing", done, test.size()));
  }

  private Estimate retrained(ProbeImages images) throws XrayException, IOException {
    listener.message("Training the network on the border of the images alone.");
    Recipe recipe = job.recipe();
    TrainingPlan plan =
        new TrainingPlan(
            recipe.network(),
            recipe.training(),
            recipe.augmentation().withOwnBorder(),
            new Seed(model.description().seed()));
    boolean validates = !prepared.split().indices(Part.VALIDATION).isEmpty();
    return new BorderNetwork(TensorFlowRuntime.load(job.job().runtime()), plan)
        .auc(
            pixels(Part.TRAINING),
            validates ? Optional.of(pixels(Part.VALIDATION)) : Optional.empty(),
            images,
            evaluation,
            TrainingListener.NONE);
  }

  private Pixels pixels(Part part) throws XrayException, IOException {
    return PreprocessStep.run(job, model.description().preprocessing(), prepared, part, listener);
  }
}
