package dev.xray.core.report;

import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.ThresholdEvaluation;
import dev.xray.core.evaluation.gate.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a result does not hold on images from elsewhere: a figure whose whole interval lies below
 * the test set's. Disjoint intervals are a cautious sign of a difference: with 95% each, chance
 * alone gives them in fewer than one of a hundred comparisons.
 */
final class ExternalFalls {
  private static final String TEST = "test";
  private static final String EXTERNAL = "external";

  private ExternalFalls() {}

  /**
   * A sentence for each figure that falls, external sets in the order of their names.
   *
   * @return empty if there is no test set, no external set, or nothing falls
   */
  static List<String> of(EvaluationDocument document) {
    Map<String, Measured.SetFigures> sets =
        MeasuredDocument.of(document, EvaluationDocument.FILE).sets();
    List<String> falls = new ArrayList<>();
    if (sets.containsKey(TEST)) {
      sets.forEach(
          (name, set) -> {
            if (document.sets().get(name).role().equals(EXTERNAL)) {
              falls.addAll(falls(name, set.all(), sets.get(TEST).all()));
            }
          });
    }
    return falls;
  }

  private static List<String> falls(String name, Measured.Group external, Measured.Group test) {
    List<String> falls = new ArrayList<>();
    ThresholdEvaluation first = test.thresholds().get(0);
    String at = " at threshold " + Numbers.threshold(first.threshold());
    for (Metric metric : List.of(Metric.SENSITIVITY, Metric.SPECIFICITY)) {
      fall(name, metric.text() + at, external, test, group -> at(group, first.threshold(), metric))
          .ifPresent(falls::add);
    }
    Metric auc = Metric.ROC_AUC;
    fall(name, auc.text(), external, test, group -> Optional.ofNullable(group.scores().get(auc)))
        .ifPresent(falls::add);
    return falls;
  }

  private static Optional<Estimate> at(Measured.Group group, double threshold, Metric metric) {
    return group.thresholds().stream()
        .filter(each -> each.threshold() == threshold)
        .findFirst()
        .map(each -> each.figures().get(metric));
  }

  private static Optional<String> fall(
      String name,
      String figure,
      Measured.Group external,
      Measured.Group test,
      Function<Measured.Group, Optional<Estimate>> estimate) {
    Optional<Estimate> there = estimate.apply(external);
    Optional<Estimate> here = estimate.apply(test);
    Optional<Interval> low = there.flatMap(Estimate::interval);
    Optional<Interval> high = here.flatMap(Estimate::interval);
    if (low.isEmpty() || high.isEmpty() || low.get().high() >= high.get().low()) {
      return Optional.empty();
    }
    return Optional.of(
        "The result does not hold on the images of "
            + name
            + ": "
            + figure
            + " is "
            + text(there.get(), low.get())
            + ", where the test images gave "
            + text(here.get(), high.get())
            + ".");
  }

  private static String text(Estimate figure, Interval interval) {
    return Numbers.value(figure)
        + " ("
        + Numbers.support(figure.support())
        + ", interval "
        + Numbers.interval(interval)
        + ")";
  }
}
