package dev.xray.core.codec;

/** Reads the structure of a WebP file (RFC 9649). */
final class WebpFile {
  private static final int ALPHA = 0x10;
  private static final int ANIMATION = 0x02;

  private WebpFile() {}

  /** The header of a file that is as long as it says. */
  static ImageHeader read(byte[] file) throws BrokenImageException {
    FileBytes bytes = new FileBytes(file, true);
    if (8 + bytes.u32(4) > file.length) {
      throw BrokenImageException.truncated(
          "it should have " + (8 + bytes.u32(4)) + " bytes, but has " + file.length);
    }
    return switch (bytes.text(12, 4)) {
      case "VP8 " -> header(bytes.u16(26) & 0x3FFF, bytes.u16(28) & 0x3FFF, 3);
      case "VP8L" -> lossless(bytes.i32(21));
      case "VP8X" -> extended(bytes);
      default -> throw BrokenImageException.damaged("its first WebP chunk is unknown");
    };
  }

  private static ImageHeader lossless(int bits) {
    return header((bits & 0x3FFF) + 1, (bits >>> 14 & 0x3FFF) + 1, (bits >>> 28 & 1) + 3);
  }

  private static ImageHeader extended(FileBytes bytes) throws BrokenImageException {
    int flags = bytes.u8(20);
    if ((flags & ANIMATION) != 0) {
      throw BrokenImageException.unsupported("is an animation");
    }
    return header(bytes.u24(24) + 1, bytes.u24(27) + 1, (flags & ALPHA) != 0 ? 4 : 3);
  }

  private static ImageHeader header(int width, int height, int channels) {
    return new ImageHeader(ImageFormat.WEBP, width, height, channels, 8);
  }
}
