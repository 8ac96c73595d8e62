package dev.xray.core.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xray.core.Json;
import dev.xray.core.SettingException;
import dev.xray.core.dataset.SplitSettings;
import dev.xray.core.evaluation.ThresholdPolicy;
import dev.xray.core.evaluation.Thresholds;
import dev.xray.core.image.AugmentationSettings;
import dev.xray.core.image.Preprocessing;
import dev.xray.core.image.Preprocessing.Equalization;
import dev.xray.core.image.Preprocessing.Fit;
import dev.xray.core.image.Preprocessing.Resampling;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.network.NetworkSummary;
import dev.xray.core.training.TrainingSettings;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every setting between the images and the evaluation. Immutable. Three recipes have names; each
 * setting of each can be overridden by its dotted name, such as {@code training.epochs}, which is
 * the path of the record components below.
 *
 * @param name of the recipe it started from
 * @param split how images are divided
 * @param preprocessing from a decoded image to the network's input
 * @param augmentation random changes to training images
 * @param network shape of the network
 * @param training how it is trained
 * @param thresholds at which predictions are evaluated, in [0, 1]; a probability strictly greater
 *     is positive
 * @param threshold how the threshold that decides is found, see {@link ThresholdPolicy#parse}
 * @param thresholdFrom the images from which it is chosen
 * @param calibration what is done so that probabilities mean what they say
 * @param evaluation what figures are given for
 */
public record Recipe(
    String name,
    SplitSettings split,
    Preprocessing preprocessing,
    AugmentationSettings augmentation,
    NetworkSettings network,
    TrainingSettings training,
    List<Double> thresholds,
    String threshold,
    ChosenOn thresholdFrom,
    Calibration calibration,
    EvaluationOptions evaluation) {
  /** From which images a threshold is chosen. */
  public enum ChosenOn {
    /** The validation part. */
    VALIDATION,
    /**
     * What the models of a cross-validation say of the images outside the test part, each of a
     * model that has not learned from it.
     */
    OUT_OF_FOLD,
    /** The test part: its figures are optimistic then, and every output says so. */
    TEST
  }

  /** What is done so that probabilities mean what they say. */
  public enum Calibration {
    /** Nothing. */
    NONE,
    /** {@link dev.xray.core.evaluation.TemperatureScaling} on the validation part. */
    TEMPERATURE
  }

  /** The article's code to the letter. */
  static final String ARTICLE_VERBATIM = "article-verbatim";

  /** Names of the recipes. */
  public static final List<String> NAMES = List.of("article", "rigorous", ARTICLE_VERBATIM);

  /**
   * A recipe by its name.
   *
   * @throws SettingException if there is none; the message lists those that exist
   */
  public static Recipe named(String name) throws SettingException {
    return switch (name) {
      case "article" -> article();
      case "rigorous" -> rigorous();
      case ARTICLE_VERBATIM -> articleVerbatim();
      default ->
          throw new SettingException(
              "recipe", "is '" + name + "', but must be one of " + String.join(", ", NAMES) + ".");
    };
  }

  /**
   * The article of April 2020 as it was meant: augmented batches of 16 really reach the network,
   * and patients stay on one side of the split.
   */
  public static Recipe article() {
    return new Recipe(
        "article",
        new SplitSettings(0.25, 0, true),
        new Preprocessing(Equalization.HISTOGRAM, Fit.STRETCH, Resampling.BILINEAR, 200, 200),
        new AugmentationSettings(15, 0.8, 1.2, 0, 0),
        articleNetwork(),
        articleTraining(16),
        Thresholds.DEFAULT,
        ThresholdPolicy.FIXED_TEXT,
        ChosenOn.VALIDATION,
        Calibration.NONE,
        EvaluationOptions.DEFAULT);
  }

  /**
   * The article's code to the letter: it builds the augmenting generator, then fits the raw arrays
   * with Keras's default batch of 32, and splits images instead of patients.
   */
  public static Recipe articleVerbatim() {
    Recipe article = article();
    return new Recipe(
        ARTICLE_VERBATIM,
        new SplitSettings(0.25, 0, false),
        article.preprocessing,
        AugmentationSettings.NONE,
        article.network,
        articleTraining(32),
        Thresholds.DEFAULT,
        ThresholdPolicy.FIXED_TEXT,
        ChosenOn.VALIDATION,
        Calibration.NONE,
        EvaluationOptions.DEFAULT);
  }

  /**
   * What a careful reader would ask for: a validation part for early stopping, calibration and the
   * threshold, the aspect kept, area resampling, adaptive equalisation, class weights, small shifts
   * and zooms.
   */
  public static Recipe rigorous() {
    return new Recipe(
        "rigorous",
        new SplitSettings(0.25, 0.15, true),
        new Preprocessing(Equalization.CLAHE, Fit.LETTERBOX, Resampling.AREA, 200, 200),
        new AugmentationSettings(15, 0.8, 1.2, 0.05, 0.05),
        articleNetwork(),
        new TrainingSettings(100, 16, 1e-3, 0.9, 0.999, 1e-7, true, 15, true),
        Thresholds.DEFAULT,
        "sensitivity>=0.95",
        ChosenOn.VALIDATION,
        Calibration.TEMPERATURE,
        EvaluationOptions.DEFAULT);
  }

  private static NetworkSettings articleNetwork() {
    return new NetworkSettings(1, List.of(32, 32), 3, List.of(64), 0.6);
  }

  private static TrainingSettings articleTraining(int batchSize) {
    return new TrainingSettings(100, batchSize, 1e-3, 0.9, 0.999, 1e-7, false, 0, false);
  }

  /**
   * This recipe with some settings changed.
   *
   * @param settings dotted name to value: a number, boolean, string or list; strings are converted,
   *     lists may be written {@code 32,32}
   * @throws SettingException if a name does not exist or a value has the wrong type; ranges are
   *     checked by {@link #validate}
   */
  public Recipe with(Map<String, Object> settings) throws SettingException {
    return RecipeOverrides.apply(this, settings);
  }

  /** Every setting: dotted name to a JSON value, sorted. */
  SortedMap<String, Object> settings() {
    JsonNode tree = RecipeOverrides.tree(this);
    SortedMap<String, Object> settings = new TreeMap<>();
    for (String setting : RecipeOverrides.names()) {
      JsonNode value = tree.at("/" + setting.replace('.', '/'));
      settings.put(setting, Json.MAPPER.convertValue(value, Object.class));
    }
    return settings;
  }

  /**
   * Checks the range of every setting.
   *
   * @throws SettingException that names the first setting that is out of range
   */
  public void validate() throws SettingException {
    split.validate();
    preprocessing.validate();
    augmentation.validate();
    NetworkSummary.of(network, preprocessing.width(), preprocessing.height());
    training.validate();
    Thresholds.validate(thresholds);
    evaluation.validate();
    ThresholdPolicy policy = ThresholdPolicy.parse(threshold);
    needsValidation("training.earlyStoppingPatience", training.earlyStoppingPatience() > 0, "");
    needsValidation("training.restoreBestWeights", training.restoreBestWeights(), "");
    needsValidation("calibration", calibration != Calibration.NONE, "");
    needsValidation(
        "threshold",
        policy.chooses() && thresholdFrom == ChosenOn.VALIDATION,
        " Or set thresholdFrom to out-of-fold and cross-validate before training. Or set"
            + " thresholdFrom to test, and every output will call the threshold optimistic.");
  }

  private void needsValidation(String setting, boolean needs, String otherwise)
      throws SettingException {
    if (needs && split.validationShare() == 0) {
      throw new SettingException(
          setting,
          "needs a validation part: set split.validationShare, to 0.15 for example." + otherwise);
    }
  }

  /** Whether a threshold is chosen from a cross-validation, which must be there first. */
  boolean choosesOutOfFold() throws SettingException {
    return thresholdPolicy().chooses() && thresholdFrom == ChosenOn.OUT_OF_FOLD;
  }

  /** How the threshold that decides is found; {@link #validate} was called. */
  ThresholdPolicy thresholdPolicy() throws SettingException {
    return ThresholdPolicy.parse(threshold);
  }

  /** The settings that training sees: nothing of what is done with its probabilities. */
  Recipe ofTraining() {
    return new Recipe(
        name,
        split,
        preprocessing,
        augmentation,
        network,
        training,
        List.of(),
        ThresholdPolicy.FIXED_TEXT,
        ChosenOn.VALIDATION,
        Calibration.NONE,
        EvaluationOptions.DEFAULT);
  }
}
