package dev.xray.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicencesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CC0",
        "CC0 1.0 Universal",
        "cc-by",
        "CC BY 4.0",
        "CC BY-SA 4.0 International",
        "CC-BY-SA-4.0",
        "Public Domain",
        "Apache 2.0",
        "Apache License, Version 2.0",
        "MIT"
      })
  void a_free_licence_allows_it(String licence) {
    assertThat(Licences.isFree(licence)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CC BY-NC-SA",
        "CC BY-NC 4.0",
        "CC BY-ND 4.0",
        "CC-BY-NC-ND",
        "non-commercial",
        "research use only",
        "CC BY 4.0, non-commercial",
        "permitted",
        "unknown",
        ""
      })
  void any_other_does_not(String licence) {
    assertThat(Licences.isFree(licence)).isFalse();
  }

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

  @Test
  void what_somebody_accepted_by_name_is_not_in_the_way() {
    assertThatCode(
            () ->
                Licences.check(
                    images("CC BY-NC-SA", "CC0", null), List.of("cc  by-nc-sa ", "Unknown")))
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
