package dev.xray.core.codec;

import java.nio.charset.StandardCharsets;

/** Reads numbers from a file's bytes; a position past the end means that the file is truncated. */
final class FileBytes {
  private final byte[] bytes;
  private final boolean littleEndian;

  FileBytes(byte[] bytes, boolean littleEndian) {
    this.bytes = bytes;
    this.littleEndian = littleEndian;
  }

  int length() {
    return bytes.length;
  }

  int u8(long at) throws BrokenImageException {
    if (at < 0 || at >= bytes.length) {
      throw BrokenImageException.truncated("it ends after " + bytes.length + " bytes");
    }
    return bytes[(int) at] & 0xFF;
  }

  int u16(long at) throws BrokenImageException {
    return littleEndian ? u8(at) | u8(at + 1) << 8 : u8(at) << 8 | u8(at + 1);
  }

  int u24(long at) throws BrokenImageException {
    return littleEndian ? u16(at) | u8(at + 2) << 16 : u16(at) << 8 | u8(at + 2);
  }

  int i32(long at) throws BrokenImageException {
    return littleEndian ? u16(at) | u16(at + 2) << 16 : u16(at) << 16 | u16(at + 2);
  }

  long u32(long at) throws BrokenImageException {
    return i32(at) & 0xFFFFFFFFL;
  }

  /** Characters of one byte each. */
  String text(long at, int count) throws BrokenImageException {
    u8(at + count - 1);
    return new String(bytes, (int) at, count, StandardCharsets.ISO_8859_1);
  }

  /** Whether these very characters stand there. */
  boolean has(int at, String characters) {
    byte[] wanted = characters.getBytes(StandardCharsets.ISO_8859_1);
    if (at + wanted.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
