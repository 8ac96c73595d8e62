package dev.xray.core.image;

import dev.xray.core.codec.GreyImage;
import dev.xray.core.dataset.Hashes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Names images by their content. */
public final class PixelDigest {
  private PixelDigest() {}

  /**
   * SHA-256 over number, width and height (32 bits each, big-endian), then for each image its label
   * as one byte and its pixels: changes with every pixel, label and with the order.
   *
   * @return lower-case hex
   */
  public static String of(Pixels pixels) {
    MessageDigest digest = Hashes.sha256();
    digest.update(
        ByteBuffer.allocate(12)
            .putInt(pixels.size())
            .putInt(pixels.width())
            .putInt(pixels.height())
            .flip());
    byte[] image = new byte[pixels.width() * pixels.height()];
    for (int i = 0; i < pixels.size(); i++) {
      pixels.read(i, image);
      digest.update((byte) pixels.label(i));
      digest.update(image);
    }
    return Hashes.hex(digest.digest());
  }

  /** SHA-256 over width and height (32 bits each, big-endian) and pixels of one image. */
  public static String of(GreyImage image) {
    return Hashes.hex(bytes(image));
  }

  /** The same as 32 bytes. */
  static byte[] bytes(GreyImage image) {
    MessageDigest digest = Hashes.sha256();
    digest.update(ByteBuffer.allocate(8).putInt(image.width()).putInt(image.height()).flip());
    digest.update(image.pixels());
    return digest.digest();
  }
}
