package dev.xray.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingSettingsTest {
  static List<Arguments> wrong() {
    return List.of(
        Arguments.of("training.epochs", settings(0, 16, 1e-3, 0.9, 0.999, 1e-7, 0)),
        Arguments.of("training.batchSize", settings(1, 0, 1e-3, 0.9, 0.999, 1e-7, 0)),
        Arguments.of("training.learningRate", settings(1, 1, 0, 0.9, 0.999, 1e-7, 0)),
        Arguments.of("training.learningRate", settings(1, 1, Double.NaN, 0.9, 0.999, 1e-7, 0)),
        Arguments.of("training.beta1", settings(1, 1, 1e-3, 1, 0.999, 1e-7, 0)),
        Arguments.of("training.beta2", settings(1, 1, 1e-3, 0.9, -1, 1e-7, 0)),
        Arguments.of("training.epsilon", settings(1, 1, 1e-3, 0.9, 0.999, 0, 0)),
        Arguments.of("training.earlyStoppingPatience", settings(1, 1, 1e-3, 0.9, 0.999, 1e-7, -1)));
  }

  private static TrainingSettings settings(
      int epochs,
      int batchSize,
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      int patience) {
    return new TrainingSettings(
        epochs, batchSize, learningRate, beta1, beta2, epsilon, false, patience, false);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void a_setting_out_of_range_is_named(String setting, TrainingSettings settings) {
    assertThatThrownBy(settings::validate)
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo(setting));
  }

  @Test
  void the_articles_settings_are_valid() {
    assertThatCode(() -> TrainingSettings.article().validate()).doesNotThrowAnyException();
  }

  @Test
  void balanced_class_weights_give_both_classes_the_same_sum() {
    ClassWeights weights = ClassWeights.balanced(RandomPixels.of(7, 4, 1));
    assertThat(4 * weights.of(0)).isEqualTo(3.5f);
    assertThat(3 * weights.of(1)).isEqualTo(3.5f);
  }
}
