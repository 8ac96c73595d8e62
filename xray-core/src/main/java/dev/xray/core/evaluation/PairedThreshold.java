package dev.xray.core.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Two models at their thresholds, on the same images.
 *
 * @param thresholds of either
 * @param figures every metric at a threshold
 */
public record PairedThreshold(ThresholdPair thresholds, Map<Metric, Difference> figures) {
  /** Copies the map. */
  public PairedThreshold {
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
  }
}
