package dev.xray.core.pipeline;

import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.evaluation.Thresholds;
import dev.xray.core.model.ModelDescription;
import dev.xray.core.model.XrayClassifier;
import dev.xray.core.report.PredictedImage;
import dev.xray.core.report.PredictionData;
import dev.xray.core.report.PredictionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a finished model and image files to predictions. */
final class PredictStep {
  private final PredictJob job;
  private final XrayListener listener;
  private final XrayClassifier classifier;
  private final List<String> unreadable = new ArrayList<>();

  private PredictStep(PredictJob job, XrayListener listener, XrayClassifier classifier) {
    this.job = job;
    this.listener = listener;
    this.classifier = classifier;
  }

  static Predicted run(PredictJob job, XrayListener listener) throws XrayException, IOException {
    job.runtime().validate();
    if (!job.thresholds().isEmpty()) {
      Thresholds.validate(job.thresholds());
    }
    List<Path> files = InputFiles.find(job.inputs());
    try (XrayClassifier classifier = XrayClassifier.load(job.model(), job.runtime())) {
      return new PredictStep(job, listener, classifier).predict(files);
    }
  }

  private Predicted predict(List<Path> files) throws XrayException, IOException {
    ModelDescription model = classifier.description();
    List<Double> thresholds = job.thresholds().isEmpty() ? model.allThresholds() : job.thresholds();
    List<PredictedImage> images = images(files);
    PredictionReport.Files written =
        PredictionReport.write(
            new PredictionData(
                model.name(),
                model.classes(),
                thresholds,
                images,
                Map.of("training", model.trainingDigest())),
            job.folder());
    int positives =
        (int)
            images.stream()
                .filter(image -> Thresholds.isPositive(image.probability(), thresholds.get(0)))
                .count();
    return new Predicted(
        written.csv(), written.json(), written.grid(), images.size(), positives, unreadable);
  }

  private List<PredictedImage> images(List<Path> files) throws XrayException, IOException {
    List<PredictedImage> images = new ArrayList<>();
    for (Path file : files) {
      predict(file, images.size() < PredictionReport.MOST_PICTURES).ifPresent(images::add);
      listener.progress("Predicting", images.size() + unreadable.size(), files.size());
    }
    if (images.isEmpty()) {
      throw InputFiles.noneReadable(files);
    }
    return images;
  }

  /**
   * An image that the user named must be readable; one that a folder or glob brought is reported.
   *
   * @param shown whether its picture is drawn
   */
  private Optional<PredictedImage> predict(Path file, boolean shown)
      throws XrayException, IOException {
    byte[] bytes = ImageCodec.read(file, file.toString());
    try {
      GreyImage picture = classifier.preprocess(bytes, file.toString());
      double probability = classifier.classify(picture).probability();
      return Optional.of(
          new PredictedImage(
              file.toString(),
              Hashes.sha256(bytes),
              probability,
              shown ? Optional.of(picture) : Optional.empty()));
    } catch (UnreadableImageException e) {
      if (job.inputs().contains(file.toString())) {
        throw e;
      }
      listener.warning(e.getMessage() + " It has no prediction.");
      unreadable.add(file.toString());
      return Optional.empty();
    }
  }
}
