package dev.xray.core.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Two models on the same images.
 *
 * @param current what the current one does there
 * @param baseline what the other does there
 * @param scores difference of every metric that needs no threshold
 * @param thresholds differences at each pair of thresholds, in the order asked for
 */
public record PairedEvaluation(
    Evaluation current,
    Evaluation baseline,
    Map<Metric, Difference> scores,
    List<PairedThreshold> thresholds) {
  /** Copies the collections. */
  public PairedEvaluation {
    scores = Collections.unmodifiableMap(new EnumMap<>(scores));
    thresholds = List.copyOf(thresholds);
  }
}
