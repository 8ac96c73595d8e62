package dev.xray.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageColumnsTest {
  private static final LabeledImage IMAGE =
      new LabeledImage(
          Path.of("a.png"),
          "north",
          "a.png",
          "covid",
          "0".repeat(64),
          Optional.of("north/7"),
          Optional.of("PA"),
          Optional.of("F"),
          Optional.empty(),
          Optional.of("CC0"),
          Map.of("pO2 saturation", "98", "patientid", "7"));

  @ParameterizedTest
  @CsvSource({
    "sex, F",
    "Gender, F",
    "view, PA",
    "source, north",
    "license, CC0",
    "po2_saturation, 98",
    "PO2-Saturation, 98"
  })
  void a_value_is_found_however_its_column_is_written(String column, String value) {
    assertThat(ImageColumns.value(IMAGE, column)).hasValue(value);
  }

  @Test
  void what_is_missing_is_empty() {
    assertThat(ImageColumns.value(IMAGE, "age")).isEmpty();
    assertThat(ImageColumns.value(IMAGE, "location")).isEmpty();
  }

  @Test
  void the_columns_are_listed_without_those_that_identify() {
    assertThat(ImageColumns.of(List.of(IMAGE)))
        .containsExactlyInAnyOrder("sex", "view", "source", "licence", "pO2 saturation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"patientid", "Patient ID", "file_name", "sha256", "patient"})
  void a_name_that_identifies_is_known(String column) {
    assertThat(ImageColumns.isIdentifying(column)).isTrue();
  }
}
