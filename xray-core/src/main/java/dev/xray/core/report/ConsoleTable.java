package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.Support;
import dev.xray.core.evaluation.ThresholdEvaluation;
import dev.xray.core.model.ChosenThreshold;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The result as plain text for a build's log: aligned columns, no colours; ASCII but for the
 * classes' names.
 */
public final class ConsoleTable {
  private static final int LABEL = 18;
  private static final int CELL = 32;

  /** What is shown of the training images, on which every network does well. */
  private static final Set<Metric> IN_SHORT =
      EnumSet.of(
          Metric.ROC_AUC, Metric.LOG_LOSS, Metric.SENSITIVITY, Metric.SPECIFICITY, Metric.ACCURACY);

  private static final String TRAINING = Part.TRAINING.name().toLowerCase(Locale.ROOT);

  /** What an approximate interval ends with. */
  private static final String APPROXIMATE = "]~";

  private ConsoleTable() {}

  /**
   * The tables of all sets, one after another, and how the threshold was chosen.
   *
   * @param data what came out
   * @return lines without line ends
   */
  public static List<String> lines(ReportData data) {
    List<String> lines = new ArrayList<>();
    data.sets()
        .forEach((set, report) -> lines.addAll(lines(title(data, set), report, data.classes())));
    data.chosenThreshold().map(ConsoleTable::choice).ifPresent(lines::add);
    data.calibration()
        .map(calibration -> calibration(calibration, data.test().evaluation()))
        .ifPresent(lines::add);
    ExternalFalls.of(EvaluationDocument.of(data))
        .forEach(fall -> lines.add(fall.replace('–', '-')));
    return lines;
  }

  private static String title(ReportData data, String set) {
    return data.externals().containsKey(set) ? set + " (external)" : set;
  }

  private static List<String> lines(String set, PartReport report, Classes classes) {
    List<String> lines = new ArrayList<>(lines(set, report.evaluation(), classes));
    long small = report.slices().stream().filter(SliceReport::tooSmall).count();
    if (!report.slices().isEmpty()) {
      lines.add(
          "  "
              + Numbers.count(report.slices().size(), "slice")
              + ", "
              + small
              + " of them too small for a statement: see the report");
    }
    return lines;
  }

  private static String choice(ChosenThreshold chosen) {
    return "Threshold "
        + Numbers.threshold(chosen.value())
        + " by "
        + chosen.policy()
        + ", "
        + chosen.chosenOnText();
  }

  private static String calibration(CalibrationReport calibration, Evaluation after) {
    return "Calibrated with temperature "
        + Numbers.temperature(calibration.fitted().temperature())
        + ": on the test set "
        + Stream.of(Metric.LOG_LOSS, Metric.BRIER, Metric.ECE)
            .map(
                metric ->
                    metric.text()
                        + " "
                        + Numbers.value(calibration.before().score(metric))
                        + " -> "
                        + Numbers.value(after.score(metric)))
            .collect(Collectors.joining(", "));
  }

  /**
   * The table of one set.
   *
   * @param set name of the set of images
   * @param evaluation its figures
   * @param classes the two classes
   * @return lines without line ends; each figure with its interval and the counts it rests on, or
   *     why there is none; {@code ~} marks an approximate interval, and a line says what that is.
   *     Of the training images the main figures only
   */
  public static List<String> lines(String set, Evaluation evaluation, Classes classes) {
    boolean all = !set.equals(TRAINING);
    List<String> lines = new ArrayList<>();
    lines.add(heading(set, evaluation, classes));
    evaluation
        .scores()
        .forEach(
            (metric, figure) -> {
              if (all || IN_SHORT.contains(metric)) {
                lines.add((label(metric.text()) + cell(figure)).stripTrailing());
              }
            });
    lines.add(row("at threshold", evaluation, at -> "> " + Numbers.threshold(at.threshold())));
    for (Figure figure : Figure.of(evaluation)) {
      if (all || IN_SHORT.contains(figure.metric())) {
        lines.add(row(figure.text(), evaluation, at -> cell(figure.at(at))));
      }
    }
    lines.add(row("missed", evaluation, at -> missed(at, classes.positive())));
    lines.add(row("false alarms", evaluation, at -> falseAlarms(at, classes.negative())));
    if (lines.stream().anyMatch(line -> line.contains(APPROXIMATE))) {
      lines.add(
          "  ~ approximate: in simulation, intervals of this method cover the truth too rarely");
    }
    repeated(evaluation).ifPresent(lines::add);
    return lines;
  }

  /** How much less several images of a patient tell. */
  private static Optional<String> repeated(Evaluation evaluation) {
    Support support = evaluation.score(Metric.ROC_AUC).support();
    return evaluation.repeatedPatients()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "  Some patients have several images: %d images of %d patients tell as much of ROC"
                    + " AUC as %.0f of different patients.",
                support.images(),
                support.patients(),
                support.effective()))
        : Optional.empty();
  }

  private static String heading(String set, Evaluation evaluation, Classes classes) {
    return String.format(
        Locale.ROOT,
        "%s: %s (%d %s, %d %s), with %s intervals",
        set,
        Numbers.count(evaluation.images(), "image"),
        evaluation.positives(),
        classes.positive(),
        evaluation.negatives(),
        classes.negative(),
        Numbers.percent(confidence(evaluation)));
  }

  /** That of the intervals, which all have the same. */
  static double confidence(Evaluation evaluation) {
    return evaluation
        .thresholds()
        .get(0)
        .figure(Metric.ACCURACY)
        .interval()
        .map(Interval::confidence)
        .orElse(0.95);
  }

  private static String row(
      String name, Evaluation evaluation, Function<ThresholdEvaluation, String> cell) {
    StringBuilder line = new StringBuilder(label(name));
    for (ThresholdEvaluation at : evaluation.thresholds()) {
      line.append(pad(cell.apply(at), CELL));
    }
    return line.toString().stripTrailing();
  }

  private static String cell(Estimate figure) {
    if (figure.undefined().isPresent()) {
      return "- (" + figure.undefined().get() + ")";
    }
    if (figure.interval().isEmpty()) {
      return Numbers.value(figure) + "  (no interval)";
    }
    Interval interval = figure.interval().get();
    return String.format(
        Locale.ROOT,
        "%-6s [%s]%s %s",
        Numbers.value(figure),
        Numbers.interval(interval).replace("–", interval.low() < 0 ? " to " : "-"),
        interval.approximate() ? "~" : " ",
        Numbers.support(figure.support()));
  }

  private static String label(String text) {
    return pad("  " + text, LABEL + 2);
  }

  private static String missed(ThresholdEvaluation at, String positive) {
    return at.confusion().falseNegatives() + " of " + at.confusion().positives() + " " + positive;
  }

  private static String falseAlarms(ThresholdEvaluation at, String negative) {
    return at.confusion().falsePositives() + " of " + at.confusion().negatives() + " " + negative;
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
  }
}
