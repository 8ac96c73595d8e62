package dev.xray.core.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a JPEG 2000 codestream says of itself (ITU-T T.800, annex A).
 *
 * @param width in pixels
 * @param height in pixels
 * @param components values of a pixel
 * @param precision bits of a value
 * @param signed whether values are
 * @param start where it starts
 */
record Jpeg2000Frame(
    int width, int height, int components, int precision, boolean signed, int start) {
  private static final int SIGNED = 0x80;

  /** Where the sizes of components stand, one byte each, three bytes apart. */
  private static final int SIZES = 42;

  private static final int FILE_HEADER = 12 + 20 + 45 + 8;
  private static final int RED_GREEN_BLUE = 16;
  private static final int GREY = 17;

  /** Start of codestream and of the segment SIZ. */
  private static final String START = "\u00FF\u004F\u00FF\u0051";

  /** Reads a whole frame: its end must be there, since OpenCV takes what is missing as grey. */
  static Jpeg2000Frame read(byte[] frame) throws BrokenImageException {
    FileBytes bytes = new FileBytes(frame, false);
    int at = start(bytes);
    int end = frame.length;
    while (end > 0 && frame[end - 1] == 0) {
      end--; // padding
    }
    if (!isEnd(bytes, end) && !isEnd(bytes, frame.length - 1)) {
      throw BrokenImageException.truncated("the JPEG 2000 end marker is missing");
    }
    int components = bytes.u16(at + 40);
    int size = bytes.u8(at + SIZES);
    for (int i = 0; i < components; i++) {
      if (bytes.u8(at + SIZES + 3 * i) != size || bytes.u16(at + SIZES + 1 + 3 * i) != 0x0101) {
        throw BrokenImageException.unsupported(
            "is a DICOM file with JPEG 2000 components of different sizes");
      }
    }
    return new Jpeg2000Frame(
        bytes.i32(at + 8) - bytes.i32(at + 16),
        bytes.i32(at + 12) - bytes.i32(at + 20),
        components,
        (size & ~SIGNED) + 1,
        (size & SIGNED) != 0,
        at);
  }

  /**
   * The frame as a JP2 file (annex I) of unsigned values, as OpenCV wants it: it refuses signed
   * ones, and writes a line to the console for every frame that does not tell its colours.
   *
   * @return of signed values a decoder gives each plus half of the range
   */
  byte[] asFile(byte[] frame) {
    ByteBuffer file = ByteBuffer.allocate(FILE_HEADER + frame.length - start);
    file.putInt(12).put(ascii("jP  ")).putInt(0x0D0A870A);
    file.putInt(20).put(ascii("ftyp")).put(ascii("jp2 ")).putInt(0).put(ascii("jp2 "));
    file.putInt(45).put(ascii("jp2h"));
    file.putInt(22).put(ascii("ihdr")).putInt(height).putInt(width);
    file.putShort((short) components).put((byte) (precision - 1)).put((byte) 7).putShort((short) 0);
    file.putInt(15).put(ascii("colr")).put((byte) 1).putShort((short) 0);
    file.putInt(components == 1 ? GREY : RED_GREEN_BLUE);
    file.putInt(8 + frame.length - start).put(ascii("jp2c"));
    file.put(frame, start, frame.length - start);
    byte[] bytes = file.array();
    for (int i = 0; i < components; i++) {
      bytes[FILE_HEADER + SIZES + 3 * i] &= (byte) ~SIGNED;
    }
    return bytes;
  }

  /** Whether the end marker stands before a position. */
  private static boolean isEnd(FileBytes bytes, int at) throws BrokenImageException {
    return at >= 2 && bytes.u16(at - 2) == 0xFFD9;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Where the codestream starts: at once, or, against the standard, inside of a JP2 file. */
  private static int start(FileBytes bytes) throws BrokenImageException {
    for (int at = 0; at < Math.min(bytes.length() - 4, 1 << 16); at++) {
      if (bytes.has(at, START)) {
        return at;
      }
    }
    throw BrokenImageException.damaged("its frame is not JPEG 2000");
  }
}
