package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Evaluator;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.Thresholds;
import dev.xray.core.explanation.Localisation;
import dev.xray.core.explanation.Masks;
import dev.xray.core.image.Pixels;
import dev.xray.core.image.Preprocessor;
import dev.xray.core.network.Weights;
import dev.xray.core.pipeline.Recipe;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.Trainer;
import dev.xray.core.training.TrainingListener;
import dev.xray.core.training.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A recipe at work, in the few steps that all benchmarks on phantoms take. */
record Learner(Recipe recipe, RuntimeSettings settings) {
  /** The article's recipe on images of 64 by 64 pixels. */
  static Learner ofSmallImages(int epochs) throws Exception {
    return new Learner(
        Recipe.article()
            .with(
                Map.of(
                    "preprocessing.width",
                    64,
                    "preprocessing.height",
                    64,
                    "training.epochs",
                    epochs)),
        RuntimeSettings.defaults());
  }

  TensorFlowRuntime runtime() throws Exception {
    return TensorFlowRuntime.load(settings);
  }

  /** Images as the network sees them. */
  Pixels pixels(List<LabeledImage> images) throws Exception {
    return new Preprocessor(recipe.preprocessing())
        .applyAll(images, PhantomData.CLASSES, settings.threads(), done -> {});
  }

  /** Trains without a validation part. */
  Weights train(Pixels training, Seed seed) throws Exception {
    TrainingPlan plan =
        new TrainingPlan(recipe.network(), recipe.training(), recipe.augmentation(), seed);
    return new Trainer(runtime(), plan)
        .train(training, Optional.empty(), TrainingListener.NONE, Optional.empty())
        .weights();
  }

  /** Images with the masks that the generator wrote, as the network sees them. */
  List<Localisation.Known> known(List<LabeledImage> images) throws Exception {
    List<Localisation.Known> known = new ArrayList<>();
    for (LabeledImage image : images) {
      GreyImage decoded =
          ImageCodec.decodeGrey(
              ImageCodec.read(image.path(), image.file()), image.path().toString());
      Masks masks =
          Masks.read(
              MaskFinder.besideImages(),
              image.path(),
              image.file(),
              decoded,
              recipe.preprocessing());
      known.add(new Localisation.Known(masks, image.patient()));
    }
    return known;
  }

  /** ROC AUC of what a model says of images. */
  static double auc(Pixels test, float[] probabilities) throws Exception {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      cases.add(new Case(test.label(i) == 1, probabilities[i], Optional.empty()));
    }
    return Evaluator.evaluate(cases, Thresholds.DEFAULT, EvaluationSettings.defaults())
        .score(Metric.ROC_AUC)
        .value()
        .orElseThrow();
  }
}
