package dev.xray.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FoldsTest {
  private static final Classes CLASSES = new Classes("normal", "covid");
  private static final SplitSettings GROUPED = new SplitSettings(0.25, 0, true);
  private final List<LabeledImage> images = new ArrayList<>();

  @Test
  void another_seed_gives_other_folds() throws Exception {
    add("a", "normal", 20);
    add("b", "covid", 20);

    assertThat(stratified(5, 1)).isEqualTo(stratified(5, 1)).isNotEqualTo(stratified(5, 2));
  }

  @Test
  void every_image_is_in_every_fold_about_as_often() throws Exception {
    add("a", "normal", 10);
    add("b", "covid", 10);
    int[][] times = new int[20][4];
    for (int seed = 0; seed < 1000; seed++) {
      List<Integer> foldOf = stratified(4, seed).foldOf();
      for (int i = 0; i < 20; i++) {
        times[i][foldOf.get(i)]++;
      }
    }
    // 200 or 300 expected, as 10 images of a class do not divide by 4; standard deviation 14.
    for (int[] image : times) {
      for (int count : image) {
        assertThat(count).isBetween(140, 370);
      }
    }
  }

  @Test
  void fewer_patients_than_folds_are_an_error_that_counts_them() {
    for (int i = 0; i < 12; i++) {
      addPatient("a", "covid", "patient " + i % 3);
    }
    add("b", "normal", 20);

    assertThatThrownBy(() -> stratified(5, 1))
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo(Folds.SETTING))
        .hasMessageContaining("is 5, but only 3 of them get images of class covid")
        .hasMessageContaining("there are 3 patients of it");
  }

  @Test
  void one_fold_is_refused() {
    add("a", "normal", 2);
    add("b", "covid", 2);

    assertThatThrownBy(() -> stratified(1, 1)).hasMessageContaining("is 1, but must be at least 2");
  }

  @Test
  void a_source_is_tested_by_a_model_that_has_seen_neither_it_nor_its_patients() throws Exception {
    add("first", "normal", 4);
    addPatient("first", "covid", "shared");
    add("second", "normal", 4);
    add("second", "covid", 4);
    addPatient("second", "covid", "shared");
    add("third", "normal", 3);
    add("third", "covid", 3);

    Folds folds = Folds.bySource(images);
    FoldSplit split = folds.split(0, images, CLASSES, GROUPED, new Seed(1));

    assertThat(folds.names()).containsExactly("first", "second", "third");
    assertThat(split.indices(Part.TEST)).allSatisfy(i -> assertThat(source(i)).isEqualTo("first"));
    assertThat(split.indices(Part.TEST)).hasSize(5);
    assertThat(split.indices(Part.TRAINING)).hasSize(14);
    assertThat(split.leftOut()).isEqualTo(1);
    assertThat(split.indices(Part.TRAINING))
        .allSatisfy(
            i -> {
              assertThat(source(i)).isNotEqualTo("first");
              assertThat(images.get(i).patient()).isEmpty();
            });
  }

  @Test
  void without_grouping_no_patient_is_left_out() throws Exception {
    addPatient("first", "covid", "shared");
    add("first", "normal", 2);
    addPatient("second", "covid", "shared");
    add("second", "normal", 2);

    FoldSplit split =
        Folds.bySource(images)
            .split(0, images, CLASSES, new SplitSettings(0.25, 0, false), new Seed(1));

    assertThat(split.leftOut()).isZero();
  }

  @Test
  void two_sources_of_one_class_each_cannot_be_left_out() throws Exception {
    add("first", "normal", 4);
    add("second", "covid", 4);

    Folds folds = Folds.bySource(images);

    assertThatThrownBy(() -> folds.split(1, images, CLASSES, GROUPED, new Seed(1)))
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo(Folds.SETTING))
        .hasMessageContaining("without fold second there is no image of class covid");
  }

  @Test
  void one_source_cannot_be_left_out() {
    add("only", "normal", 4);
    add("only", "covid", 4);

    assertThatThrownBy(() -> Folds.bySource(images)).hasMessageContaining("one source only");
  }

  private String source(int image) {
    return images.get(image).source();
  }

  private Folds stratified(int count, long seed) throws SettingException {
    return Folds.stratified(images, CLASSES, count, true, new Seed(seed));
  }

  private void add(String source, String label, int count) {
    for (int i = 0; i < count; i++) {
      images.add(image(source, label, Optional.empty()));
    }
  }

  private void addPatient(String source, String label, String patient) {
    images.add(image(source, label, Optional.of(patient)));
  }

  private LabeledImage image(String source, String label, Optional<String> patient) {
    return Images.of(source, images.size() + ".png", label, patient);
  }
}
