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
import java.util.stream.Stream;

/** A comparison as a page: the test set first, then external sets, then slices. */
final class ComparisonMarkdown {
  private final ComparisonDocument document;
  private final List<String> lines = new ArrayList<>();

  ComparisonMarkdown(ComparisonDocument document) {
    this.document = document;
  }

  String text() {
    add(
        "# "
            + ComparisonCells.names(document)
            + ": this build against "
            + document.baseline().origin());
    add(document.disclaimer());
    document.warnings().forEach(warning -> lines.add("- **Note:** " + warning));
    if (!document.warnings().isEmpty()) {
      lines.add("");
    }
    document.paired().ifPresent(paired -> paired("On the same images", paired));
    if (document.paired().isEmpty() || !document.sameTestSet()) {
      wholeSets("Whole test sets side by side", document.wholeSets());
    }
    document.externalSets().forEach(this::external);
    slices();
    Stream.of(
            ComparisonCells.only("this build", document.onlyCurrent()),
            ComparisonCells.only(document.baseline().origin(), document.onlyBaseline()))
        .flatMap(Optional::stream)
        .forEach(only -> add(Markdown.cell(only)));
    document.allPaired().findFirst().ifPresent(this::howToRead);
    return String.join("\n", lines).stripTrailing() + "\n";
  }

  /** A paragraph. */
  private void add(String paragraph) {
    lines.add(paragraph);
    lines.add("");
  }

  private void external(SetComparison set) {
    String name = "External set " + set.name() + ": ";
    set.paired().ifPresent(paired -> paired(name + "on the same images", paired));
    if (set.paired().isEmpty() || !set.sameImages()) {
      wholeSets(name + "whole sets side by side", set.wholeSets());
    }
  }

  private void paired(String title, Paired paired) {
    add("## " + title);
    add(capital(ComparisonCells.images(document.current(), paired)) + ".");
    differences(ComparisonCells.SCORES, paired.scores());
    for (PairedAt at : paired.thresholds()) {
      add("### At threshold " + ComparisonCells.thresholds(at));
      differences(ComparisonCells.FIGURES, at.figures());
    }
  }

  private void differences(List<Metric> order, Map<String, DifferenceDocument> figures) {
    lines.add("| | this build | baseline | difference, 95% interval | test |");
    lines.add("|---|---|---|---|---|");
    for (Metric metric : order) {
      DifferenceDocument one = figures.get(metric.key());
      if (one != null) {
        row(
            metric.text(),
            ComparisonCells.value(one.current()),
            ComparisonCells.value(one.baseline()),
            ComparisonCells.difference(one)
                + one.noInterval().map(reason -> " (no interval: " + reason + ")").orElse(""),
            one.test().map(test -> ComparisonCells.test(one, test)).orElse(""));
      }
    }
    lines.add("");
  }

  private void wholeSets(String title, WholeSets wholeSets) {
    add("## " + title);
    add("No difference in these tables is tested.");
    besides(ComparisonCells.SCORES, wholeSets.scores());
    for (BesideAt at : wholeSets.thresholds()) {
      add("### At threshold " + Numbers.threshold(at.threshold()));
      besides(ComparisonCells.FIGURES, at.figures());
    }
  }

  private void besides(List<Metric> order, Map<String, Beside> figures) {
    lines.add("| | this build | baseline | difference |");
    lines.add("|---|---|---|---|");
    for (Metric metric : order) {
      Beside beside = figures.get(metric.key());
      if (beside != null) {
        row(
            metric.text(),
            beside.current().map(ComparisonCells::estimate).orElse("not evaluated"),
            beside.baseline().map(ComparisonCells::estimate).orElse("not evaluated"),
            ComparisonCells.difference(beside));
      }
    }
    lines.add("");
  }

  private void row(String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  // Slices of the test set: one row each, those that are tested first.

  private void slices() {
    List<SliceComparison> tested =
        document.slices().stream().filter(slice -> slice.paired().isPresent()).toList();
    List<SliceComparison> others =
        document.slices().stream().filter(slice -> slice.paired().isEmpty()).toList();
    if (!tested.isEmpty()) {
      PairedAt at = tested.get(0).paired().orElseThrow().thresholds().get(0);
      add("## Slices of the test set, on the same images");
      add(
          "Differences with 95% interval and p, at threshold "
              + ComparisonCells.thresholds(at)
              + "; `comparison.json` has all figures. Many slices are many chances to find"
              + " something. A slice is small where a class has fewer than "
              + SliceReport.FEWEST
              + " images: it allows no statement, and no test is shown.");
      table(tested, this::difference);
    }
    if (!others.isEmpty()) {
      add("## Slices of the test set, side by side");
      add(
          "This build, then the baseline"
              + others.get(0).wholeSets().thresholds().stream()
                  .findFirst()
                  .map(at -> ", at threshold " + Numbers.threshold(at.threshold()))
                  .orElse("")
              + ". No difference in this table is tested.");
      table(others, ComparisonMarkdown::beside);
    }
  }

  /** A cell of a figure. */
  private interface Cell {
    String of(SliceComparison slice, Metric metric);
  }

  private void table(List<SliceComparison> slices, Cell cell) {
    lines.add("| slice | images | ROC AUC | sensitivity | specificity |");
    lines.add("|---|---|---|---|---|");
    for (SliceComparison slice : slices) {
      List<String> cells = new ArrayList<>();
      cells.add(Markdown.cell(slice.name().toString()) + (slice.tooSmall() ? " (small)" : ""));
      cells.add(Markdown.cell(ComparisonCells.images(document.current(), slice)));
      ComparisonCells.OF_SLICES.forEach(metric -> cells.add(cell.of(slice, metric)));
      row(cells.toArray(String[]::new));
    }
    lines.add("");
  }

  private String difference(SliceComparison slice, Metric metric) {
    return ComparisonCells.difference(slice, metric)
        .map(
            one ->
                ComparisonCells.difference(one)
                    + one.test()
                        .filter(test -> !slice.tooSmall())
                        .map(test -> ", " + ComparisonCells.p(test))
                        .orElse(""))
        .orElse("-");
  }

  private static String beside(SliceComparison slice, Metric metric) {
    return ComparisonCells.beside(slice, metric)
        .map(
            one ->
                one.current().map(ComparisonCells::value).orElse("-")
                    + ", "
                    + one.baseline().map(ComparisonCells::value).orElse("-"))
        .orElse("-");
  }

  // Notes.

  private void howToRead(Paired paired) {
    add(
        "A difference is this build minus the baseline; for log loss, Brier score and ECE less is"
            + " better. Intervals: "
            + methods()
            + String.format(
                Locale.ROOT,
                ". One with a ~ is approximate. Bootstrap: %,d resamples, seed %d. p is two-sided and not corrected for the"
                    + " number of tests.",
                paired.bootstrap(),
                paired.seed()));
  }

  /** Those of the intervals that are shown. */
  private String methods() {
    List<String> methods =
        document
            .allPaired()
            .flatMap(
                paired ->
                    Stream.concat(
                        paired.scores().values().stream(),
                        paired.thresholds().stream().flatMap(at -> at.figures().values().stream())))
            .flatMap(one -> one.intervals().stream().limit(1))
            .map(
                interval ->
                    interval.method().text() + (interval.approximate() ? ", approximate" : ""))
            .distinct()
            .sorted()
            .toList();
    return methods.isEmpty() ? "none" : String.join("; ", methods);
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
