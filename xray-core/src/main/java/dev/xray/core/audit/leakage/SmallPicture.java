package dev.xray.core.audit.leakage;

import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.image.PixelDigest;
import dev.xray.core.image.Shrunk;

/**
 * What the search for duplicates keeps of an image: 16 KiB.
 *
 * @param digest of the decoded pixels, see {@link PixelDigest}
 * @param aspect width over height
 * @param side the shorter side of the image in pixels
 * @param pixels {@link #SIDE} × {@link #SIDE} unsigned bytes; the aspect is not kept
 */
@SuppressWarnings("ArrayRecordComponent")
record SmallPicture(String digest, double aspect, int side, byte[] pixels) {
  /** Side of the small picture: enough for ribs and vessels, which tell two chests apart. */
  static final int SIDE = 2 * Fingerprint.SIDE;

  static SmallPicture of(GreyImage image) throws XrayException {
    return new SmallPicture(
        PixelDigest.of(image),
        (double) image.width() / image.height(),
        Math.min(image.width(), image.height()),
        Shrunk.to(image, SIDE, SIDE).pixels());
  }

  /** Grey levels as ranks, see {@link Fingerprint#ranks}. */
  float[] ranks() {
    byte[] half = new byte[Fingerprint.SIDE * Fingerprint.SIDE];
    for (int y = 0; y < Fingerprint.SIDE; y++) {
      for (int x = 0; x < Fingerprint.SIDE; x++) {
        int at = 2 * y * SIDE + 2 * x;
        half[y * Fingerprint.SIDE + x] =
            (byte) ((level(at) + level(at + 1) + level(at + SIDE) + level(at + SIDE + 1) + 2) / 4);
      }
    }
    return Fingerprint.ranks(half);
  }

  private int level(int at) {
    return pixels[at] & 0xFF;
  }
}
