package dev.xray.core.report;

import dev.xray.core.evaluation.Metric;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import dev.xray.core.report.EvaluationDocument.IntervalDocument;
import dev.xray.core.report.EvaluationDocument.SetDocument;
import dev.xray.core.report.Page.Dot;
import dev.xray.core.report.Page.Strip;
import dev.xray.core.report.Page.StripLine;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A share of each fold and each repeat of a cross-validation on one scale, drawn with the page's
 * own boxes: it needs no script, and prints.
 */
final class StripView {
  private final CrossValidationDocument document;
  private final Metric metric;
  private final double from;

  StripView(CrossValidationDocument document, Metric metric) {
    this.document = document;
    this.metric = metric;
    this.from = from();
  }

  /** Whether any fold has the figure. */
  boolean isDefined() {
    return document.perFold().stream().anyMatch(fold -> value(fold.figures()).isPresent());
  }

  Strip strip() {
    EstimateDocument pooled = figure(document.pooled());
    double low = pooled.interval().map(IntervalDocument::low).orElse(from);
    double high = pooled.interval().map(IntervalDocument::high).orElse(from);
    return new Strip(
        metric.key(),
        metric.atThreshold()
            ? metric.text()
                + " at threshold "
                + Numbers.threshold(document.pooled().thresholds().get(0).threshold())
            : metric.text(),
        words(pooled),
        Numbers.threshold(from),
        Numbers.threshold((1 + from) / 2),
        "1",
        pooled.interval().isPresent() && pooled.value() != null,
        at(low),
        PageBuilder.percent((high - low) / (1 - from)),
        at(pooled.value() == null ? from : pooled.value()),
        document.perRepeat().stream().map(repeat -> line(repeat.repeat())).toList());
  }

  /**
   * A round number below everything that is drawn, so that what is crowded near 1 is told apart.
   */
  private double from() {
    double lowest =
        DoubleStream.concat(
                Stream.concat(
                        document.perFold().stream().map(fold -> fold.figures()),
                        document.perRepeat().stream().map(repeat -> repeat.figures()))
                    .map(this::value)
                    .flatMapToDouble(OptionalDouble::stream),
                figure(document.pooled()).interval().stream().mapToDouble(IntervalDocument::low))
            .min()
            .orElse(0);
    return Math.max(0, Math.min(0.8, Math.floor(5 * lowest) / 5));
  }

  private StripLine line(int repeat) {
    Map<Double, Integer> folds = new TreeMap<>();
    values(repeat).forEach(value -> folds.merge(value, 1, Integer::sum));
    return new StripLine(
        Integer.toString(repeat),
        folds.entrySet().stream()
            .map(
                entry ->
                    new Dot(at(entry.getKey()), entry.getValue() == 1 ? "" : "" + entry.getValue()))
            .toList(),
        all(repeat).stream().mapToObj(value -> new Dot(at(value), "")).toList());
  }

  private List<Double> values(int repeat) {
    return document.perFold().stream()
        .filter(fold -> fold.repeat() == repeat)
        .map(fold -> value(fold.figures()))
        .flatMapToDouble(OptionalDouble::stream)
        .boxed()
        .toList();
  }

  private OptionalDouble all(int repeat) {
    return value(document.perRepeat().get(repeat - 1).figures());
  }

  /** The same for who cannot see it. */
  private String words(EstimateDocument pooled) {
    return metric.text()
        + " out of fold "
        + SetViews.text(pooled)
        + document.perRepeat().stream()
            .map(
                repeat ->
                    "; repeat "
                        + repeat.repeat()
                        + ": folds "
                        + values(repeat.repeat()).stream()
                            .map(Numbers::share)
                            .collect(Collectors.joining(", "))
                        + ", all images "
                        + all(repeat.repeat()).stream()
                            .mapToObj(Numbers::share)
                            .findFirst()
                            .orElse("–"))
            .collect(Collectors.joining());
  }

  private String at(double value) {
    return PageBuilder.percent((value - from) / (1 - from));
  }

  private OptionalDouble value(SetDocument set) {
    Double value = figure(set).value();
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private EstimateDocument figure(SetDocument set) {
    return SetViews.figure(
        metric.atThreshold() ? set.thresholds().get(0).figures() : set.scores(), metric);
  }
}
