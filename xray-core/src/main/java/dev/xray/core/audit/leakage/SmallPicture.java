package dev.xray.core.audit.leakage;

import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.image.DecodedImage;
import dev.xray.core.image.PixelDigest;
import dev.xray.core.image.RecordKind;
import dev.xray.core.image.Shrunk;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * What the search for duplicates keeps of an image: 16 KiB.
 *
 * @param digest of the decoded pixels, see {@link PixelDigest}
 * @param width of the image in pixels
 * @param height of the image in pixels
 * @param pixels {@link #SIDE} × {@link #SIDE} unsigned bytes; the aspect is not kept
 */
@SuppressWarnings("ArrayRecordComponent")
record SmallPicture(String digest, int width, int height, byte[] pixels) {
  /** Side of the small picture: enough for ribs and vessels, which tell two chests apart. */
  static final int SIDE = 2 * Fingerprint.SIDE;

  private static final int DIGEST = 32;

  /** Length of what {@link #write} writes. */
  static final int BYTES = DIGEST + 2 * Integer.BYTES + SIDE * SIDE;

  /** As it is kept. */
  static final RecordKind KIND =
      new RecordKind() {
        @Override
        public String name() {
          return "small picture " + SIDE;
        }

        @Override
        public int size() {
          return BYTES;
        }

        @Override
        public void make(DecodedImage image, ByteBuffer record) throws XrayException {
          of(image.pixels(), Hashes.hex(image.digest())).write(record);
        }
      };

  static SmallPicture of(GreyImage image) throws XrayException {
    return of(image, PixelDigest.of(image));
  }

  private static SmallPicture of(GreyImage image, String digest) throws XrayException {
    return new SmallPicture(
        digest, image.width(), image.height(), Shrunk.to(image, SIDE, SIDE).pixels());
  }

  void write(ByteBuffer target) {
    target.put(HexFormat.of().parseHex(digest)).putInt(width).putInt(height).put(pixels);
  }

  static SmallPicture read(ByteBuffer source) {
    byte[] digest = new byte[DIGEST];
    byte[] pixels = new byte[SIDE * SIDE];
    source.get(digest);
    int width = source.getInt();
    int height = source.getInt();
    source.get(pixels);
    return new SmallPicture(Hashes.hex(digest), width, height, pixels);
  }

  /** Width over height. */
  double aspect() {
    return (double) width / height;
  }

  /** The shorter side of the image in pixels. */
  int side() {
    return Math.min(width, height);
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
