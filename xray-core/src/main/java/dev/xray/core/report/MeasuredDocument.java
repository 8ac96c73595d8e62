package dev.xray.core.report;

import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.ThresholdEvaluation;
import dev.xray.core.evaluation.gate.Measured;
import dev.xray.core.evaluation.gate.SliceName;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import dev.xray.core.report.EvaluationDocument.IntervalDocument;
import dev.xray.core.report.EvaluationDocument.SetDocument;
import dev.xray.core.report.EvaluationDocument.ThresholdDocument;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Reads the figures back from {@code evaluation.json}, so that gates can be held against them. */
public final class MeasuredDocument {
  private static final String NOT_FINITE = "it is not a number";
  private static final String INTERVAL_NOT_FINITE = "its interval is not made of numbers";

  private MeasuredDocument() {}

  /**
   * The figures of a document. What is not a finite number is undefined, and says so.
   *
   * @param origin what a reader calls the document
   */
  public static Measured of(EvaluationDocument document, String origin) {
    Map<String, Measured.SetFigures> sets = new TreeMap<>();
    document.sets().forEach((name, set) -> sets.put(name, set(set)));
    return new Measured(
        origin,
        document.provenance().digests().getOrDefault("dataset", ""),
        document
            .chosenThreshold()
            .map(chosen -> new Measured.Chosen(chosen.value(), chosen.chosenOn())),
        sets);
  }

  private static Measured.SetFigures set(SetDocument set) {
    return new Measured.SetFigures(
        group(set.images(), set.positives(), set.scores(), set.thresholds()),
        set.slices().stream()
            .map(
                slice ->
                    new Measured.SliceFigures(
                        new SliceName(slice.column(), slice.value()),
                        slice.tooSmall(),
                        group(
                            slice.images(), slice.positives(), slice.scores(), slice.thresholds())))
            .toList());
  }

  private static Measured.Group group(
      int images,
      int positives,
      Map<String, EstimateDocument> scores,
      List<ThresholdDocument> thresholds) {
    return new Measured.Group(
        images,
        positives,
        figures(scores),
        thresholds.stream()
            .map(
                at ->
                    new ThresholdEvaluation(at.threshold(), at.confusion(), figures(at.figures())))
            .toList());
  }

  /** A metric that this version does not know is left out. */
  private static Map<Metric, Estimate> figures(Map<String, EstimateDocument> documents) {
    Map<Metric, Estimate> figures = new EnumMap<>(Metric.class);
    documents.forEach(
        (key, document) ->
            Metric.ofKey(key).ifPresent(metric -> figures.put(metric, estimate(document))));
    return figures;
  }

  static Estimate estimate(EstimateDocument document) {
    Double value = document.value();
    if (value == null || !Double.isFinite(value)) {
      return new Estimate(
          OptionalDouble.empty(),
          Optional.of(document.reason().orElse(NOT_FINITE)),
          Optional.empty(),
          Optional.empty(),
          document.support());
    }
    Optional<Interval> interval =
        document.interval().filter(MeasuredDocument::isFinite).map(MeasuredDocument::interval);
    return new Estimate(
        OptionalDouble.of(value),
        Optional.empty(),
        interval,
        interval.isPresent()
            ? Optional.empty()
            : Optional.of(document.noInterval().orElse(INTERVAL_NOT_FINITE)),
        document.support());
  }

  private static boolean isFinite(IntervalDocument interval) {
    return Double.isFinite(interval.low())
        && Double.isFinite(interval.high())
        && interval.low() <= interval.high();
  }

  private static Interval interval(IntervalDocument interval) {
    return new Interval(
        interval.low(),
        interval.high(),
        interval.confidence(),
        interval.method(),
        interval.approximate());
  }
}
