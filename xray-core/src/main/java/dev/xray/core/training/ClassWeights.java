package dev.xray.core.training;

import dev.xray.core.image.Pixels;

/**
 * Weight of the loss of an image by its class.
 *
 * @param negative for label 0
 * @param positive for label 1
 */
record ClassWeights(float negative, float positive) {
  /** All images count the same. */
  static final ClassWeights EQUAL = new ClassWeights(1, 1);

  /** n / (2 n_class), so that both classes weigh the same and the mean weight is 1. */
  static ClassWeights balanced(Pixels pixels) {
    int positives = 0;
    for (int i = 0; i < pixels.size(); i++) {
      positives += pixels.label(i);
    }
    int negatives = pixels.size() - positives;
    if (positives == 0 || negatives == 0) {
      return EQUAL;
    }
    return new ClassWeights(pixels.size() / (2f * negatives), pixels.size() / (2f * positives));
  }

  float of(int label) {
    return label == 0 ? negative : positive;
  }
}
