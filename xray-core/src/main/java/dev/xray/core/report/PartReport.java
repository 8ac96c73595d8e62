package dev.xray.core.report;

import dev.xray.core.evaluation.Evaluation;
import java.util.List;

/**
 * What came out on one part of the data.
 *
 * @param evaluation its figures, computed from the very {@code images}
 * @param images one result for each image
 * @param slices figures of groups of these images, column by column
 */
public record PartReport(
    Evaluation evaluation, List<ImageResult> images, List<SliceReport> slices) {
  /** Without slices. */
  public PartReport(Evaluation evaluation, List<ImageResult> images) {
    this(evaluation, images, List.of());
  }

  /** Copies the lists and checks that the counts agree. */
  public PartReport {
    images = List.copyOf(images);
    slices = List.copyOf(slices);
    if (evaluation.images() != images.size()) {
      throw new IllegalArgumentException(
          "Evaluated " + evaluation.images() + " images, but got " + images.size());
    }
    if (evaluation.thresholds().isEmpty()) {
      throw new IllegalArgumentException("Evaluated at no threshold");
    }
  }
}
