package dev.xray.core.report;

import dev.xray.core.evaluation.Metric;
import dev.xray.core.report.ComparisonDocument.Beside;
import dev.xray.core.report.ComparisonDocument.DifferenceDocument;
import dev.xray.core.report.ComparisonDocument.Paired;
import dev.xray.core.report.ComparisonDocument.PairedAt;
import dev.xray.core.report.ComparisonDocument.TestDocument;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import dev.xray.core.report.EvaluationDocument.IntervalDocument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** A comparison in words and tables. */
final class ComparisonText {
  private static final List<Metric> SCORES =
      List.of(Metric.ROC_AUC, Metric.PR_AUC, Metric.LOG_LOSS, Metric.BRIER, Metric.ECE);
  private static final List<Metric> FIGURES =
      List.of(
          Metric.SENSITIVITY,
          Metric.SPECIFICITY,
          Metric.ACCURACY,
          Metric.BALANCED_ACCURACY,
          Metric.PPV,
          Metric.NPV,
          Metric.PPV_AT_PREVALENCE,
          Metric.NPV_AT_PREVALENCE,
          Metric.F1,
          Metric.MCC);

  /** Those of a build's log, which is to stay short; the file has all. */
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

  private final ComparisonDocument document;

  ComparisonText(ComparisonDocument document) {
    this.document = document;
  }

