package dev.xray.core.report;

import dev.xray.core.evaluation.Evaluation;
import java.util.List;
import java.util.Optional;

/**
 * What came out on one part of the data.
 *
 * @param evaluation its figures, computed from the very {@code images}
 * @param images one result for each image
 * @param slices figures of groups of these images, column by column
 * @param caution what must be known before the figures are read, where there is anything
 */
public record PartReport(
    Evaluation evaluation,
    List<ImageResult> images,
    List<SliceReport> slices,
    Optional<String> caution) {
  /** Without slices. */
  public PartReport(Evaluation evaluation, List<ImageResult> images) {
    this(evaluation, images, List.of());
  }

  /** With nothing that must be known before. */
  public PartReport(Evaluation evaluation, List<ImageResult> images, List<SliceReport> slices) {
    this(evaluation, images, slices, Optional.empty());
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

  /** The same with something that must be known before its figures are read. */
  public PartReport withCaution(Optional<String> text) {
    return new PartReport(evaluation, images, slices, text);
  }
}
