package dev.xray.core.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Decides over all checks of an audit together which of them raise an alarm: those whose effect is
 * beyond its documented limit and whose p-value is significant after the step-down correction of
 * Holm (1979, Scandinavian Journal of Statistics 6:65). However the tests depend on each other,
 * clean data raise a false alarm with a probability of at most {@value #FAMILY_WISE_ERROR}.
 */
public final class Alarms {
  /** Probability of at least one false alarm on clean data, at most. */
  public static final double FAMILY_WISE_ERROR = 0.01;

  private Alarms() {}

  /**
   * A check after all checks were looked at.
   *
   * @param check as it was made
   * @param adjustedP Holm's adjusted p-value, in [0, 1], not below the check's own
   * @param raised whether it alarms
   */
  public record Alarm(Check check, double adjustedP, boolean raised) {}

  /**
   * Decides.
   *
   * @param checks all checks of the audit
   * @return one alarm, raised or not, for each check, in the same order
   * @throws IllegalArgumentException if two checks share an id
   */
  public static List<Alarm> of(List<Check> checks) {
    if (checks.stream().map(Check::id).distinct().count() < checks.size()) {
      throw new IllegalArgumentException("Two checks share an id: " + checks);
    }
    double[] adjusted = adjusted(checks.stream().mapToDouble(Check::p).toArray());
    List<Alarm> alarms = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      Check check = checks.get(i);
      alarms.add(
          new Alarm(check, adjusted[i], check.beyondLimit() && adjusted[i] < FAMILY_WISE_ERROR));
    }
    return alarms;
  }

  /**
   * Holm's adjusted p-values: the i-th smallest of m, from 0, becomes the largest of (m - j) p(j)
   * for j up to i, but at most 1.
   */
  static double[] adjusted(double[] p) {
    List<Integer> order =
        IntStream.range(0, p.length).boxed().sorted(Comparator.comparingDouble(i -> p[i])).toList();
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int i = 0; i < p.length; i++) {
      largest = Math.max(largest, Math.min(1, (p.length - i) * p[order.get(i)]));
      adjusted[order.get(i)] = largest;
    }
    return adjusted;
  }
}
