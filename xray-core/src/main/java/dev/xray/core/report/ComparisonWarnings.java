package dev.xray.core.report;

import dev.xray.core.report.ComparisonDocument.Images;
import dev.xray.core.report.ComparisonDocument.Paired;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reader of a comparison must know before its figures. */
final class ComparisonWarnings {
  private final Compared current;
  private final Compared baseline;
  private final Optional<Images> images;
  private final Optional<Paired> paired;
  private final List<String> warnings = new ArrayList<>();

  ComparisonWarnings(
      Compared current, Compared baseline, Optional<Images> images, Optional<Paired> paired) {
    this.current = current;
    this.baseline = baseline;
    this.images = images;
    this.paired = paired;
  }

  List<String> all() {
    classes();
    images.ifPresentOrElse(this::images, this::unknownImages);
    thresholds();
    if (paired.isPresent() && paired.get().repeatedPatients()) {
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

  private void images(Images counts) {
    if (!counts.same()) {
      warnings.add(
          "THE TEST SETS DIFFER: "
              + Numbers.count(counts.current(), "image")
              + " here, "
              + counts.baseline()
              + " in "
              + baseline.origin()
              + ", "
              + counts.common()
              + " in both. Figures of the whole test sets stand side by side, and their"
              + " differences are no evidence; "
              + (paired.isPresent()
                  ? "tests rest on the "
                      + Numbers.count(counts.paired(), "common image")
                      + " alone."
                  : "there is no image to test a difference on."));
    }
    if (counts.labelsDiffer() > 0) {
      warnings.add(
          Numbers.count(counts.labelsDiffer(), "common image")
              + (counts.labelsDiffer() == 1 ? " has" : " have")
              + " another label here than in "
              + baseline.origin()
              + ", and no part in the tests.");
    }
    learned(counts);
    if (counts.repeated() > 0) {
      warnings.add(
          Numbers.count(counts.repeated(), "test image")
              + (counts.repeated() == 1 ? " repeats" : " repeat")
              + " the pixels of another; in the tests each picture counts once.");
    }
  }

  private void learned(Images counts) {
    if (counts.learnedByBaseline() > 0) {
      warnings.add(
          baseline.origin()
              + " HAS LEARNED FROM "
              + Numbers.count(counts.learnedByBaseline(), "image")
              + " of this test set (training or validation): a comparison on them would be unfair,"
              + " and the tests leave them out.");
    }
    if (counts.learnedByCurrent() > 0) {
      warnings.add(
          "This build has learned from "
              + Numbers.count(counts.learnedByCurrent(), "image")
              + " of the test set of "
              + baseline.origin()
              + " (training or validation); the tests leave them out.");
    }
  }

  private void thresholds() {
    List<Double> here = Comparison.thresholds(current.test());
    List<Double> there = Comparison.thresholds(baseline.test());
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
