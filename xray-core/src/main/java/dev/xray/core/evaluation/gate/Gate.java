package dev.xray.core.evaluation.gate;

import dev.xray.core.evaluation.AuditMetric;
import dev.xray.core.evaluation.Measurable;
import java.util.List;
import java.util.Optional;

/**
 * What an evaluation must show. Made from what a user writes by {@link GateReader}.
 *
 * @param name the metric as the user wrote it, for readers, such as {@code sensitivity}
 * @param metric the metric in the evaluation, or one of the audit; with the negative class in
 *     {@code scope}, that of the other class: sensitivity of the negatives is specificity
 * @param scope which figure
 * @param demands what it must be; at least one
 * @param acceptApproximate whether the bound of an {@linkplain
 *     dev.xray.core.evaluation.Method#approximate() approximate} interval will do
 * @param baseline with what a drop is compared; empty for the newest release
 * @param requireBaseline whether a missing baseline is a violation
 */
public record Gate(
    String name,
    Measurable metric,
    Scope scope,
    List<Demand> demands,
    boolean acceptApproximate,
    Optional<String> baseline,
    boolean requireBaseline) {
  /** Copies the list. */
  public Gate {
    demands = List.copyOf(demands);
    if (demands.isEmpty()) {
      throw new IllegalArgumentException("A gate without a demand");
    }
  }

  /** Whether it compares with a baseline. */
  public boolean needsBaseline() {
    return demands.stream().anyMatch(demand -> demand.bound() == Bound.MAX_DROP);
  }

  /** What it is called in lists of gates and by a CI: the same in each build. */
  public String title(Demand demand) {
    return figure(scope.threshold().map(at -> " at threshold " + at.toPlainString()).orElse(""))
        + ": "
        + demand.bound().key()
        + " "
        + demand.limitText();
  }

  /** The figure in words. */
  String figure(String atThreshold) {
    return metric instanceof AuditMetric && metric != AuditMetric.SHORTCUT
        ? ofAudit()
        : ofImages(atThreshold);
  }

  private String ofAudit() {
    return name
        + scope.check().map(check -> " of " + check).orElse("")
        + scope
            .severity()
            .map(
                least ->
                    least.rank() == 0
                        ? " that are " + least.text()
                        : " that are " + least.text() + " or graver")
            .orElse("")
        + " in the audit";
  }

  private String ofImages(String atThreshold) {
    return name
        + scope.ofClass().map(of -> " of " + of).orElse("")
        + " on "
        + scope.dataset()
        + scope.slice().map(slice -> " (" + slice + ")").orElse("")
        + atThreshold;
  }
}
