package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Json;
import dev.xray.core.SettingException;
import dev.xray.core.image.Preprocessing.Equalization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
  @ParameterizedTest
  @ValueSource(strings = {"article", "rigorous", "article-verbatim"})
  void every_named_recipe_is_valid(String name) throws SettingException {
    Recipe recipe = Recipe.named(name);
    recipe.validate();
    assertThat(recipe.name()).isEqualTo(name);
  }

  @Test
  void a_misspelt_recipe_is_refused_with_the_names_that_exist() {
    assertThatThrownBy(() -> Recipe.named("artcle"))
        .isInstanceOf(SettingException.class)
        .hasMessage("recipe is 'artcle', but must be one of article, rigorous, article-verbatim.");
  }

  @Test
  void text_numbers_and_lists_override_settings() throws SettingException {
    Recipe recipe =
        Recipe.article()
            .with(
                Map.of(
                    "training.epochs", "5",
                    "network.dropout", 0.25,
                    "network.filters", "8, 16, 32",
                    "network.dense", List.of(),
                    "split.groupByPatient", "false",
                    "preprocessing.equalization", "clahe",
                    "thresholds", "0.3",
                    "evaluation.slices", "auto, Location",
                    "evaluation.ageBands", "50",
                    "split.testSources", "North, South"))
            .with(Map.of("preprocessing.crop", "0.1", "augmentation.foreignBorder", "0.2"));
    assertThat(recipe.evaluation().slices()).containsExactly("auto", "Location");
    assertThat(recipe.evaluation().ageBands()).containsExactly(50);
    assertThat(recipe.split().testSources()).containsExactly("North", "South");
    assertThat(recipe.training().epochs()).isEqualTo(5);
    assertThat(recipe.network().dropout()).isEqualTo(0.25);
    assertThat(recipe.network().filters()).containsExactly(8, 16, 32);
    assertThat(recipe.network().dense()).isEmpty();
    assertThat(recipe.split().groupByPatient()).isFalse();
    assertThat(recipe.preprocessing().equalization()).isEqualTo(Equalization.CLAHE);
    assertThat(recipe.preprocessing().crop()).isEqualTo(0.1);
    assertThat(recipe.augmentation().foreignBorder()).isEqualTo(0.2);
    assertThat(recipe.settings()).containsEntry("preprocessing.crop", 0.1);
    assertThat(Recipe.article().settings())
        .containsEntry("preprocessing.crop", 0.0)
        .containsEntry("augmentation.foreignBorder", 0.0);
    assertThat(Json.text(Recipe.article())).doesNotContain("crop", "foreignBorder");
    assertThat(recipe.thresholds()).containsExactly(0.3);
    assertThat(recipe.training().batchSize()).isEqualTo(16);
  }

  @Test
  void a_threshold_is_chosen_on_validation_data_or_by_insisting_on_the_test_set()
      throws SettingException {
    Recipe recipe = Recipe.article().with(Map.of("threshold", "sensitivity>=0.9"));
    assertThatThrownBy(recipe::validate)
        .isInstanceOf(SettingException.class)
        .hasMessageContainingAll("split.validationShare", "thresholdFrom", "optimistic");

    recipe.with(Map.of("split.validationShare", 0.2)).validate();
    recipe.with(Map.of("thresholdFrom", "test")).validate();
    recipe.with(Map.of("thresholdFrom", "out-of-fold")).validate();
  }

  @Test
  void training_does_not_see_what_is_done_with_its_probabilities() throws SettingException {
    Recipe recipe = Recipe.rigorous();
    Recipe other =
        recipe.with(Map.of("threshold", "youden", "calibration", "none", "thresholds", "0.3"));
    assertThat(other).isNotEqualTo(recipe);
    assertThat(other.ofTraining()).isEqualTo(recipe.ofTraining());
    assertThat(recipe.with(Map.of("split.testShare", 0.3)).ofTraining())
        .isNotEqualTo(recipe.ofTraining());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "training.epochs | five | is 'five', but must be a whole number.",
        "training.learningRate | fast | is 'fast', but must be a number.",
        "training.classWeights | yes | is 'yes', but must be true or false.",
        "preprocessing.fit | crop | is 'crop', but must be one of stretch, letterbox.",
        "calibration | platt | is 'platt', but must be one of none, temperature.",
        "thresholdFrom | train | is 'train', but must be one of validation, out-of-fold, test.",
        "network.filters | 8,x | is 'x', but must be a whole number."
      })
  void a_value_of_the_wrong_type_is_refused(String setting, String value, String problem) {
    assertThatThrownBy(() -> Recipe.article().with(Map.of(setting, value)))
        .isInstanceOf(SettingException.class)
        .hasMessage(setting + " " + problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"training.epoch", "training", "name", ""})
  void an_unknown_setting_is_refused_with_those_that_exist(String setting) {
    assertThatThrownBy(() -> Recipe.article().with(Map.of(setting, "1")))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("is no setting")
        .hasMessageContaining("training.epochs, training.batchSize");
  }

  @ParameterizedTest
  @CsvSource({
    "thresholds, 1.5",
    "thresholds, ''",
    "split.testShare, 0",
    "training.epochs, 0",
    "training.batchSize, 0",
    "network.dropout, 1",
    "preprocessing.width, 3",
    "preprocessing.crop, 0.5",
    "augmentation.foreignBorder, 0.5",
    "augmentation.rotation, -1",
    "training.earlyStoppingPatience, 5",
    "training.restoreBestWeights, true",
    "threshold, 0.5",
    "threshold, youden",
    "evaluation.prevalence, 1",
    "evaluation.ageBands, '40,18'",
    "calibration, temperature"
  })
  void a_value_out_of_range_is_refused_by_name(String setting, String value)
      throws SettingException {
    Recipe recipe = Recipe.article().with(Map.of(setting, value));
    assertThatThrownBy(recipe::validate)
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo(setting));
  }
}
