package dev.xray.core.report;

import dev.xray.core.evaluation.Metric;
import dev.xray.core.report.ComparisonDocument.Beside;
import dev.xray.core.report.ComparisonDocument.BesideAt;
import dev.xray.core.report.ComparisonDocument.DifferenceDocument;
import dev.xray.core.report.ComparisonDocument.Paired;
import dev.xray.core.report.ComparisonDocument.PairedAt;
import dev.xray.core.report.ComparisonDocument.SetComparison;
import dev.xray.core.report.ComparisonDocument.SliceComparison;
import dev.xray.core.report.ComparisonDocument.WholeSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A comparison in a build's log, which is to stay short; the file has all. */
final class ComparisonLog {
  private static final List<Metric> SHORT =
      List.of(
          Metric.ROC_AUC,
          Metric.PR_AUC,
          Metric.LOG_LOSS,
          Metric.BRIER,
          Metric.SENSITIVITY,
          Metric.SPECIFICITY,
          Metric.ACCURACY);

  private static final String LINE = "  %-18s %-12s %-12s %-27s %s";
  private static final String SLICE = "  %-27s %-24s %-24s %s";

  private final ComparisonDocument document;
  private final List<String> lines = new ArrayList<>();

  ComparisonLog(ComparisonDocument document) {
    this.document = document;
  }

  /** The test set, the external sets, its slices, and what only one of them has. */
  List<String> lines() {
    lines.add(
        "Compared with "
            + document.baseline().origin()
            + ": the model "
            + ComparisonCells.names(document)
            + subject(document.paired()));
    set(document.paired(), document.wholeSets());
    for (SetComparison external : document.externalSets()) {
      lines.add("External set " + external.name() + subject(external.paired()));
      set(external.paired(), external.wholeSets());
    }
    slices();
    ComparisonCells.only("this build", document.onlyCurrent()).ifPresent(lines::add);
    ComparisonCells.only(document.baseline().origin(), document.onlyBaseline())
        .ifPresent(lines::add);
    return lines;
  }

  private String subject(Optional<Paired> paired) {
    return paired
        .map(found -> ", on " + ComparisonCells.images(document.current(), found))
        .orElse("; whole test sets side by side, nothing is tested");
  }

  private void set(Optional<Paired> paired, WholeSets wholeSets) {
    if (paired.isEmpty()) {
      wholeSets(wholeSets);
      return;
    }
    lines.add(line("", "this build", "baseline", "difference [95% interval]", "test"));
    paired(ComparisonCells.SCORES, paired.get().scores());
    for (PairedAt at : paired.get().thresholds()) {
      lines.add("  at threshold " + ComparisonCells.thresholds(at));
      paired(ComparisonCells.FIGURES, at.figures());
    }
  }

  private void wholeSets(WholeSets wholeSets) {
    lines.add(line("", "this build", "baseline", "difference", ""));
    besides(ComparisonCells.SCORES, wholeSets.scores());
    for (BesideAt at : wholeSets.thresholds()) {
      lines.add("  at threshold " + Numbers.threshold(at.threshold()));
      besides(ComparisonCells.FIGURES, at.figures());
    }
  }

  private void besides(List<Metric> order, Map<String, Beside> figures) {
    for (Metric metric : order) {
      Beside beside = figures.get(metric.key());
      if (beside != null && SHORT.contains(metric)) {
        lines.add(
            line(
                metric.text(),
                beside.current().map(ComparisonCells::value).orElse("-"),
                beside.baseline().map(ComparisonCells::value).orElse("-"),
                ComparisonCells.difference(beside),
                ""));
      }
    }
  }

  private void paired(List<Metric> order, Map<String, DifferenceDocument> figures) {
    for (Metric metric : order) {
      DifferenceDocument one = figures.get(metric.key());
      if (one != null && SHORT.contains(metric)) {
        lines.add(
            line(
                metric.text(),
                ComparisonCells.value(one.current()),
                ComparisonCells.value(one.baseline()),
                ComparisonCells.difference(one),
                one.test().map(test -> ComparisonCells.test(one, test)).orElse("")));
      }
    }
  }

  private static String line(String... cells) {
    return String.format(Locale.ROOT, LINE, (Object[]) cells).stripTrailing();
  }

  // Slices.

  private void slices() {
    List<SliceComparison> tested =
        document.slices().stream()
            .filter(slice -> slice.paired().isPresent() && !slice.tooSmall())
            .toList();
    if (!document.slices().isEmpty()) {
      long small = document.slices().stream().filter(SliceComparison::tooSmall).count();
      lines.add(
          Numbers.count(document.slices().size(), "slice")
              + " of the test set, "
              + small
              + " of them too small for a statement: see the file");
    }
    if (!tested.isEmpty()) {
      lines.add(
          slice(
              "difference [95% interval]",
              "ROC AUC",
              "sensitivity",
              "specificity, at threshold "
                  + ComparisonCells.thresholds(
                      tested.get(0).paired().orElseThrow().thresholds().get(0))));
    }
    for (SliceComparison one : tested) {
      List<String> cells = new ArrayList<>(List.of(one.name().toString()));
      ComparisonCells.OF_SLICES.forEach(
          metric ->
              cells.add(
                  ComparisonCells.difference(one, metric)
                      .map(ComparisonCells::difference)
                      .orElse("-")));
      lines.add(slice(cells.toArray(String[]::new)));
    }
  }

  private static String slice(String... cells) {
    return String.format(Locale.ROOT, SLICE, (Object[]) cells).stripTrailing();
  }
}
