package dev.xray.core.codec;

import java.util.HashMap;
import java.util.Map;

/** Reads the first directory of a TIFF file (TIFF 6.0, section 2). */
final class TiffFile {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int PHOTOMETRIC = 262;
  private static final int STRIP_OFFSETS = 273;
  private static final int SAMPLES = 277;
  private static final int STRIP_BYTES = 279;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;
  private static final int SAMPLE_FORMAT = 339;

  private static final int PALETTE = 3;
  private static final int WHITE_IS_ZERO = 0;
  private static final int UNSIGNED = 1;

  /** Where an entry of the directory stands, by its tag. */
  private final Map<Integer, Long> entries = new HashMap<>();

  private final FileBytes bytes;

  private TiffFile(FileBytes bytes) throws BrokenImageException {
    this.bytes = bytes;
    long directory = bytes.u32(4);
    int count = bytes.u16(directory);
    for (int i = 0; i < count; i++) {
      long entry = directory + 2 + 12L * i;
      entries.putIfAbsent(bytes.u16(entry), entry);
      checkWhole(entry);
    }
    bytes.u32(directory + 2 + 12L * count); // where the next directory stands
  }

  /** The header of a file that holds all strips or tiles of its first image. */
  static ImageHeader read(byte[] file) throws BrokenImageException {
    return new TiffFile(new FileBytes(file, file[0] == 'I')).header();
  }

  private ImageHeader header() throws BrokenImageException {
    checkWhole(STRIP_OFFSETS, STRIP_BYTES);
    checkWhole(TILE_OFFSETS, TILE_BYTES);
    int bits = (int) first(BITS, 1);
    if (first(SAMPLE_FORMAT, UNSIGNED) != UNSIGNED) {
      throw BrokenImageException.unsupported("has signed or floating-point pixels");
    }
    if (bits > 8 && bits != 16) {
      throw BrokenImageException.unsupported("has pixels of " + bits + " bits");
    }
    // OpenCV inverts such pixels if they have 8 bits, and forgets it if they have 16.
    if (first(PHOTOMETRIC, 1) == WHITE_IS_ZERO && bits == 16) {
      throw BrokenImageException.unsupported("has 16-bit pixels with white as zero");
    }
    int samples = (int) first(SAMPLES, 1);
    return new ImageHeader(
        ImageFormat.TIFF,
        (int) first(WIDTH, 0),
        (int) first(HEIGHT, 0),
        first(PHOTOMETRIC, 1) == PALETTE ? 3 : samples,
        bits);
  }

  /** Looks at the last byte of an entry's values. */
  private void checkWhole(long entry) throws BrokenImageException {
    long length = bytes.u32(entry + 4) * size(bytes.u16(entry + 2));
    bytes.u8(length <= 4 ? entry + 11 : bytes.u32(entry + 8) + length - 1);
  }

  private void checkWhole(int offsets, int lengths) throws BrokenImageException {
    long pieces = Math.min(count(offsets), count(lengths));
    for (int i = 0; i < pieces; i++) {
      if (value(offsets, i) + value(lengths, i) > bytes.length()) {
        throw BrokenImageException.truncated("pixels are missing");
      }
    }
  }

  private long count(int tag) throws BrokenImageException {
    Long entry = entries.get(tag);
    return entry == null ? 0 : bytes.u32(entry + 4);
  }

  private long first(int tag, long otherwise) throws BrokenImageException {
    return entries.containsKey(tag) ? value(tag, 0) : otherwise;
  }

  /**
   * A value of an entry of type BYTE, SHORT or LONG; up to four bytes stand in the entry itself.
   */
  private long value(int tag, int index) throws BrokenImageException {
    long entry = entries.getOrDefault(tag, -1L);
    int size = size(bytes.u16(entry + 2));
    long start = count(tag) * size <= 4 ? entry + 8 : bytes.u32(entry + 8);
    long at = start + (long) size * index;
    return switch (size) {
      case 1 -> bytes.u8(at);
      case 2 -> bytes.u16(at);
      default -> bytes.u32(at);
    };
  }

  /** Bytes of a value of a type. */
  private static int size(int type) {
    return switch (type) {
      case 3, 8 -> 2;
      case 4, 9, 11, 13 -> 4;
      case 5, 10, 12 -> 8;
      default -> 1;
    };
  }
}
