package dev.xray.core.dataset.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomSettingsTest {
  private static final PhantomSettings DEFAULTS = PhantomSettings.defaults();

  @TempDir Path folder;

  @Test
  void one_image_is_refused() {
    refused(DEFAULTS.withImages(1), "phantom.images", "is 1, but must be between 2 and 100000.");
  }

  @Test
  void a_tiny_picture_is_refused() {
    refused(DEFAULTS.withSize(10), "phantom.size", "is 10, but must be between 64 and 4096.");
  }

  @Test
  void a_visibility_that_is_no_number_is_refused() {
    refused(
        DEFAULTS.withVisibility(Double.NaN),
        "phantom.visibility",
        "is NaN, but must be between 0 and 5.");
  }

  @Test
  void positives_only_are_refused() {
    PhantomSettings settings = new PhantomSettings(10, 3, 1, 64, 1, 0.15, Shortcut.OFF, 0.95, 0.05);
    refused(settings, "phantom.positives", "is 1.0, but must be greater than 0 and less than 1.");
  }

  @Test
  void the_planted_marker_is_reversed_in_the_other_hospital() {
    PhantomSettings planted = DEFAULTS.withShortcut(Shortcut.PLANTED);
    PhantomSettings reversed = DEFAULTS.withShortcut(Shortcut.REVERSED);
    assertThat(planted.markerProbability(true)).isEqualTo(0.95);
    assertThat(planted.markerProbability(false)).isEqualTo(0.05);
    assertThat(reversed.markerProbability(true)).isEqualTo(0.05);
    assertThat(reversed.markerProbability(false)).isEqualTo(0.95);
    assertThat(DEFAULTS.markerProbability(true)).isZero();
  }

  @Test
  void the_plan_has_as_many_images_and_positives_as_asked_for() {
    PhantomSettings settings =
        new PhantomSettings(101, 3, 0.3, 64, 1, 0.15, Shortcut.OFF, 0.95, 0.05);
    var items = PhantomPlan.of(settings, new Seed(3));
    assertThat(items).hasSize(101).doesNotHaveDuplicates();
    assertThat(items).filteredOn(PhantomPlan.Item::positive).hasSize(30);
  }

  private void refused(PhantomSettings settings, String setting, String problem) {
    assertThatThrownBy(() -> PhantomGenerator.generate(settings, new Seed(1), folder, done -> {}))
        .isInstanceOfSatisfying(
            SettingException.class,
            e -> {
              assertThat(e.setting()).isEqualTo(setting);
              assertThat(e.problem()).isEqualTo(problem);
            });
    assertThat(folder).isEmptyDirectory();
  }
}
