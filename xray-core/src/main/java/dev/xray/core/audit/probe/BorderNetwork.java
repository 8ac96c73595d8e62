package dev.xray.core.audit.probe;

import dev.xray.core.XrayException;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Evaluator;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.image.Pixels;
import dev.xray.core.network.Weights;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.Predictor;
import dev.xray.core.training.Trainer;
import dev.xray.core.training.TrainingListener;
import dev.xray.core.training.TrainingPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The model's network, trained anew as the model was, but on the outermost 8% of the images alone.
 * {@link Probe#BORDER_ONLY} asks whether the trained model goes by the border when it sees nothing
 * else, which it never learned to do; this asks whether the border gives the class away at all.
 */
public final class BorderNetwork {
  /** Id of the check on it. */
  public static final String CHECK = Probe.CHECKS + "borderRetrained";

  private final TensorFlowRuntime runtime;
  private final TrainingPlan plan;

  /**
   * A network.
   *
   * @param runtime where it runs
   * @param plan of the model
   */
  public BorderNetwork(TensorFlowRuntime runtime, TrainingPlan plan) {
    this.runtime = runtime;
    this.plan = plan;
  }

  /**
   * Trains and tests it.
   *
   * @param training images that the model learned from
   * @param validation those that stopped its training, if any
   * @param test images to test
   * @param evaluation how the interval is computed
   * @param listener hears of the training
   * @return ROC AUC on the border of the test images
   */
  public Estimate auc(
      Pixels training,
      Optional<? extends Pixels> validation,
      ProbeImages test,
      EvaluationSettings evaluation,
      TrainingListener listener)
      throws XrayException, IOException {
    Pixels tested = test.pixels();
    Region inner = Region.border(tested.width(), tested.height()).complement();
    int fill = ProbeImages.meanLevel(training);
    Trainer trainer = new Trainer(runtime, plan);
    Weights weights =
        trainer
            .train(
                bordered(training, inner, fill),
                validation.map(images -> bordered(images, inner, fill)),
                listener,
                Optional.empty())
            .weights();
    try (Predictor predictor =
        new Predictor(runtime, plan.network(), weights, tested.width(), tested.height())) {
      float[] probabilities = predictor.predict(bordered(tested, inner, fill));
      List<Case> cases = new ArrayList<>();
      for (int i = 0; i < probabilities.length; i++) {
        cases.add(new Case(test.positive(i), probabilities[i], test.patients().get(i)));
      }
      return Evaluator.scores(cases, evaluation).get(Metric.ROC_AUC);
    }
  }

  private static Pixels bordered(Pixels images, Region inner, int fill) {
    return new ChangedPixels(images, image -> inner.fill(image, fill));
  }
}
