package dev.xray.core.image;

import dev.xray.core.codec.GreyImage;
import dev.xray.core.dataset.LabeledImage;
import java.util.Optional;

/** An image of which records are made, one after the other, on one thread. */
public final class DecodedImage {
  private final LabeledImage image;
  private final byte[] bytes;
  private final GreyImage pixels;
  private Optional<byte[]> digest = Optional.empty();

  /**
   * An image.
   *
   * @param bytes of its file
   * @param pixels that were decoded from them
   */
  public DecodedImage(LabeledImage image, byte[] bytes, GreyImage pixels) {
    this.image = image;
    this.bytes = bytes;
    this.pixels = pixels;
  }

  /** What the data set knows of it. */
  public LabeledImage image() {
    return image;
  }

  /** Its file. */
  public byte[] bytes() {
    return bytes;
  }

  /** Its pixels as decoded. */
  public GreyImage pixels() {
    return pixels;
  }

  /** {@link PixelDigest} of the pixels, 32 bytes; made once, since it takes a fifth of decoding. */
  public byte[] digest() {
    if (digest.isEmpty()) {
      digest = Optional.of(PixelDigest.bytes(pixels));
    }
    return digest.get();
  }
}
