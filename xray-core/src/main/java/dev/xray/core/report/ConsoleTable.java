package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.ThresholdEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The result as plain text for a build's log: aligned columns, no colours; ASCII but for the
 * classes' names.
 */
public final class ConsoleTable {
  private static final int LABEL = 18;
  private static final int CELL = 32;

  private ConsoleTable() {}

  /**
   * The table of one part.
   *
   * @param part which part of the data
   * @param evaluation its figures
   * @param classes the two classes
   * @return lines without line ends; each proportion with its counts and 95% interval, and the
   *     confusion matrix with the truth in rows
   */
  public static List<String> lines(Part part, Evaluation evaluation, Classes classes) {
    List<String> lines = new ArrayList<>();
    lines.add(heading(part, evaluation, classes));
    evaluation.scores().forEach((metric, figure) -> lines.add(score(metric, figure)));
    lines.add(row("at threshold", evaluation, at -> "> " + Numbers.threshold(at.threshold())));
    for (Figure figure : Figure.of(evaluation)) {
      lines.add(row(figure.text(), evaluation, at -> cell(figure.at(at))));
    }
    lines.add(row("missed", evaluation, at -> missed(at, classes.positive())));
    lines.add(row("false alarms", evaluation, at -> falseAlarms(at, classes.negative())));
    if (evaluation.repeatedPatients()) {
      lines.add("  Some patients have several images; the intervals allow for that.");
    }
    return lines;
  }

  private static String heading(Part part, Evaluation evaluation, Classes classes) {
    return String.format(
        Locale.ROOT,
        "%s: %s (%d %s, %d %s), 95%% Wilson intervals",
        part.name().toLowerCase(Locale.ROOT),
        Numbers.count(evaluation.images(), "image"),
        evaluation.positives(),
        classes.positive(),
        evaluation.negatives(),
        classes.negative());
  }

  private static String score(Metric metric, Estimate figure) {
    return pad("  " + metric.text(), LABEL + 2)
        + figure.undefined().orElseGet(() -> Numbers.value(figure));
  }

  private static String row(
      String name, Evaluation evaluation, Function<ThresholdEvaluation, String> cell) {
    StringBuilder line = new StringBuilder(pad("  " + name, LABEL + 2));
    for (ThresholdEvaluation at : evaluation.thresholds()) {
      line.append(pad(cell.apply(at), CELL));
    }
    return line.toString().stripTrailing();
  }

  private static String cell(Estimate figure) {
    if (figure.undefined().isPresent()) {
      return "- (" + figure.undefined().get() + ")";
    }
    return figure
        .interval()
        .map(
            interval ->
                String.format(
                    Locale.ROOT,
                    "%-6s [%s]  %s",
                    Numbers.value(figure),
                    Numbers.interval(interval).replace('–', '-'),
                    Numbers.support(figure.support())))
        .orElseGet(() -> Numbers.value(figure));
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
