package dev.xray.core.audit.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.image.AugmentationSettings;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.pipeline.Recipe;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.TrainingListener;
import dev.xray.core.training.TrainingPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BorderNetworkTest {
  @Test
  void a_border_that_gives_the_class_away_is_learned_and_one_that_does_not_is_not()
      throws Exception {
    assertThat(area(true)).isGreaterThan(0.9);
    assertThat(area(false)).isBetween(0.3, 0.7);
  }

  private static double area(boolean planted) throws Exception {
    Recipe recipe =
        Recipe.article().with(Map.of("training.epochs", 40, "training.learningRate", 0.003));
    TrainingPlan plan =
        new TrainingPlan(
            new NetworkSettings(1, List.of(8), 3, List.of(), 0),
            recipe.training(),
            new AugmentationSettings(0, 1, 1, 0, 0),
            new Seed(1));
    Estimate area =
        new BorderNetwork(TensorFlowRuntime.load(RuntimeSettings.defaults()), plan)
            .auc(
                ToyImages.of(80, planted, false).pixels(),
                Optional.empty(),
                ToyImages.of(120, planted, false, 8),
                EvaluationSettings.defaults(),
                TrainingListener.NONE);
    return area.value().orElseThrow();
  }
}
