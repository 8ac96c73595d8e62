package dev.xray.core.explanation;

import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.image.Preprocessing;
import dev.xray.core.image.Preprocessor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is known of where things are in an image, on the network's input.
 *
 * @param lungs where there is lung; empty where that is not known
 * @param lesions where there is disease, nowhere on a healthy image; empty where that is not known
 */
public record Masks(Optional<Mask> lungs, Optional<Mask> lesions) {
  /** Grey above which a pixel of a mask's file counts. */
  private static final int HALF = 127;

  /** Nothing is known. */
  public static final Masks NONE = new Masks(Optional.empty(), Optional.empty());

  /**
   * Reads the masks of an image.
   *
   * @param finder where masks are
   * @param image the image's file
   * @param file the same, relative to the folder of the images, with {@code /}
   * @param decoded the same, decoded
   * @param fit how the image is brought to the network's input
   * @throws XrayException if a mask cannot be decoded or has another shape than its image
   */
  public static Masks read(
      MaskFinder finder, Path image, String file, GreyImage decoded, Preprocessing fit)
      throws XrayException, IOException {
    return new Masks(
        mask(finder.lungs(image, file), image, decoded, fit),
        mask(finder.lesions(image, file), image, decoded, fit));
  }

  private static Optional<Mask> mask(
      Optional<Path> found, Path image, GreyImage decoded, Preprocessing fit)
      throws XrayException, IOException {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Path file = found.get();
    GreyImage mask = ImageCodec.decodeGrey(file);
    if (!mask.hasShapeOf(decoded)) {
      throw new XrayException(
          file
              + " has "
              + mask.width()
              + " x "
              + mask.height()
              + " pixels, but its image "
              + image
              + " has "
              + decoded.width()
              + " x "
              + decoded.height()
              + ". A mask must have its image's shape: make it of the whole image.");
    }
    return Optional.of(placed(mask, fit));
  }

  private static Mask placed(GreyImage mask, Preprocessing fit) throws XrayException {
    GreyImage small = new Preprocessor(fit.ofMask(Preprocessing.Resampling.AREA)).apply(mask);
    boolean[] inside = new boolean[small.pixels().length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = (small.pixels()[i] & 0xFF) > HALF;
    }
    return new Mask(fit.width(), fit.height(), inside);
  }
}
