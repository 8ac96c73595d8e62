package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.Thresholds;
import java.util.Comparator;
import java.util.List;

/** How a prediction compares with the truth, in the order in which a reader must see them. */
enum Outcome {
  FALSE_NEGATIVE,
  FALSE_POSITIVE,
  RIGHT;

  static Outcome of(ImageResult image, Classes classes, double threshold) {
    boolean predicted = Thresholds.isPositive(image.probability(), threshold);
    if (predicted == image.positive(classes)) {
      return RIGHT;
    }
    return predicted ? FALSE_POSITIVE : FALSE_NEGATIVE;
  }

  /**
   * The images with this outcome: the most confident errors first, and the least certain of those
   * that are right.
   */
  List<ImageResult> of(List<ImageResult> images, Classes classes, double threshold) {
    Comparator<ImageResult> byDistance =
        Comparator.comparingDouble(image -> Math.abs(image.probability() - threshold));
    return images.stream()
        .filter(image -> of(image, classes, threshold) == this)
        .sorted(this == RIGHT ? byDistance : byDistance.reversed())
        .toList();
  }
}
