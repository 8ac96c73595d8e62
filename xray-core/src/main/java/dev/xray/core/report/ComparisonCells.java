package dev.xray.core.report;

import dev.xray.core.evaluation.Metric;
import dev.xray.core.report.ComparisonDocument.Beside;
import dev.xray.core.report.ComparisonDocument.BesideAt;
import dev.xray.core.report.ComparisonDocument.DifferenceDocument;
import dev.xray.core.report.ComparisonDocument.Paired;
import dev.xray.core.report.ComparisonDocument.PairedAt;
import dev.xray.core.report.ComparisonDocument.SliceComparison;
import dev.xray.core.report.ComparisonDocument.Subject;
import dev.xray.core.report.ComparisonDocument.TestDocument;
import dev.xray.core.report.ComparisonDocument.Unmatched;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import dev.xray.core.report.EvaluationDocument.IntervalDocument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What stands in the tables of a comparison, in the log and in the file. */
final class ComparisonCells {
  /** Figures of the probabilities, in their order. */
  static final List<Metric> SCORES =
      List.of(Metric.ROC_AUC, Metric.PR_AUC, Metric.LOG_LOSS, Metric.BRIER, Metric.ECE);

  /** Figures at a threshold, in their order. */
  static final List<Metric> FIGURES =
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

  /** All that is shown of a slice; two at a threshold. */
  static final List<Metric> OF_SLICES =
      List.of(Metric.ROC_AUC, Metric.SENSITIVITY, Metric.SPECIFICITY);

  private ComparisonCells() {}

  static String names(ComparisonDocument document) {
    String current = document.current().name();
    String baseline = document.baseline().name();
    return current.equals(baseline) ? current : current + " against " + baseline;
  }

  static String images(Subject subject, Paired paired) {
    return Numbers.count(paired.images(), "image")
        + " that both have tested "
        + classes(subject, paired.positives(), paired.negatives());
  }

  private static String classes(Subject subject, int positives, int negatives) {
    return String.format(
        Locale.ROOT,
        "(%d %s, %d %s)",
        positives,
        subject.classes().positive(),
        negatives,
        subject.classes().negative());
  }

  static String thresholds(PairedAt at) {
    String current = Numbers.threshold(at.current());
    return at.current() == at.baseline()
        ? current
        : current + " here and " + Numbers.threshold(at.baseline()) + " there, as chosen for each";
  }

  /** What just one of the evaluations has. */
  static Optional<String> only(String origin, Unmatched unmatched) {
    List<String> parts = new ArrayList<>();
    if (!unmatched.externalSets().isEmpty()) {
      parts.add("the external sets " + String.join(", ", unmatched.externalSets()));
    }
    if (!unmatched.slices().isEmpty()) {
      parts.add("the slices " + String.join(", ", unmatched.slices()));
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Not compared, since only " + origin + " has them: " + String.join("; ", parts) + ".");
  }

  // Slices.

  /** Images in common, or those here and there where none is compared. */
  static String images(Subject subject, SliceComparison slice) {
    return slice
        .paired()
        .map(
            paired ->
                paired.images() + " " + classes(subject, paired.positives(), paired.negatives()))
        .orElse(slice.current().images() + " here, " + slice.baseline().images() + " there");
  }

  /** A figure's difference on the common images of a slice. */
  static Optional<DifferenceDocument> difference(SliceComparison slice, Metric metric) {
    return slice
        .paired()
        .map(
            paired -> metric.atThreshold() ? paired.thresholds().get(0).figures() : paired.scores())
        .map(figures -> figures.get(metric.key()));
  }

  /** A figure of the whole slices, at the first threshold of the current evaluation. */
  static Optional<Beside> beside(SliceComparison slice, Metric metric) {
    Map<String, Beside> figures =
        metric.atThreshold()
            ? slice.wholeSets().thresholds().stream()
                .findFirst()
                .map(BesideAt::figures)
                .orElse(Map.of())
            : slice.wholeSets().scores();
    return Optional.ofNullable(figures.get(metric.key()));
  }

  // Values.

  static String value(EstimateDocument one) {
    return one.value() == null ? "-" : Numbers.share(one.value());
  }

  static String value(OptionalDouble one) {
    return one.isPresent() ? Numbers.share(one.getAsDouble()) : "-";
  }

  static String estimate(EstimateDocument one) {
    return value(one)
        + one.reason().map(reason -> " (" + reason + ")").orElse("")
        + one.interval().map(interval -> bounds(interval, false)).orElse("")
        + ", "
        + Numbers.support(one.support());
  }

  static String difference(Beside beside) {
    Double current = beside.current().map(EstimateDocument::value).orElse(null);
    Double baseline = beside.baseline().map(EstimateDocument::value).orElse(null);
    return current == null || baseline == null ? "-" : signed(current - baseline);
  }

  static String difference(DifferenceDocument one) {
    if (one.difference() == null) {
      return "-";
    }
    return signed(one.difference())
        + one.intervals().stream().findFirst().map(interval -> bounds(interval, true)).orElse("");
  }

  /** With a {@code ~} where the method is approximate. */
  private static String bounds(IntervalDocument interval, boolean signs) {
    return " [" + outwards(interval, signs) + "]" + (interval.approximate() ? "~" : "");
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

  static String test(DifferenceDocument one, TestDocument test) {
    String alone =
        one.onlyCurrentRight().isPresent()
            ? ": right alone "
                + one.onlyCurrentRight().getAsInt()
                + " here, "
                + one.onlyBaselineRight().orElse(0)
                + " there"
            : "";
    return p(test) + " (" + test.kind().text() + alone + ")";
  }

  static String p(TestDocument test) {
    return "p " + Numbers.share(test.p());
  }

  /** With its sign; what is not quite 0 never reads as 0. */
  private static String signed(double value) {
    return value == 0 ? "0.000" : (value > 0 ? "+" : "-") + Numbers.share(Math.abs(value));
  }
}
