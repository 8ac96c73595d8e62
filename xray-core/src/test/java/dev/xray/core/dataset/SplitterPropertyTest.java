package dev.xray.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/** The promises of {@link Splitter}, on data sets with patients of one or both classes. */
class SplitterPropertyTest {
  private static final Classes CLASSES = new Classes("normal", "covid");

  @Property(tries = 300)
  void no_patient_stands_on_two_sides_and_both_classes_stand_on_each(
      @ForAll("patients") List<Patient> patients,
      @ForAll @DoubleRange(min = 0.1, max = 0.5) double test,
      @ForAll @DoubleRange(max = 0.3) double validation,
      @ForAll long seed)
      throws Exception {
    List<LabeledImage> images = Patient.images(patients);
    SplitSettings settings = new SplitSettings(test, validation < 0.1 ? 0 : validation, true);
    Split split;
    try {
      split = Splitter.split(images, CLASSES, settings, new Seed(seed));
    } catch (SettingException tooFew) {
      return;
    }
    assertThat(split.parts()).hasSameSizeAs(images);
    assertThat(PatientSeparation.of(images, split).separated()).isTrue();
    for (Part part : Part.values()) {
      if (part != Part.VALIDATION || settings.validationShare() > 0) {
        assertThat(count(images, split, part, "normal")).isPositive();
        assertThat(count(images, split, part, "covid")).isPositive();
      }
    }
    assertThat(Splitter.split(images, CLASSES, settings, new Seed(seed))).isEqualTo(split);
  }

  @Property(tries = 300)
  void the_test_part_is_within_two_images_of_the_asked_size_if_any_choice_of_patients_is(
      @ForAll("fewPatients") List<Patient> patients,
      @ForAll @DoubleRange(min = 0.1, max = 0.5) double test,
      @ForAll long seed)
      throws Exception {
    List<LabeledImage> images = Patient.images(patients);
    int negatives = wanted(patients.stream().mapToInt(Patient::negatives).sum(), test);
    int positives = wanted(patients.stream().mapToInt(Patient::positives).sum(), test);
    if (!anyChoiceIsClose(patients, negatives, positives)) {
      return;
    }

    Split split = Splitter.split(images, CLASSES, new SplitSettings(test, 0, true), new Seed(seed));

    assertThat(count(images, split, Part.TEST, "normal") - negatives).isBetween(-2, 2);
    assertThat(count(images, split, Part.TEST, "covid") - positives).isBetween(-2, 2);
  }

  @Property(tries = 100)
  void ungrouped_every_class_is_divided_exactly(
      @ForAll("patients") List<Patient> patients,
      @ForAll @DoubleRange(min = 0.1, max = 0.5) double test,
      @ForAll long seed)
      throws Exception {
    List<LabeledImage> images = Patient.images(patients);
    int negatives = patients.stream().mapToInt(Patient::negatives).sum();
    int positives = patients.stream().mapToInt(Patient::positives).sum();
    if (negatives < 2 || positives < 2) {
      return;
    }

    Split split =
        Splitter.split(images, CLASSES, new SplitSettings(test, 0, false), new Seed(seed));

    assertThat(count(images, split, Part.TEST, "normal")).isEqualTo(wanted(negatives, test));
    assertThat(count(images, split, Part.TEST, "covid")).isEqualTo(wanted(positives, test));
  }

  @Provide
  Arbitrary<List<Patient>> patients() {
    return patient().list().ofMinSize(2).ofMaxSize(60);
  }

  @Provide
  Arbitrary<List<Patient>> fewPatients() {
    return patient().list().ofMinSize(2).ofMaxSize(11);
  }

  private static Arbitrary<Patient> patient() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 8),
            Arbitraries.integers().between(0, 8),
            Arbitraries.of(0, 1, 2),
            Arbitraries.of(true, true, true, false))
        .as(
            (negatives, positives, kind, known) ->
                Patient.of(kind == 1 ? 0 : negatives, kind == 2 ? 0 : positives, known));
  }

  private static int wanted(int images, double share) {
    return Math.max(1, Math.min(images - 1, (int) Math.ceil(images * share - 1e-9)));
  }

  /** Tries every choice that takes some and leaves some of each class. */
  private static boolean anyChoiceIsClose(
      List<Patient> patients, int wantedNegatives, int wantedPositives) {
    int allNegatives = patients.stream().mapToInt(Patient::negatives).sum();
    int allPositives = patients.stream().mapToInt(Patient::positives).sum();
    for (int choice = 0; choice < 1 << patients.size(); choice++) {
      int negatives = 0;
      int positives = 0;
      for (int i = 0; i < patients.size(); i++) {
        if ((choice >> i & 1) == 1) {
          negatives += patients.get(i).negatives();
          positives += patients.get(i).positives();
        }
      }
      if (negatives > 0
          && positives > 0
          && negatives < allNegatives
          && positives < allPositives
          && Math.abs(negatives - wantedNegatives) <= 2
          && Math.abs(positives - wantedPositives) <= 2) {
        return true;
      }
    }
    return false;
  }

  private static int count(List<LabeledImage> images, Split split, Part part, String label) {
    return (int)
        split.indices(part).stream().filter(i -> images.get(i).label().equals(label)).count();
  }
}
