package dev.xray.core.codec;

import java.util.Arrays;

/**
 * Huffman codes of a JPEG file (ITU-T T.81, annex C), of at most 16 bits.
 *
 * @param entries for each 16 bits that may come next: the length of the code that they start with,
 *     times 256, plus its value; 0 where they start with none
 */
@SuppressWarnings("ArrayRecordComponent")
record JpegHuffmanTable(char[] entries) {
  /** Bits of the longest code. */
  static final int LONGEST = 16;

  /** Reads the numbers of codes of each length, and their values after these. */
  static JpegHuffmanTable read(FileBytes bytes, int at) throws BrokenImageException {
    char[] entries = new char[1 << LONGEST];
    int filled = 0;
    int value = at + LONGEST;
    for (int length = 1; length <= LONGEST; length++) {
      int span = 1 << LONGEST - length;
      for (int i = bytes.u8(at + length - 1); i > 0; i--) {
        if (filled + span > entries.length) {
          throw BrokenImageException.damaged("its JPEG codes are more than there can be");
        }
        char entry = (char) (length << 8 | bytes.u8(value++));
        Arrays.fill(entries, filled, filled + span, entry);
        filled += span;
      }
    }
    return new JpegHuffmanTable(entries);
  }

  /** Of the code that some bits start with; 0 if none does. */
  int length(int next) {
    return entries[next] >> 8;
  }

  /** Of the code that some bits start with. */
  int value(int next) {
    return entries[next] & 0xFF;
  }
}
