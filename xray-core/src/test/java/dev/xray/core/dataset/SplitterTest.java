package dev.xray.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitterTest {
  private static final Classes CLASSES = new Classes("normal", "covid");
  private final List<LabeledImage> images = new ArrayList<>();

  @Test
  void without_patients_each_class_is_divided_in_the_asked_shares() throws Exception {
    add("normal", 100);
    add("covid", 40);

    Split split = split(new SplitSettings(0.25, 0.1, false));

    assertThat(count(split, Part.TEST, "normal")).isEqualTo(25);
    assertThat(count(split, Part.TEST, "covid")).isEqualTo(10);
    assertThat(count(split, Part.VALIDATION, "normal")).isEqualTo(10);
    assertThat(count(split, Part.VALIDATION, "covid")).isEqualTo(4);
    assertThat(count(split, Part.TRAINING, "normal")).isEqualTo(65);
    assertThat(count(split, Part.TRAINING, "covid")).isEqualTo(26);
  }

  @Test
  void a_share_that_is_no_whole_number_is_rounded_up() throws Exception {
    add("normal", 89);
    add("covid", 89);

    Split split = split(new SplitSettings(0.25, 0, true));

    assertThat(split.indices(Part.TEST)).hasSize(46);
  }

  @Test
  void named_sources_are_the_test_part_and_take_their_patients_with_them() throws Exception {
    for (String hospital : List.of("north", "south")) {
      for (int i = 0; i < 10; i++) {
        String label = i % 2 == 0 ? "normal" : "covid";
        images.add(
            Images.of(hospital, hospital + i, label, Optional.of(hospital + " patient " + i / 2)));
      }
    }
    images.add(Images.of("north", "moved", "covid", Optional.of("south patient 0")));

    Split split = split(new SplitSettings(0.9, 0.3, true, List.of("south")));

    for (int i = 0; i < images.size(); i++) {
      boolean test = images.get(i).source().equals("south") || images.get(i).file().equals("moved");
      assertThat(split.parts().get(i) == Part.TEST).isEqualTo(test);
    }
    assertThat(split.indices(Part.VALIDATION)).isNotEmpty();
    assertThat(PatientSeparation.of(images, split).separated()).isTrue();
  }

  @Test
  void a_test_source_that_does_not_exist_or_leaves_a_class_out_is_refused() {
    images.add(Images.of("a", "1", "normal", Optional.empty()));
    images.add(Images.of("b", "2", "normal", Optional.empty()));
    images.add(Images.of("b", "3", "covid", Optional.empty()));

    assertThatThrownBy(() -> split(new SplitSettings(0.25, 0, true, List.of("c"))))
        .isInstanceOf(SettingException.class)
        .hasMessage(
            "split.testSources names 'c', but no image comes from a source of that name; there are"
                + " a, b.");
    assertThatThrownBy(() -> split(new SplitSettings(0.25, 0, true, List.of("a"))))
        .isInstanceOf(SettingException.class)
        .hasMessage(
            "split.testSources leaves no image of class covid for the test part: name a source of"
                + " that class too.");
    assertThatThrownBy(() -> split(new SplitSettings(0.25, 0, true, List.of("a", "b"))))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("for the training part: keep a source of that class for it.");
  }

  @Test
  void another_seed_gives_another_split() throws Exception {
    add("normal", 50);
    add("covid", 50);
    SplitSettings settings = new SplitSettings(0.25, 0, true);

    assertThat(Splitter.split(images, CLASSES, settings, new Seed(1)))
        .isEqualTo(Splitter.split(images, CLASSES, settings, new Seed(1)))
        .isNotEqualTo(Splitter.split(images, CLASSES, settings, new Seed(2)));
  }

  @Test
  void every_image_is_for_testing_about_as_often_as_the_share_says() throws Exception {
    add("normal", 20);
    add("covid", 20);
    int[] tested = new int[40];
    for (int seed = 0; seed < 1000; seed++) {
      Splitter.split(images, CLASSES, new SplitSettings(0.25, 0, true), new Seed(seed))
          .indices(Part.TEST)
          .forEach(i -> tested[i]++);
    }
    // 250 expected, standard deviation 14.
    assertThat(Arrays.stream(tested).boxed())
        .allSatisfy(times -> assertThat(times).isBetween(180, 320));
  }

  @Test
  void patients_of_many_images_are_combined_to_the_asked_size_where_they_can() throws Exception {
    // 7 x 9 + 4 x 5 = 83 images; 21 wanted: 9 + 5 + 5 = 19 or 9 + 9 = 18 or 5 x 4 = 20 ...
    for (int patient = 0; patient < 7; patient++) {
      add("covid", 9, "nine" + patient);
    }
    for (int patient = 0; patient < 4; patient++) {
      add("covid", 5, "five" + patient);
    }
    add("normal", 83);

    for (int seed = 0; seed < 50; seed++) {
      Split split =
          Splitter.split(images, CLASSES, new SplitSettings(0.25, 0, true), new Seed(seed));
      assertThat(count(split, Part.TEST, "covid")).isBetween(19L, 23L);
    }
  }

  @Test
  void two_patients_are_divided_one_to_each_side() throws Exception {
    add("covid", 10, "first");
    add("covid", 10, "second");
    add("normal", 20);

    Split split = split(new SplitSettings(0.25, 0, true));

    assertThat(count(split, Part.TEST, "covid")).isEqualTo(10);
    assertThat(count(split, Part.TRAINING, "covid")).isEqualTo(10);
  }

  @Test
  void a_class_of_one_patient_cannot_be_divided() {
    add("covid", 10, "only");
    add("normal", 20);

    assertThatThrownBy(() -> split(new SplitSettings(0.25, 0, true)))
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo("split.groupByPatient"))
        .hasMessageContaining("of class covid")
        .hasMessageContaining("there are 10 images of 1 patient");
  }

  @Test
  void two_images_of_a_class_cannot_make_three_parts() {
    add("covid", 2);
    add("normal", 20);

    assertThatThrownBy(() -> split(new SplitSettings(0.25, 0.25, true)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("class covid")
        .hasMessageContaining("2 images");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, testShare",
    "1, 0, testShare",
    "NaN, 0, testShare",
    "0.5, 0.5, validationShare"
  })
  void refuses_impossible_shares(double test, double validation, String setting) {
    add("covid", 5);
    add("normal", 5);

    assertThatThrownBy(() -> split(new SplitSettings(test, validation, true)))
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo("split." + setting));
  }

  @Test
  void the_proof_counts_patients_from_the_images() throws Exception {
    add("covid", 2, "a");
    add("covid", 3, "b");
    add("covid", 1, "c");
    add("normal", 4);
    Split torn = new Split(parts("TTRRRTRRTR"));

    PatientSeparation proof = PatientSeparation.of(images, torn);

    assertThat(proof.separated()).isTrue();
    assertThat(proof.patients()).isEqualTo(3);
    assertThat(proof.perPart())
        .containsEntry(Part.TEST, 2)
        .containsEntry(Part.TRAINING, 1)
        .containsEntry(Part.VALIDATION, 0);
    assertThat(proof.imagesOfUnknownPatient()).isEqualTo(4);
  }

  @Test
  void the_proof_names_a_patient_on_two_sides() throws Exception {
    add("covid", 2, "a");
    add("covid", 2, "b");

    PatientSeparation proof = PatientSeparation.of(images, new Split(parts("TRRR")));

    assertThat(proof.separated()).isFalse();
    assertThat(proof.onTwoSides()).containsExactly("a");
  }

  private static List<Part> parts(String letters) {
    return letters.chars().mapToObj(c -> c == 'T' ? Part.TEST : Part.TRAINING).toList();
  }

  private Split split(SplitSettings settings) throws Exception {
    return Splitter.split(images, CLASSES, settings, new Seed(1));
  }

  private long count(Split split, Part part, String label) {
    return split.indices(part).stream().filter(i -> images.get(i).label().equals(label)).count();
  }

  private void add(String label, int count) {
    for (int i = 0; i < count; i++) {
      images.add(Images.of(label + i + ".png", label, Optional.empty()));
    }
  }

  private void add(String label, int count, String patient) {
    for (int i = 0; i < count; i++) {
      images.add(Images.of(patient + i + ".png", label, Optional.of(patient)));
    }
  }
}
