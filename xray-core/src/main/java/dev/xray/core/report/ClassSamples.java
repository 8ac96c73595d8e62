package dev.xray.core.report;

import dev.xray.core.codec.GreyImage;
import java.util.List;

/**
 * Some images of one class as the network sees them: after preprocessing, without augmentation.
 *
 * @param label name of the class
 * @param images a few to a few dozen
 */
public record ClassSamples(String label, List<GreyImage> images) {
  /** Copies the list. */
  public ClassSamples {
    images = List.copyOf(images);
  }
}
