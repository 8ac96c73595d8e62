package dev.xray.core.codec;

/**
 * Decodes a run-length encoded DICOM frame (PS3.5, annex G): a segment for each byte of each kind
 * of value, high bytes first, packed as TIFF's PackBits does.
 */
final class RleFrame {
  private static final int HEADER = 64;
  private static final int MOST_SEGMENTS = 15;

  /** Two bytes of a segment stand for no more than so many. */
  private static final int LONGEST_RUN = 128;

  private RleFrame() {}

  /** Makes sure that a frame can hold an image, before memory is taken for that. */
  static void check(DicomImage image, byte[] frame) throws BrokenImageException {
    FileBytes bytes = new FileBytes(frame, true);
    long segments = bytes.u32(0);
    if (segments != (long) image.samples() * image.bytes() || segments > MOST_SEGMENTS) {
      throw BrokenImageException.damaged(
          "its run-length encoded frame has "
              + segments
              + " segments, but should have "
              + image.samples() * image.bytes());
    }
    long plane = (long) image.rows() * image.columns();
    for (int i = 0; i < segments; i++) {
      long length = end(bytes, i, segments) - bytes.u32(4 + 4L * i);
      if (bytes.u32(4 + 4L * i) < HEADER || length < 1) {
        throw BrokenImageException.damaged("its run-length encoded segments overlap");
      }
      if ((length / 2 + 1) * LONGEST_RUN < plane) {
        throw BrokenImageException.truncated("its run-length encoded pixels are too short");
      }
    }
  }

  /**
   * Unpacks a frame that was checked.
   *
   * @return values of 8 or 16 bits, one kind after the other
   */
  static char[] decode(DicomImage image, byte[] frame) throws BrokenImageException {
    FileBytes bytes = new FileBytes(frame, true);
    int plane = image.rows() * image.columns();
    char[] values = new char[plane * image.samples()];
    int segments = image.samples() * image.bytes();
    for (int i = 0; i < segments; i++) {
      int first = i / image.bytes() * plane;
      int from = (int) bytes.u32(4 + 4L * i);
      int to = (int) end(bytes, i, segments);
      unpack(frame, from, to, values, first, plane);
    }
    return values;
  }

  private static long end(FileBytes bytes, int segment, long segments) throws BrokenImageException {
    long end = segment + 1 < segments ? bytes.u32(8 + 4L * segment) : bytes.length();
    if (end > bytes.length()) {
      throw BrokenImageException.truncated("run-length encoded segments are missing");
    }
    return end;
  }

  /** Appends the bytes of a segment to values: below the bytes that they have already. */
  private static void unpack(byte[] packed, int from, int to, char[] values, int first, int count)
      throws BrokenImageException {
    int at = from;
    int done = 0;
    while (done < count) {
      if (at + 1 >= to) {
        throw BrokenImageException.truncated("its run-length encoded pixels end too early");
      }
      int control = packed[at++];
      boolean literal = control >= 0;
      int length = literal ? control + 1 : control == Byte.MIN_VALUE ? 0 : 1 - control;
      int wanted = Math.min(length, count - done);
      if (literal && at + wanted > to) {
        throw BrokenImageException.truncated("its run-length encoded pixels end too early");
      }
      for (int i = 0; i < wanted; i++) {
        int value = packed[literal ? at + i : at] & 0xFF;
        values[first + done + i] = (char) (values[first + done + i] << 8 | value);
      }
      done += wanted;
      at += literal ? length : length == 0 ? 0 : 1;
    }
  }
}
