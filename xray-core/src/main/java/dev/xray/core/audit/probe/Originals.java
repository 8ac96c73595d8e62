package dev.xray.core.audit.probe;

import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import java.io.IOException;
import java.util.Optional;

/** What the images were before preprocessing. Implementations are thread-safe. */
public interface Originals {
  /**
   * Decodes an image.
   *
   * @param index of the image
   * @throws XrayException if it cannot be decoded
   * @throws IOException if it cannot be read
   */
  GreyImage decoded(int index) throws XrayException, IOException;

  /**
   * The mask of the lungs of an image, white where there is lung, of the shape of the decoded
   * image.
   *
   * @param index of the image
   * @return empty if it has none
   * @throws XrayException if it cannot be decoded
   * @throws IOException if it cannot be read
   */
  Optional<GreyImage> mask(int index) throws XrayException, IOException;

  /** What messages call an image. */
  String name(int index);

  /** Whether an image has a mask; does not read it. */
  boolean hasMask(int index);
}
