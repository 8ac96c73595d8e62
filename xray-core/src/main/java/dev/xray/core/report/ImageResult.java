package dev.xray.core.report;

import dev.xray.core.codec.GreyImage;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.evaluation.Case;
import dev.xray.core.image.PixelDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One image's truth and prediction.
 *
 * @param source name of its source
 * @param file path relative to the source's image folder
 * @param sha256 of the file's bytes
 * @param pixels {@link PixelDigest} of the decoded image
 * @param patient patient id where known
 * @param label name of its true class
 * @param probability predicted probability of the positive class, in [0, 1]
 * @param picture gives the image as the network sees it, without augmentation, when it is drawn:
 *     few of many are, and none is held in memory for it; empty where it is not to be shown
 * @param attributes column to value for the columns by which slices are made, such as {@code sex}
 *     to {@code F}
 */
public record ImageResult(
    String source,
    String file,
    String sha256,
    String pixels,
    Optional<String> patient,
    String label,
    double probability,
    Optional<Supplier<GreyImage>> picture,
    Map<String, String> attributes) {
  /** Without attributes. */
  public ImageResult(
      String source,
      String file,
      String sha256,
      String pixels,
      Optional<String> patient,
      String label,
      double probability,
      Optional<Supplier<GreyImage>> picture) {
    this(source, file, sha256, pixels, patient, label, probability, picture, Map.of());
  }

  /** Copies the map; checks the probability; see {@link Case}. */
  public ImageResult {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("Not a probability: " + probability + " for " + file);
    }
  }

  /**
   * The result for an image of a data set.
   *
   * @param image the image
   * @param pixels {@link PixelDigest} of the decoded image
   * @param probability predicted probability of the positive class, in [0, 1]
   * @param picture gives the image as the network sees it, where it is to be shown
   * @param attributes see {@link #attributes()}
   */
  public static ImageResult of(
      LabeledImage image,
      String pixels,
      double probability,
      Optional<Supplier<GreyImage>> picture,
      Map<String, String> attributes) {
    return new ImageResult(
        image.source(),
        image.file(),
        image.sha256(),
        pixels,
        image.patient(),
        image.label(),
        probability,
        picture,
        attributes);
  }

  /** Whether it belongs to the positive class. */
  public boolean positive(Classes classes) {
    return label.equals(classes.positive());
  }

  /** What the evaluator needs of it. */
  public Case toCase(Classes classes) {
    return new Case(positive(classes), probability, patient);
  }
}
