package dev.xray.core.report;

import dev.xray.core.evaluation.PairedCase;
import dev.xray.core.evaluation.gate.SliceName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which images of a set, such as the test set, two evaluations share. An image is known by the
 * digest of its pixels; one that a set has several times counts once.
 */
final class ImageMatch {
  private static final Set<String> LEARNED = Set.of("training", "validation");

  private final String positive;
  private final SortedMap<String, Predictions.Row> current;
  private final SortedMap<String, Predictions.Row> baseline;
  private final Set<String> learnedByCurrent;
  private final Set<String> learnedByBaseline;
  private final int repeated;
  private final List<Matched> matched = new ArrayList<>();
  private int common;
  private int labelsDiffer;
  private int learned;

  private record Matched(Predictions.Row current, PairedCase paired) {}

  /**
   * Matches.
   *
   * @param set its name in both
   * @param positive name of the positive class
   */
  ImageMatch(Predictions current, Predictions baseline, String set, String positive) {
    this.positive = positive;
    this.current = images(current, set);
    this.baseline = images(baseline, set);
    learnedByCurrent = learned(current);
    learnedByBaseline = learned(baseline);
    repeated =
        current.count(set) + baseline.count(set) - this.current.size() - this.baseline.size();
    this.current.forEach(this::match);
  }

  private static SortedMap<String, Predictions.Row> images(Predictions predictions, String set) {
    SortedMap<String, Predictions.Row> images = new TreeMap<>();
    predictions.rows().stream()
        .filter(row -> row.part().equals(set))
        .forEach(row -> images.putIfAbsent(row.pixels(), row));
    return images;
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
      matched.add(
          new Matched(
              one,
              new PairedCase(
                  one.label().equals(positive),
                  one.probability(),
                  other.probability(),
                  one.patient())));
    }
  }

  /**
   * Images that both have tested, that have one label, and that neither has learned from, in the
   * order of their digests. Patients are those of the current evaluation.
   */
  List<PairedCase> cases() {
    return matched.stream().map(Matched::paired).toList();
  }

  /** Those of a slice, as the current evaluation makes it. */
  List<PairedCase> cases(SliceName slice) {
    return matched.stream()
        .filter(one -> slice.value().equals(one.current().slices().get(slice.column())))
        .map(Matched::paired)
        .toList();
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
        matched.size());
  }

  private static int count(Set<String> images, Set<String> learned) {
    return (int) images.stream().filter(learned::contains).count();
  }
}
