package dev.xray.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** The promises of {@link Folds}, on data sets with patients of one or both classes. */
class FoldsPropertyTest {
  private static final Classes CLASSES = new Classes("normal", "covid");

  @Property(tries = 300)
  void every_image_is_tested_once_with_all_of_its_patient_and_both_classes_in_each_fold(
      @ForAll("patients") List<Patient> patients,
      @ForAll @IntRange(min = 2, max = 8) int count,
      @ForAll long seed) {
    List<LabeledImage> images = Patient.images(patients);
    Folds folds = stratified(images, count, true, seed);

    assertThat(folds.foldOf()).hasSameSizeAs(images);
    assertThat(folds.count()).isEqualTo(count);
    Map<String, Set<Integer>> foldsOf = new HashMap<>();
    for (int i = 0; i < images.size(); i++) {
      int fold = folds.foldOf().get(i);
      images
          .get(i)
          .patient()
          .ifPresent(id -> foldsOf.computeIfAbsent(id, any -> new TreeSet<>()).add(fold));
    }
    assertThat(foldsOf.values()).allSatisfy(of -> assertThat(of).hasSize(1));
    for (String label : CLASSES.names()) {
      assertThat(sizes(folds, images, label)).doesNotContain(0);
    }
    assertThat(stratified(images, count, true, seed)).isEqualTo(folds);
  }

  @Property(tries = 300)
  void folds_of_single_images_differ_by_one_in_each_class_and_in_all(
      @ForAll("patients") List<Patient> patients,
      @ForAll @IntRange(min = 2, max = 8) int count,
      @ForAll long seed) {
    List<LabeledImage> images = Patient.images(patients);
    Folds folds = stratified(images, count, false, seed);

    int[] all = new int[count];
    for (String label : CLASSES.names()) {
      int[] sizes = sizes(folds, images, label);
      assertThat(range(sizes)).isLessThanOrEqualTo(1);
      Arrays.setAll(all, fold -> all[fold] + sizes[fold]);
    }
    assertThat(range(all)).isLessThanOrEqualTo(1);
  }

  @Property(tries = 300)
  void folds_of_patients_of_one_class_differ_by_the_largest_of_them_at_most(
      @ForAll("patientsOfOneClass") List<Patient> patients,
      @ForAll @IntRange(min = 2, max = 8) int count,
      @ForAll long seed) {
    List<LabeledImage> images = Patient.images(patients);
    Folds folds = stratified(images, count, true, seed);

    assertThat(range(sizes(folds, images, "normal")))
        .isLessThanOrEqualTo(patients.stream().mapToInt(Patient::negatives).max().orElse(0));
    assertThat(range(sizes(folds, images, "covid")))
        .isLessThanOrEqualTo(patients.stream().mapToInt(Patient::positives).max().orElse(0));
  }

  @Property(tries = 200)
  void a_training_has_every_image_once_and_no_patient_on_two_sides(
      @ForAll("patients") List<Patient> patients,
      @ForAll @IntRange(min = 2, max = 5) int count,
      @ForAll @DoubleRange(max = 0.3) double validation,
      @ForAll long seed)
      throws Exception {
    List<LabeledImage> images = Patient.images(patients);
    Folds folds = stratified(images, count, true, seed);
    SplitSettings settings = new SplitSettings(0.25, validation < 0.1 ? 0 : validation, true);
    for (int fold = 0; fold < count; fold++) {
      FoldSplit split;
      try {
        split = folds.split(fold, images, CLASSES, settings, new Seed(seed));
      } catch (SettingException tooFew) {
        assertThat(tooFew.setting()).isEqualTo("split.validationShare");
        return;
      }
      assertThat(split.leftOut()).isZero();
      assertThat(split.indices(Part.TEST)).isEqualTo(tested(folds, fold));
      assertThat(PatientSeparation.of(images, split.split()).separated()).isTrue();
      for (String label : CLASSES.names()) {
        assertThat(count(split, Part.TRAINING, images, label)).isPositive();
        assertThat(count(split, Part.VALIDATION, images, label) > 0)
            .isEqualTo(settings.validationShare() > 0);
      }
      assertThat(folds.split(fold, images, CLASSES, settings, new Seed(seed))).isEqualTo(split);
    }
  }

  @Provide
  Arbitrary<List<Patient>> patients() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 8),
            Arbitraries.integers().between(0, 8),
            Arbitraries.of(true, true, true, false))
        .as(Patient::of)
        .list()
        .ofMinSize(20)
        .ofMaxSize(80);
  }

  @Provide
  Arbitrary<List<Patient>> patientsOfOneClass() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 12),
            Arbitraries.of(true, false),
            Arbitraries.of(true, true, true, false))
        .as((size, positive, known) -> Patient.of(positive ? 0 : size, positive ? size : 0, known))
        .list()
        .ofMinSize(20)
        .ofMaxSize(80);
  }

  /** Folds, unless there are too few patients of a class. */
  private static Folds stratified(
      List<LabeledImage> images, int count, boolean groupByPatient, long seed) {
    try {
      return Folds.stratified(images, CLASSES, count, groupByPatient, new Seed(seed));
    } catch (SettingException tooFew) {
      assertThat(tooFew.setting()).isEqualTo(Folds.SETTING);
      Assume.that(false);
      throw new IllegalStateException(tooFew);
    }
  }

  private static List<Integer> tested(Folds folds, int fold) {
    return IntStream.range(0, folds.foldOf().size())
        .filter(i -> folds.foldOf().get(i) == fold)
        .boxed()
        .toList();
  }

  private static int[] sizes(Folds folds, List<LabeledImage> images, String label) {
    int[] sizes = new int[folds.count()];
    for (int i = 0; i < images.size(); i++) {
      if (images.get(i).label().equals(label)) {
        sizes[folds.foldOf().get(i)]++;
      }
    }
    return sizes;
  }

  private static int range(int[] sizes) {
    return Arrays.stream(sizes).max().orElseThrow() - Arrays.stream(sizes).min().orElseThrow();
  }

  private static long count(FoldSplit split, Part part, List<LabeledImage> images, String label) {
    return new HashSet<>(split.indices(part))
        .stream().filter(i -> images.get(i).label().equals(label)).count();
  }
}
