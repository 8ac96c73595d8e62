package dev.xray.core.pipeline;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.ConfusionMatrix;
import dev.xray.core.evaluation.LogitCase;
import dev.xray.core.evaluation.ThresholdChoice;
import dev.xray.core.evaluation.ThresholdChooser;
import dev.xray.core.evaluation.ThresholdPolicy;
import dev.xray.core.image.Pixels;
import dev.xray.core.model.ChosenThreshold;
import dev.xray.core.model.ModelCalibration;
import dev.xray.core.network.Weights;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.Predictor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** From trained weights to calibration and threshold, both from images that were kept for it. */
final class DecisionStep {
  private final CheckedJob job;
  private final Prepared prepared;
  private final TensorFlowRuntime runtime;
  private final Weights weights;
  private final PartPixels pixels;
  private final XrayListener listener;

  private DecisionStep(
      CheckedJob job,
      Prepared prepared,
      TensorFlowRuntime runtime,
      Weights weights,
      PartPixels pixels,
      XrayListener listener) {
    this.job = job;
    this.prepared = prepared;
    this.runtime = runtime;
    this.weights = weights;
    this.pixels = pixels;
    this.listener = listener;
  }

  /** The preprocessed images of a part, asked for only where they are needed. */
  interface PartPixels {
    /** In the order of {@link dev.xray.core.dataset.Split#indices}. */
    Pixels of(Part part) throws XrayException, IOException;
  }

  static Decision run(
      CheckedJob job,
      Prepared prepared,
      TensorFlowRuntime runtime,
      Weights weights,
      PartPixels pixels,
      XrayListener listener)
      throws XrayException, IOException {
    DecisionStep step = new DecisionStep(job, prepared, runtime, weights, pixels, listener);
    Optional<ModelCalibration> calibration = step.calibration();
    return new Decision(step.threshold(calibration), calibration);
  }

  private Optional<ModelCalibration> calibration() throws XrayException, IOException {
    if (job.recipe().calibration() == Recipe.Calibration.NONE) {
      return Optional.empty();
    }
    List<LogitCase> cases = logits();
    Optional<ModelCalibration> fitted = Calibrator.fit(cases);
    fitted.ifPresentOrElse(this::tell, () -> listener.warning(Calibrator.notFitted(cases.size())));
    return fitted;
  }

  private void tell(ModelCalibration calibration) {
    listener.message(
        String.format(
            Locale.ROOT,
            "Calibrated with temperature %.3f, fitted on %d validation images: their log loss goes"
                + " from %.4f to %.4f.",
            calibration.temperature(),
            calibration.images(),
            calibration.logLossBefore(),
            calibration.logLossAfter()));
  }

  private List<LogitCase> logits() throws XrayException, IOException {
    Pixels images = pixels.of(Part.VALIDATION);
    List<LogitCase> cases = new ArrayList<>();
    try (Predictor predictor = predictor(images, 1)) {
      float[] logits = predictor.logits(images);
      for (int i = 0; i < logits.length; i++) {
        cases.add(new LogitCase(images.label(i) == 1, logits[i]));
      }
    }
    return cases;
  }

  private Optional<ChosenThreshold> threshold(Optional<ModelCalibration> calibration)
      throws XrayException, IOException {
    ThresholdPolicy policy = job.recipe().thresholdPolicy();
    if (!policy.chooses()) {
      return Optional.empty();
    }
    double temperature = calibration.map(ModelCalibration::temperature).orElse(1.0);
    ThresholdChoice choice = choose(cases(temperature), policy);
    ConfusionMatrix confusion = choice.confusion();
    ChosenThreshold chosen =
        new ChosenThreshold(
            choice.threshold(),
            policy.text(),
            chosenOn(job.recipe().thresholdFrom()),
            confusion.truePositives(),
            confusion.falseNegatives(),
            confusion.falsePositives(),
            confusion.trueNegatives());
    tell(chosen);
    return Optional.of(chosen);
  }

  private ThresholdChoice choose(List<Case> cases, ThresholdPolicy policy) throws SettingException {
    try {
      return ThresholdChooser.choose(cases, policy, job.recipe().evaluation().declaredPrevalence());
    } catch (XrayException e) {
      throw new SettingException("threshold", "cannot be chosen: " + e.getMessage());
    }
  }

  private List<Case> cases(double temperature) throws XrayException, IOException {
    return switch (job.recipe().thresholdFrom()) {
      case VALIDATION -> cases(Part.VALIDATION, temperature);
      case OUT_OF_FOLD -> OutOfFold.cases(job, prepared);
      case TEST -> cases(Part.TEST, temperature);
    };
  }

  /** With the very probabilities that the model will give. */
  private List<Case> cases(Part part, double temperature) throws XrayException, IOException {
    Pixels images = pixels.of(part);
    List<Integer> indices = prepared.split().indices(part);
    List<Case> cases = new ArrayList<>();
    try (Predictor predictor = predictor(images, temperature)) {
      float[] probabilities = predictor.predict(images);
      for (int i = 0; i < probabilities.length; i++) {
        LabeledImage image = prepared.dataset().images().get(indices.get(i));
        cases.add(new Case(images.label(i) == 1, probabilities[i], image.patient()));
      }
    }
    return cases;
  }

  private Predictor predictor(Pixels images, double temperature) throws SettingException {
    return new Predictor(
        runtime, job.recipe().network(), weights, temperature, images.width(), images.height());
  }

  private void tell(ChosenThreshold chosen) {
    Classes classes = prepared.dataset().classes();
    int positives = chosen.truePositives() + chosen.falseNegatives();
    int negatives = chosen.falsePositives() + chosen.trueNegatives();
    String choice =
        "Threshold "
            + chosen.value()
            + " by "
            + chosen.policy()
            + ", "
            + chosen.chosenOnText()
            + ": "
            + chosen.truePositives()
            + " of "
            + positives
            + " "
            + classes.positive()
            + " found, "
            + chosen.falsePositives()
            + " of "
            + negatives
            + " "
            + classes.negative()
            + " false alarms.";
    boolean always = chosen.trueNegatives() == 0;
    if (always || chosen.truePositives() == 0) {
      listener.warning(
          choice
              + " It calls "
              + (always ? "every one of these images " : "none of these images ")
              + classes.positive()
              + ": the network does not tell the classes apart well enough for this policy.");
    } else if (chosen.optimistic()) {
      listener.warning(choice);
    } else {
      listener.message(choice);
    }
  }

  private static String chosenOn(Recipe.ChosenOn images) {
    return images.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
