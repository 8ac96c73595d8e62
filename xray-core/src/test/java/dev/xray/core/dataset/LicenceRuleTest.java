package dev.xray.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LicenceRuleTest {
  private static final List<LabeledImage> MIXED =
      List.of(
          image("ward", "a.png", "covid", "CC BY-NC-SA"),
          image("ward", "b.png", "covid", "cc by-nc-sa"),
          image("ward", "c.png", "covid", "CC BY 4.0"),
          image("ward", "d.png", "covid", "as agreed"),
          image("folder", "e.png", "normal", null),
          image("folder", "f.png", "normal", null));

  @Test
  void a_warning_counts_by_licence_and_class_and_names_an_image_of_each_source() throws Exception {
    assertThat(LicenceRule.WARN.apply(MIXED))
        .contains(
            "The licence of 5 of 6 images is unknown or not known to allow commercial use:"
                + " CC-BY-NC-SA (non-commercial; 2 covid), as agreed (not recognised; 1 covid),"
                + " unknown (2 normal); such as ward/a.png, folder/e.png, ward/b.png and 2 more."
                + " State a licence that you know as the licence of its source, leave images out"
                + " with where, or, if your use is covered all the same, set licences to ignore.");
  }

  @Test
  void fail_is_an_error_that_says_the_same() {
    assertThatThrownBy(() -> LicenceRule.FAIL.apply(MIXED))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("licences")
        .hasMessageContaining("is fail, and the licence of 5 of 6 images is unknown");
  }

  @Test
  void licences_that_allow_commercial_use_and_those_that_are_ignored_pass() throws Exception {
    List<LabeledImage> open =
        List.of(
            image("ward", "a.png", "covid", "CC0"), image("ward", "b.png", "covid", "CC BY-ND"));

    assertThat(LicenceRule.FAIL.apply(open)).isEmpty();
    assertThat(LicenceRule.IGNORE.apply(MIXED)).isEmpty();
  }

  @Test
  void a_rule_is_named_and_no_other_passes() throws Exception {
    assertThat(LicenceRule.of(" Fail ")).isEqualTo(LicenceRule.FAIL);
    assertThatThrownBy(() -> LicenceRule.of("error"))
        .hasMessageContaining("is 'error', but must be fail, warn or ignore.");
  }

  @Test
  void licences_are_counted_by_class_under_one_spelling() {
    assertThat(LicenceCount.of(MIXED, new Classes("normal", "covid")))
        .containsExactly(
            new LicenceCount("CC-BY-4.0", Licence.Use.OPEN, Map.of("normal", 0, "covid", 1)),
            new LicenceCount(
                "CC-BY-NC-SA", Licence.Use.NON_COMMERCIAL, Map.of("normal", 0, "covid", 2)),
            new LicenceCount(
                "as agreed", Licence.Use.UNRECOGNISED, Map.of("normal", 0, "covid", 1)),
            new LicenceCount("unknown", Licence.Use.UNKNOWN, Map.of("normal", 2, "covid", 0)));
  }

  private static LabeledImage image(String source, String file, String label, String licence) {
    return new LabeledImage(
        Path.of(file),
        source,
        file,
        label,
        "0".repeat(64),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(licence),
        Map.of());
  }
}
