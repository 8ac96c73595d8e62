package dev.xray.core.report;

import dev.xray.core.codec.GreyImage;
import java.util.Optional;

/**
 * What the model says of an image whose truth is not known.
 *
 * @param file as the user gave it
 * @param sha256 of the file's bytes
 * @param probability predicted probability of the positive class, in [0, 1]
 * @param picture the image as the network sees it, where it is to be shown: no other than one of
 *     the first {@link PredictionReport#MOST_PICTURES} ever is
 */
public record PredictedImage(
    String file, String sha256, double probability, Optional<GreyImage> picture) {
  /** Checks the probability. */
  public PredictedImage {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("Not a probability: " + probability + " for " + file);
    }
  }
}
