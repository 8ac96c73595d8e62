package dev.xray.core.report;

import dev.xray.core.evaluation.Evaluation;
import java.util.List;

/**
 * What came out on one part of the data.
 *
 * @param evaluation its figures, computed from the very {@code images}
 * @param images one result for each image
 */
public record PartReport(Evaluation evaluation, List<ImageResult> images) {
  /** Copies the list and checks that the counts agree. */
  public PartReport {
    images = List.copyOf(images);
    if (evaluation.images() != images.size()) {
      throw new IllegalArgumentException(
          "Evaluated " + evaluation.images() + " images, but got " + images.size());
    }
    if (evaluation.thresholds().isEmpty()) {
      throw new IllegalArgumentException("Evaluated at no threshold");
    }
  }
}
