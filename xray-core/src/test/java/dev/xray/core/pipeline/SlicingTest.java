package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import dev.xray.core.dataset.LabeledImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlicingTest {
  private final List<LabeledImage> images = new ArrayList<>();

  @Test
  void the_usual_columns_are_those_with_more_than_one_value() throws Exception {
    add("1", Optional.of("F"), Optional.of("45"), Map.of());
    add("2", Optional.of("M"), Optional.of("12"), Map.of());
    add("3", Optional.empty(), Optional.of("n/a"), Map.of());

    Slicing slicing = Slicing.of(EvaluationOptions.DEFAULT, images);

    assertThat(slicing.columns()).containsExactly("sex", "age");
    assertThat(slicing.attributes(images.get(0)))
        .containsExactlyInAnyOrderEntriesOf(Map.of("sex", "F", "age", "40-64"));
    assertThat(slicing.attributes(images.get(2)))
        .containsExactlyInAnyOrderEntriesOf(Map.of("sex", "unknown", "age", "unknown"));
  }

  @Test
  void any_column_whose_values_patients_share_can_be_asked_for() throws Exception {
    for (int patient = 0; patient < 6; patient++) {
      add(
          "p" + patient,
          Optional.empty(),
          Optional.empty(),
          Map.of("ICU", patient < 3 ? "Y" : "N"));
    }
    add("rare", Optional.empty(), Optional.empty(), Map.of("ICU", "transferred to Springfield"));
    add("none", Optional.empty(), Optional.empty(), Map.of());

    Slicing slicing = slicing("icu");

    assertThat(images.stream().map(image -> slicing.attributes(image).get("icu")))
        .containsExactly("Y", "Y", "Y", "N", "N", "N", "other", "unknown");
  }

  @Test
  void no_columns_give_no_attributes() throws Exception {
    add("1", Optional.of("F"), Optional.empty(), Map.of());
    add("2", Optional.of("M"), Optional.empty(), Map.of());
    assertThat(slicing().attributes(images.get(0))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"patientid", "Filename"})
  void a_column_that_is_an_id_by_its_name_is_refused(String column) {
    add("1", Optional.empty(), Optional.empty(), Map.of(column, "x"));
    assertThatThrownBy(() -> slicing(column))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("names '" + column + "', which tells who or which image it is");
  }

  @Test
  void a_column_that_most_patients_have_to_themselves_is_refused() {
    for (int patient = 0; patient < 5; patient++) {
      add("p" + patient, Optional.empty(), Optional.empty(), Map.of("date", "2020-01-0" + patient));
      add("p" + patient, Optional.empty(), Optional.empty(), Map.of("date", "2020-01-0" + patient));
    }
    assertThatThrownBy(() -> slicing("date"))
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo("evaluation.slices"))
        .hasMessageContaining("has 5 values, 5 of them of one patient alone");
  }

  @Test
  void a_column_with_too_many_values_is_refused() {
    for (int i = 0; i < 100; i++) {
      add("p" + i, Optional.empty(), Optional.empty(), Map.of("score", "" + i / 4));
    }
    assertThatThrownBy(() -> slicing("score")).hasMessageContaining("has 25 values");
  }

  @Test
  void a_column_that_does_not_exist_is_refused_with_those_that_do() {
    add("1", Optional.of("F"), Optional.empty(), Map.of("ICU", "Y"));
    assertThatThrownBy(() -> slicing("region"))
        .isInstanceOf(SettingException.class)
        .hasMessage(
            "evaluation.slices names 'region', but no image has a value there. There are ICU, sex,"
                + " source.");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0-17",
    "17.9, 0-17",
    "18, 18-39",
    "64, 40-64",
    "65, 65+",
    "90+, 65+",
    ">89, 65+",
    "045Y, 40-64",
    "006M, 0-17",
    "300 months, 18-39",
    "45 years, 40-64"
  })
  void an_age_is_put_into_its_band(String age, String band) {
    assertThat(new AgeBands(List.of(18, 40, 65)).of(age)).hasValue(band);
  }

  @ParameterizedTest
  @ValueSource(strings = {"adult", "", "40-50", "-3"})
  void what_is_no_age_has_no_band(String age) {
    assertThat(new AgeBands(List.of(18, 40, 65)).of(age)).isEmpty();
  }

  @Test
  void values_are_in_the_order_a_reader_expects() {
    assertThat(
            Stream.of("unknown", "18-39", "other", "100+", "0-17", "PA", "AP")
                .sorted(Slicing::compare))
        .containsExactly("0-17", "18-39", "100+", "AP", "PA", "other", "unknown");
  }

  private Slicing slicing(String... columns) throws SettingException {
    return Slicing.of(new EvaluationOptions(0, List.of(columns), List.of(18, 40, 65)), images);
  }

  private void add(
      String patient, Optional<String> sex, Optional<String> age, Map<String, String> metadata) {
    images.add(
        new LabeledImage(
            Path.of("a.png"),
            "source",
            "a" + images.size() + ".png",
            "covid",
            "sha" + images.size(),
            Optional.of(patient),
            Optional.empty(),
            sex,
            age,
            Optional.empty(),
            metadata));
  }
}
