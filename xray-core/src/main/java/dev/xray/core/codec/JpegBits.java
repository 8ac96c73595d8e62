package dev.xray.core.codec;

/** Reads the bits of a JPEG scan (ITU-T T.81, annexes F and H), up to the next marker. */
final class JpegBits {
  private static final int RESTART = 0xD0;
  private static final int LONGEST = JpegHuffmanTable.LONGEST;

  private final byte[] bytes;
  private int at;

  /** What was taken from the bytes and not yet used: the last so many bits. */
  private int waiting;

  private int count;

  JpegBits(byte[] bytes, int start) {
    this.bytes = bytes;
    this.at = start;
  }

  /** The difference to a prediction, modulo 2^16 (H.1.2.2). */
  int difference(JpegHuffmanTable table) throws BrokenImageException {
    fill();
    int next =
        (count >= LONGEST ? waiting >>> count - LONGEST : waiting << LONGEST - count) & 0xFFFF;
    int length = table.length(next);
    int size = table.value(next);
    if (length == 0 || size > 16) {
      throw count < LONGEST
          ? tooShort()
          : BrokenImageException.damaged("its JPEG Lossless pixels have an unknown code");
    }
    take(length);
    if (size == 0 || size == 16) {
      return size << 11; // 2^15 needs no further bits
    }
    fill();
    int bits = take(size);
    return bits >> size - 1 == 1 ? bits : bits - (1 << size) + 1;
  }

  /** Passes over a restart marker, which must be there. */
  void restart(int number) throws BrokenImageException {
    int marker = end();
    while (marker + 1 < bytes.length && bytes[marker + 1] == (byte) 0xFF) {
      marker++; // padding
    }
    if (marker + 1 >= bytes.length || (bytes[marker + 1] & 0xFF) != RESTART + number % 8) {
      throw BrokenImageException.damaged("a JPEG Lossless restart marker is missing");
    }
    at = marker + 2;
    waiting = 0;
    count = 0;
  }

  /** Where a marker stands, after a last byte that may have bits to spare. */
  int end() throws BrokenImageException {
    if (count >= 8 || at + 1 >= bytes.length || !isMarker()) {
      throw BrokenImageException.damaged("its JPEG Lossless scan has more pixels than it should");
    }
    return at;
  }

  private int take(int bits) throws BrokenImageException {
    if (bits > count) {
      throw tooShort();
    }
    count -= bits;
    return waiting >>> count & (1 << bits) - 1;
  }

  /** Takes bytes until there are bits enough, or a marker stands there. */
  private void fill() {
    while (count <= 24 && at < bytes.length && !isMarker()) {
      int next = bytes[at] & 0xFF;
      at += next == 0xFF ? 2 : 1; // a zero is stuffed after it
      waiting = waiting << 8 | next;
      count += 8;
    }
  }

  private boolean isMarker() {
    return bytes[at] == (byte) 0xFF && (at + 1 >= bytes.length || bytes[at + 1] != 0);
  }

  private static BrokenImageException tooShort() {
    return BrokenImageException.truncated("its JPEG Lossless pixels end too early");
  }
}
