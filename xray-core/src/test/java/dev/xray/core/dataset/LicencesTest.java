package dev.xray.core.dataset;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LicencesTest {
  @Test
  void what_is_in_the_way_is_named_and_counted() {
    assertThatThrownBy(
            () ->
                Licences.check(
                    images("CC BY-NC-SA", "CC0", null, "CC BY-NC-SA"), List.of("CC BY-ND")))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("'CC BY-NC-SA' (2 images), 'unknown' (1 image)")
        .hasMessageNotContaining("CC0")
        .hasMessageContaining("acceptedLicences");
  }

  /** A reduced picture is an altered copy. */
  @Test
  void a_licence_without_altered_copies_is_in_the_way_and_one_of_another_version_is_not_accepted() {
    assertThatThrownBy(() -> Licences.check(images("CC BY-ND 4.0"), List.of("CC BY-ND 3.0")))
        .hasMessageContaining("'CC BY-ND 4.0' (1 image)");
  }

  @Test
  void what_somebody_accepted_by_name_is_not_in_the_way() {
    assertThatCode(
            () ->
                Licences.check(
                    images("CC BY-NC-SA", "CC0", null), List.of("cc  by-nc-sa ", "Unknown")))
        .doesNotThrowAnyException();
    assertThatCode(() -> Licences.check(images("CC BY-NC-SA"), List.of("CC-BY-NC-SA")))
        .doesNotThrowAnyException();
  }

  private static List<LabeledImage> images(String... licences) {
    return Arrays.stream(licences)
        .map(
            licence ->
                new LabeledImage(
                    Path.of("a.png"),
                    "hospital",
                    "a.png",
                    "covid",
                    "0".repeat(64),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.ofNullable(licence),
                    Map.of()))
        .toList();
  }
}
