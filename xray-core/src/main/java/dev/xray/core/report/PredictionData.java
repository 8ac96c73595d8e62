package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Predictions for images whose truth is not known.
 *
 * @param name of the model
 * @param classes its two classes
 * @param thresholds at which classes are predicted; at least one, the first one colours the grid
 * @param images in the order in which they are written
 * @param digests what to hexadecimal SHA-256, such as {@code model}
 */
public record PredictionData(
    String name,
    Classes classes,
    List<Double> thresholds,
    List<PredictedImage> images,
    Map<String, String> digests) {
  /** Copies the collections and checks that there is a threshold. */
  public PredictionData {
    if (thresholds.isEmpty()) {
      throw new IllegalArgumentException("No threshold");
    }
    thresholds = List.copyOf(thresholds);
    images = List.copyOf(images);
    digests = Collections.unmodifiableMap(new TreeMap<>(digests));
  }
}
