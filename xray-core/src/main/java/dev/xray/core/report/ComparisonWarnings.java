package dev.xray.core.report;

import dev.xray.core.report.ComparisonDocument.Images;
import dev.xray.core.report.ComparisonDocument.Paired;
import dev.xray.core.report.ComparisonDocument.SetComparison;
import dev.xray.core.report.ComparisonDocument.SliceComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a reader of a comparison must know before its figures. */
final class ComparisonWarnings {
  private final Compared current;
  private final Compared baseline;
  private final SetComparison test;
  private final List<SetComparison> externals;
  private final List<SliceComparison> slices;
  private final List<String> warnings = new ArrayList<>();

  ComparisonWarnings(
      Compared current,
      Compared baseline,
      SetComparison test,
      List<SetComparison> externals,
      List<SliceComparison> slices) {
    this.current = current;
    this.baseline = baseline;
    this.test = test;
    this.externals = externals;
    this.slices = slices;
  }

  List<String> all() {
    classes();
    if (test.images().isPresent()) {
      images(test, "test set", "test sets");
      externals.forEach(
          set -> images(set, "external set " + set.name(), "external sets " + set.name()));
      slices();
    } else {
      unknownImages();
    }
    thresholds();
    if (Stream.concat(Stream.of(test), externals.stream())
        .flatMap(set -> set.paired().stream())
        .anyMatch(Paired::repeatedPatients)) {
      warnings.add(
          "Some patients have several of these images. The intervals and DeLong's test allow for"
              + " that; McNemar's p does not: it takes images for independent, and is too small"
              + " where those of a patient go together.");
    }
    String model = current.evaluation().provenance().digests().getOrDefault("model", "none");
    if (model.equals(baseline.evaluation().provenance().digests().get("model"))) {
      warnings.add("Both evaluations are of the very same model.");
    }
    return warnings;
  }

  private void classes() {
    if (!current.evaluation().classes().equals(baseline.evaluation().classes())) {
      warnings.add(
          "The classes differ: "
              + String.join(" and ", current.evaluation().classes().names())
              + " here, "
              + String.join(" and ", baseline.evaluation().classes().names())
              + " in "
              + baseline.origin()
              + ". Figures of one class say nothing about another; no difference is tested.");
    }
  }

  private void unknownImages() {
    Compared without = current.predictions().isEmpty() ? current : baseline;
    warnings.add(
        "Of "
            + without.origin()
            + " there is no predictions.csv: which images both have tested is not known, and no"
            + " difference is tested.");
  }

  /**
   * What is to be known of a set.
   *
   * @param one what a reader calls it
   * @param both the same of two
   */
  private void images(SetComparison set, String one, String both) {
    Images counts = set.images().orElseThrow();
    if (!counts.same()) {
      warnings.add(differ(set, counts, both));
    }
    if (counts.labelsDiffer() > 0) {
      warnings.add(
          Numbers.count(counts.labelsDiffer(), "common image")
              + (set == test ? "" : " of the " + both)
              + (counts.labelsDiffer() == 1 ? " has" : " have")
              + " another label here than in "
              + baseline.origin()
              + ", and no part in the tests.");
    }
    learned(counts, one);
    if (counts.repeated() > 0) {
      warnings.add(
          (set == test
                  ? Numbers.count(counts.repeated(), "test image")
                  : Numbers.count(counts.repeated(), "image") + " of the " + both)
              + (counts.repeated() == 1 ? " repeats" : " repeat")
              + " the pixels of another; in the tests each picture counts once.");
    }
  }

  private String differ(SetComparison set, Images counts, String both) {
    return (set == test ? "THE TEST SETS" : "THE EXTERNAL SETS " + set.name())
        + " DIFFER: "
        + Numbers.count(counts.current(), "image")
        + " here, "
        + counts.baseline()
        + " in "
        + baseline.origin()
        + ", "
        + counts.common()
        + " in both. Figures of the whole "
        + both
        + " stand side by side, and their differences are no evidence; "
        + (set.paired().isPresent()
            ? "tests rest on the " + Numbers.count(counts.paired(), "common image") + " alone."
            : "there is no image to test a difference on.");
  }

  private void learned(Images counts, String set) {
    if (counts.learnedByBaseline() > 0) {
      warnings.add(
          baseline.origin()
              + " HAS LEARNED FROM "
              + Numbers.count(counts.learnedByBaseline(), "image")
              + " of this "
              + set
              + " (training or validation): a comparison on them would be unfair, and the tests"
              + " leave them out.");
    }
    if (counts.learnedByCurrent() > 0) {
      warnings.add(
          "This build has learned from "
              + Numbers.count(counts.learnedByCurrent(), "image")
              + " of the "
              + set
              + " of "
              + baseline.origin()
              + " (training or validation); the tests leave them out.");
    }
  }

  /** Of one test set, a slice that has other counts has other metadata. */
  private void slices() {
    List<String> differ =
        slices.stream()
            .filter(slice -> test.sameImages() && !slice.current().equals(slice.baseline()))
            .map(
                slice ->
                    slice.name()
                        + " ("
                        + slice.current().images()
                        + " here, "
                        + slice.baseline().images()
                        + " there)")
            .toList();
    if (!differ.isEmpty()) {
      warnings.add(
          "The test sets are the same, but not what the metadata say of the images, so that these"
              + " slices differ: "
              + String.join(", ", differ)
              + ". Tests rest on the slices of this build.");
    }
    if (!slices.isEmpty()
        && current.predictions().orElseThrow().rows().stream()
            .allMatch(row -> row.slices().isEmpty())) {
      warnings.add(
          "The predictions.csv of this build does not say which image belongs to which slice: no"
              + " difference of a slice is tested. Evaluate again for a table that does.");
    }
  }

  private void thresholds() {
    List<Double> here = current.thresholds();
    List<Double> there = baseline.thresholds();
    if (!here.equals(there)) {
      warnings.add(
          "The thresholds differ: "
              + list(here)
              + " here, "
              + list(there)
              + " in "
              + baseline.origin()
              + ".");
    }
  }

  private static String list(List<Double> thresholds) {
    return String.join(", ", thresholds.stream().map(Numbers::threshold).toList());
  }
}
