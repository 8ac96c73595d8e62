package dev.xray.core.codec;

import java.util.zip.CRC32;

/** Reads the structure of a PNG file (W3C PNG specification, chapter 5). */
final class PngFile {
  /** Signature at the start of every file. */
  static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

  private PngFile() {}

  /** The header of a whole file: every chunk is there up to IEND, the critical ones undamaged. */
  static ImageHeader read(byte[] file) throws BrokenImageException {
    FileBytes bytes = new FileBytes(file, false);
    ImageHeader header = header(bytes);
    long at = SIGNATURE.length();
    while (true) {
      if (at + 12 > file.length || at + 12 + bytes.u32(at) > file.length) {
        throw BrokenImageException.truncated("the PNG end chunk is missing");
      }
      int length = (int) bytes.u32(at);
      String type = bytes.text(at + 4, 4);
      boolean critical = Character.isUpperCase(type.charAt(0));
      if (critical && crc(file, (int) at + 4, length + 4) != bytes.u32(at + 8 + length)) {
        throw BrokenImageException.damaged("the checksum of PNG chunk " + type + " is wrong");
      }
      if (type.equals("IEND")) {
        return header;
      }
      at += 12L + length;
    }
  }

  private static ImageHeader header(FileBytes bytes) throws BrokenImageException {
    if (!bytes.text(12, 4).equals("IHDR")) {
      throw BrokenImageException.damaged("the PNG header chunk is missing");
    }
    int channels =
        switch (bytes.u8(25)) {
          case 0 -> 1;
          case 4 -> 2;
          case 2, 3 -> 3;
          case 6 -> 4;
          default -> throw BrokenImageException.damaged("its PNG colour type is unknown");
        };
    return new ImageHeader(ImageFormat.PNG, bytes.i32(16), bytes.i32(20), channels, bytes.u8(24));
  }

  private static long crc(byte[] file, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(file, offset, length);
    return crc.getValue();
  }
}
