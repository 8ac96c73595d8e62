package dev.xray.core.evaluation;

import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How a figure varies. Not an interval: the models of a cross-validation share most of what they
 * learned from, so that their deviation is no standard error (Bengio and Grandvalet 2004).
 *
 * @param count figures that are defined
 * @param of all figures
 * @param mean of the defined ones
 * @param sd standard deviation; empty where there is none to speak of
 * @param lowest least figure
 * @param highest greatest figure
 */
public record Spread(
    int count, int of, double mean, OptionalDouble sd, double lowest, double highest) {
  /**
   * The spread of figures within groups: mean and bounds are those of all figures, the deviation is
   * pooled, sqrt(sum of squared distances from each group's own mean / sum of (n_group - 1)), so
   * that what varies from group to group does not count.
   *
   * @param groups the defined figures; at least one in all
   * @param of number of figures, undefined ones too
   */
  static Spread within(Collection<List<Double>> groups, int of) {
    List<Double> all = groups.stream().flatMap(List::stream).toList();
    double squares = 0;
    int freedom = 0;
    for (List<Double> group : groups) {
      double mean = mean(group);
      squares += group.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
      freedom += Math.max(0, group.size() - 1);
    }
    return new Spread(
        all.size(),
        of,
        mean(all),
        freedom == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(squares / freedom)),
        all.stream().mapToDouble(value -> value).min().orElseThrow(),
        all.stream().mapToDouble(value -> value).max().orElseThrow());
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
  }
}
