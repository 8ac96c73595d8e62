package dev.xray.core.report;

import dev.xray.core.evaluation.PairedCase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which test images two evaluations share. An image is known by the digest of its pixels; one that
 * a set has several times counts once.
 */
final class ImageMatch {
  private static final Set<String> LEARNED = Set.of("training", "validation");

  private final String positive;
  private final SortedMap<String, Predictions.Row> current;
  private final SortedMap<String, Predictions.Row> baseline;
  private final Set<String> learnedByCurrent;
  private final Set<String> learnedByBaseline;
  private final int repeated;
  private final List<PairedCase> cases = new ArrayList<>();
  private int common;
  private int labelsDiffer;
  private int learned;

  /**
   * Matches.
   *
   * @param positive name of the positive class
   */
  ImageMatch(Predictions current, Predictions baseline, String positive) {
    this.positive = positive;
    this.current = test(current);
    this.baseline = test(baseline);
    learnedByCurrent = learned(current);
    learnedByBaseline = learned(baseline);
    repeated = count(current) + count(baseline) - this.current.size() - this.baseline.size();
    this.current.forEach(this::match);
  }

  private static SortedMap<String, Predictions.Row> test(Predictions predictions) {
    SortedMap<String, Predictions.Row> images = new TreeMap<>();
    predictions.rows().stream()
        .filter(row -> row.part().equals(Compared.SET))
        .forEach(row -> images.putIfAbsent(row.pixels(), row));
    return images;
  }

  private static int count(Predictions predictions) {
    return (int) predictions.rows().stream().filter(row -> row.part().equals(Compared.SET)).count();
  }

  private static Set<String> learned(Predictions predictions) {
    Set<String> images = new HashSet<>();
    predictions.rows().stream()
        .filter(row -> LEARNED.contains(row.part()))
        .forEach(row -> images.add(row.pixels()));
    return images;
  }

  private void match(String pixels, Predictions.Row one) {
    Predictions.Row other = baseline.get(pixels);
    if (other == null) {
      return;
    }
    common++;
    if (!one.label().equals(other.label())) {
      labelsDiffer++;
    } else if (learnedByCurrent.contains(pixels) || learnedByBaseline.contains(pixels)) {
      learned++;
    } else {
      cases.add(
          new PairedCase(
              one.label().equals(positive), one.probability(), other.probability(), one.patient()));
    }
  }

  /**
   * Images that both have tested, that have one label, and that neither has learned from, in the
   * order of their digests. Patients are those of the current evaluation.
   */
  List<PairedCase> cases() {
    return cases;
  }

  ComparisonDocument.Images counts() {
    return new ComparisonDocument.Images(
        current.size(),
        baseline.size(),
        common,
        labelsDiffer,
        count(current.keySet(), learnedByBaseline),
        count(baseline.keySet(), learnedByCurrent),
        learned,
        repeated,
        cases.size());
  }

  private static int count(Set<String> images, Set<String> learned) {
    return (int) images.stream().filter(learned::contains).count();
  }
}