  // The log.

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Compared with " + document.baseline().origin() + ": the model " + names() + subject());
    if (document.paired().isEmpty()) {
      wholeSets(lines);
      return lines;
    }
    Paired paired = document.paired().get();
    lines.add(line("", "this build", "baseline", "difference [95% interval]", "test"));
    paired(lines, SCORES, paired.scores());
    for (PairedAt at : paired.thresholds()) {
      lines.add("  at threshold " + thresholds(at));
      paired(lines, FIGURES, at.figures());
    }
    return lines;
  }

  private String names() {
    String current = document.current().name();
    String baseline = document.baseline().name();
    return current.equals(baseline) ? current : current + " against " + baseline;
  }

  private String subject() {
    return document
        .paired()
        .map(paired -> ", on " + images(paired))
        .orElse("; whole test sets side by side, nothing is tested");
  }

  private String images(Paired paired) {
    return String.format(
        Locale.ROOT,
        "%s that both have tested (%d %s, %d %s)",
        Numbers.count(paired.images(), "image"),
        paired.positives(),
        document.current().classes().positive(),
        paired.negatives(),
        document.current().classes().negative());
  }

  private void wholeSets(List<String> lines) {
    lines.add(line("", "this build", "baseline", "difference", ""));
    besides(lines, SCORES, document.wholeSets().scores());
    for (ComparisonDocument.BesideAt at : document.wholeSets().thresholds()) {
      lines.add("  at threshold " + Numbers.threshold(at.threshold()));
      besides(lines, FIGURES, at.figures());
    }
  }

  private static void besides(List<String> lines, List<Metric> order, Map<String, Beside> figures) {
    for (Metric metric : order) {
      Beside beside = figures.get(metric.key());
      if (beside != null && SHORT.contains(metric)) {
        lines.add(
            line(
                metric.text(),
                beside.current().map(ComparisonText::value).orElse("-"),
                beside.baseline().map(ComparisonText::value).orElse("-"),
                difference(beside),
                ""));
      }
    }
  }

  private static void paired(
      List<String> lines, List<Metric> order, Map<String, DifferenceDocument> figures) {
    for (Metric metric : order) {
      DifferenceDocument one = figures.get(metric.key());
      if (one != null && SHORT.contains(metric)) {
        lines.add(
            line(
                metric.text(),
                value(one.current()),
                value(one.baseline()),
                difference(one),
                one.test().map(test -> test(one, test)).orElse("")));
      }
    }
  }

  private static String line(String... cells) {
    return String.format(Locale.ROOT, LINE, (Object[]) cells).stripTrailing();
  }

  // The file.

  String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("# " + names() + ": this build against " + document.baseline().origin());
    lines.add("");
    lines.add(document.disclaimer());
    lines.add("");
    document.warnings().forEach(warning -> lines.add("- **Note:** " + warning));
    if (!document.warnings().isEmpty()) {
      lines.add("");
    }
    document.paired().ifPresent(paired -> paired(lines, paired));
    if (document.paired().isEmpty() || !document.sameTestSet()) {
      markdownOfWholeSets(lines);
    }
    return String.join("\n", lines).stripTrailing() + "\n";
  }

  private void paired(List<String> lines, Paired paired) {
    lines.add("## On the same images");
    lines.add("");
    lines.add(capital(images(paired)) + ".");
    lines.add("");
    lines.add("| | this build | baseline | difference, 95% interval | test |");
    lines.add("|---|---|---|---|---|");
    rows(lines, SCORES, paired.scores());
    lines.add("");
    for (PairedAt at : paired.thresholds()) {
      lines.add("### At threshold " + thresholds(at));
      lines.add("");
      lines.add("| | this build | baseline | difference, 95% interval | test |");
      lines.add("|---|---|---|---|---|");
      rows(lines, FIGURES, at.figures());
      lines.add("");
    }
    lines.add(
        "A difference is this build minus the baseline; for log loss, Brier score and ECE less is"
            + " better. Intervals: "
            + methods(paired)
            + String.format(
                Locale.ROOT,
                ". Bootstrap: %,d resamples, seed %d. p is two-sided and not corrected for the"
                    + " number of tests.",
                paired.bootstrap(),
                paired.seed()));
    lines.add("");
  }

  private static String methods(Paired paired) {
    List<String> methods = new ArrayList<>();
    List<DifferenceDocument> all = new ArrayList<>(paired.scores().values());
    paired.thresholds().forEach(at -> all.addAll(at.figures().values()));
    all.stream()
        .flatMap(one -> one.intervals().stream())
        .map(interval -> interval.method().text())
        .distinct()
        .sorted()
        .forEach(methods::add);
    return methods.isEmpty() ? "none" : String.join("; ", methods);
  }

  private static void rows(
      List<String> lines, List<Metric> order, Map<String, DifferenceDocument> figures) {
    for (Metric metric : order) {
      DifferenceDocument one = figures.get(metric.key());
      if (one != null) {
        lines.add(
            row(
                metric.text(),
                value(one.current()),
                value(one.baseline()),
                difference(one)
                    + one.noInterval().map(reason -> " (no interval: " + reason + ")").orElse(""),
                one.test().map(test -> test(one, test)).orElse("")));
      }
    }
  }

  private void markdownOfWholeSets(List<String> lines) {
    lines.add("## Whole test sets side by side");
    lines.add("");
    lines.add("No difference in these tables is tested.");
    lines.add("");
    table(lines, SCORES, document.wholeSets().scores());
    for (ComparisonDocument.BesideAt at : document.wholeSets().thresholds()) {
      lines.add("### At threshold " + Numbers.threshold(at.threshold()));
      lines.add("");
      table(lines, FIGURES, at.figures());
    }
  }

  private static void table(List<String> lines, List<Metric> order, Map<String, Beside> figures) {
    lines.add("| | this build | baseline | difference |");
    lines.add("|---|---|---|---|");
    for (Metric metric : order) {
      Beside beside = figures.get(metric.key());
      if (beside != null) {
        lines.add(
            row(
                metric.text(),
                beside.current().map(ComparisonText::estimate).orElse("not evaluated"),
                beside.baseline().map(ComparisonText::estimate).orElse("not evaluated"),
                difference(beside)));
      }
    }
    lines.add("");
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String thresholds(PairedAt at) {
    String current = Numbers.threshold(at.current());
    return at.current() == at.baseline()
        ? current
        : current + " here and " + Numbers.threshold(at.baseline()) + " there, as chosen for each";
  }

  // Cells.

  private static String estimate(EstimateDocument one) {
    return value(one)
        + one.reason().map(reason -> " (" + reason + ")").orElse("")
        + one.interval()
            .map(
                interval ->
                    " [" + outwards(interval, false) + "]" + (interval.approximate() ? "~" : ""))
            .orElse("")
        + ", "
        + Numbers.support(one.support());
  }

  private static String value(EstimateDocument one) {
    return one.value() == null ? "-" : Numbers.share(one.value());
  }

  private static String value(OptionalDouble one) {
    return one.isPresent() ? Numbers.share(one.getAsDouble()) : "-";
  }

  private static String difference(Beside beside) {
    Double current = beside.current().map(EstimateDocument::value).orElse(null);
    Double baseline = beside.baseline().map(EstimateDocument::value).orElse(null);
    return current == null || baseline == null ? "-" : signed(current - baseline);
  }

  private static String difference(DifferenceDocument one) {
    if (one.difference() == null) {
      return "-";
    }
    return signed(one.difference())
        + one.intervals().stream()
            .findFirst()
            .map(interval -> " [" + outwards(interval, true) + "]")
            .orElse("");
  }

  /** Three decimals, outwards: an interval is never shown narrower than it is. */
  private static String outwards(IntervalDocument interval, boolean signs) {
    BigDecimal low = BigDecimal.valueOf(interval.low()).setScale(3, RoundingMode.FLOOR);
    BigDecimal high = BigDecimal.valueOf(interval.high()).setScale(3, RoundingMode.CEILING);
    return (signs && low.signum() > 0 ? "+" : "")
        + low.toPlainString()
        + ", "
        + (signs && high.signum() > 0 ? "+" : "")
        + high.toPlainString();
  }

  private static String test(DifferenceDocument one, TestDocument test) {
    String alone =
        one.onlyCurrentRight().isPresent()
            ? ": right alone "
                + one.onlyCurrentRight().getAsInt()
                + " here, "
                + one.onlyBaselineRight().orElse(0)
                + " there"
            : "";
    return "p " + Numbers.share(test.p()) + " (" + test.kind().text() + alone + ")";
  }

  /** With its sign; what is not quite 0 never reads as 0. */
  private static String signed(double value) {
    return value == 0 ? "0.000" : (value > 0 ? "+" : "-") + Numbers.share(Math.abs(value));
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
