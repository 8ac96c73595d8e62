package dev.xray.maven;

import dev.xray.core.SettingException;
import dev.xray.core.image.AugmentationSettings;
import dev.xray.core.pipeline.Recipe;
import java.util.Map;

/** What {@code <augmentation>} means in terms of a recipe's settings. */
final class Augmentations {
  private Augmentations() {}

  /**
   * Settings that turn augmentation on or off.
   *
   * @param recipe its name
   * @param on {@code true}: as the recipe has it, or as the article has it if the recipe has none
   */
  static Map<String, Object> of(String recipe, boolean on) throws SettingException {
    AugmentationSettings own = Recipe.named(recipe).augmentation();
    if (!on) {
      return settings(AugmentationSettings.NONE);
    }
    return own.equals(AugmentationSettings.NONE)
        ? settings(Recipe.article().augmentation())
        : Map.of();
  }

  private static Map<String, Object> settings(AugmentationSettings settings) {
    return Map.of(
        "augmentation.rotation", settings.rotation(),
        "augmentation.brightnessLow", settings.brightnessLow(),
        "augmentation.brightnessHigh", settings.brightnessHigh(),
        "augmentation.shift", settings.shift(),
        "augmentation.zoom", settings.zoom(),
        "augmentation.foreignBorder", settings.foreignBorder());
  }
}
