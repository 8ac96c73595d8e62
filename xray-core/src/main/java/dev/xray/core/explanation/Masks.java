package dev.xray.core.explanation;

import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.image.Preprocessing;
import dev.xray.core.image.Preprocessor;
import java.io.IOException;
import java.nio.file.Files;
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
   * The folder with the masks of an image: {@code masks/} beside the folder of images, as the
   * phantoms have it.
   */
  public static Path folderOf(Path image) {
    return image.toAbsolutePath().getParent().resolveSibling("masks");
  }

  /**
   * Reads the masks of an image: {@code lungs/} and {@code lesions/} in a folder, files named as
   * the image but PNG, of the image's size, white where it is.
   *
   * @param folder with both or one of them
   * @param image the image's file
   * @param decoded the same, decoded
   * @param fit how the image is brought to the network's input
   * @throws XrayException if a mask cannot be decoded or has another size than its image
   */
  public static Masks read(Path folder, Path image, GreyImage decoded, Preprocessing fit)
      throws XrayException, IOException {
    String name = image.getFileName().toString().replaceFirst("\\.[^.]+$", "") + ".png";
    return new Masks(
        mask(folder.resolve(last(PhantomGenerator.LUNG_MASKS)).resolve(name), image, decoded, fit),
        mask(
            folder.resolve(last(PhantomGenerator.LESION_MASKS)).resolve(name),
            image,
            decoded,
            fit));
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Optional<Mask> mask(Path file, Path image, GreyImage decoded, Preprocessing fit)
      throws XrayException, IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    GreyImage mask = ImageCodec.decodeGrey(ImageCodec.read(file, file.toString()), file.toString());
    if (mask.width() != decoded.width() || mask.height() != decoded.height()) {
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
              + ". A mask must have its image's size.");
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
