package dev.xray.core.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How the figures of several evaluations vary. A figure that is defined in none of them is missing.
 *
 * @param scores figures that need no threshold
 * @param thresholds figures at each threshold
 */
public record Spreads(Map<Metric, Spread> scores, List<AtThreshold> thresholds) {
  /** Copies the collections. */
  public Spreads {
    scores = Collections.unmodifiableMap(new EnumMap<>(scores));
    thresholds = List.copyOf(thresholds);
  }

  /**
   * Figures at a threshold.
   *
   * @param threshold in [0, 1]
   * @param figures how each varies
   */
  public record AtThreshold(double threshold, Map<Metric, Spread> figures) {
    /** Copies the map. */
    public AtThreshold {
      figures = Collections.unmodifiableMap(new EnumMap<>(figures));
    }
  }

  /**
   * How figures vary within groups of evaluations; see {@link Spread#within}.
   *
   * @param groups evaluations at the same thresholds; at least one in all
   */
  static Spreads within(Collection<List<Evaluation>> groups) {
    Evaluation any = groups.iterator().next().get(0);
    List<AtThreshold> thresholds = new ArrayList<>();
    for (int i = 0; i < any.thresholds().size(); i++) {
      int at = i;
      thresholds.add(
          new AtThreshold(
              any.thresholds().get(at).threshold(),
              spreads(groups, evaluation -> evaluation.thresholds().get(at).figures())));
    }
    return new Spreads(spreads(groups, Evaluation::scores), thresholds);
  }

  private static Map<Metric, Spread> spreads(
      Collection<List<Evaluation>> groups, Function<Evaluation, Map<Metric, Estimate>> figures) {
    Map<Metric, Spread> spreads = new EnumMap<>(Metric.class);
    int of = groups.stream().mapToInt(List::size).sum();
    for (Metric metric : Metric.values()) {
      List<List<Double>> values =
          groups.stream().map(group -> defined(group, figures, metric)).toList();
      if (values.stream().anyMatch(group -> !group.isEmpty())) {
        spreads.put(metric, Spread.within(values, of));
      }
    }
    return spreads;
  }

  private static List<Double> defined(
      List<Evaluation> group, Function<Evaluation, Map<Metric, Estimate>> figures, Metric metric) {
    List<Double> values = new ArrayList<>();
    for (Evaluation evaluation : group) {
      Estimate figure = figures.apply(evaluation).get(metric);
      if (figure != null && figure.value().isPresent()) {
        values.add(figure.value().getAsDouble());
      }
    }
    return values;
  }
}
