package dev.xray.core.codec;

/** Reads the structure of a Windows bitmap. */
final class BmpFile {
  private static final int CORE_HEADER = 12;
  private static final int UNCOMPRESSED = 0;
  private static final int BIT_FIELDS = 3;

  private BmpFile() {}

  /** The header of a file that holds all its rows. */
  static ImageHeader read(byte[] file) throws BrokenImageException {
    FileBytes bytes = new FileBytes(file, true);
    boolean core = bytes.u32(14) == CORE_HEADER;
    int width = core ? bytes.u16(18) : bytes.i32(18);
    // Negative: rows from the top.
    int height = core ? bytes.u16(20) : Math.abs(bytes.i32(22));
    int bits = core ? bytes.u16(24) : bytes.u16(28);
    long compression = core ? UNCOMPRESSED : bytes.u32(30);
    if (compression == UNCOMPRESSED || compression == BIT_FIELDS) {
      long row = (Math.abs((long) width) * bits + 31) / 32 * 4;
      if (bytes.u32(10) + row * height > file.length) {
        throw BrokenImageException.truncated("rows are missing");
      }
    }
    int channels = bits <= 8 ? 1 : bits == 32 ? 4 : 3;
    return new ImageHeader(ImageFormat.BMP, width, height, channels, Math.min(bits, 8));
  }
}
