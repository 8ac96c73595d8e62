package dev.xray.core.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether a file carries EXIF data (CIPA DC-008), wherever its format keeps them: an APP1
 * segment of a JPEG, the chunk {@code eXIf} of a PNG, {@code EXIF} of a WebP, tag 0x8769 of a TIFF.
 */
final class ExifSearch {
  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;
  private static final int EXIF_DIRECTORY = 0x8769;
  private static final int ORIENTATION = 0x0112;
  private static final int UPRIGHT = 1;

  private ExifSearch() {}

  /** Whether a whole file of a known format has them. */
  static boolean in(byte[] file, ImageFormat format) throws BrokenImageException {
    return switch (format) {
      case JPEG -> !exifSegments(new FileBytes(file, false)).isEmpty();
      case PNG -> chunk(new FileBytes(file, false), 8, "eXIf", 4, 4).isPresent();
      case WEBP -> chunk(new FileBytes(file, true), 12, "EXIF", 0, 0).isPresent();
      case TIFF -> inTiff(new FileBytes(file, file[0] == 'I'));
      case BMP, DICOM -> false;
    };
  }

  /**
   * Whether a JPEG file may say that it is not upright. True also where its EXIF data cannot be
   * read.
   */
  static boolean mayBeTurned(byte[] jpeg) {
    FileBytes bytes = new FileBytes(jpeg, false);
    try {
      for (int segment : exifSegments(bytes)) {
        if (isTurned(jpeg, segment + 10)) {
          return true;
        }
      }
      return false;
    } catch (BrokenImageException e) {
      return true;
    }
  }

  /** Whether the first directory of a TIFF structure within a file has another orientation. */
  private static boolean isTurned(byte[] file, int tiff) throws BrokenImageException {
    FileBytes bytes = new FileBytes(file, new FileBytes(file, false).u8(tiff) == 'I');
    long directory = tiff + bytes.u32(tiff + 4);
    int entries = bytes.u16(directory);
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + 12L * i;
      if (bytes.u16(entry) == ORIENTATION && bytes.u16(entry + 8) != UPRIGHT) {
        return true;
      }
    }
    return false;
  }

  /** Where a JPEG file has segments with EXIF data. */
  private static List<Integer> exifSegments(FileBytes bytes) throws BrokenImageException {
    List<Integer> segments = new ArrayList<>();
    int at = 2;
    while (at + 4 <= bytes.length() && bytes.u8(at) == 0xFF) {
      int marker = bytes.u8(at + 1);
      if (marker == START_OF_SCAN) {
        return segments;
      } else if (marker == 0xFF) {
        at++; // padding
      } else {
        if (marker == APP1 && bytes.has(at + 4, "Exif\0")) {
          segments.add(at);
        }
        at += 2 + Math.max(2, bytes.u16(at + 2));
      }
    }
    return segments;
  }

  /**
   * Position of a chunk of length, type and content; in PNG the length stands first and a checksum
   * follows, in RIFF the type stands first and contents have even lengths.
   */
  private static Optional<Long> chunk(
      FileBytes bytes, int from, String wanted, int typeAt, int checksum)
      throws BrokenImageException {
    long at = from;
    while (at + 8 <= bytes.length()) {
      if (bytes.text(at + typeAt, 4).equals(wanted)) {
        return Optional.of(at);
      }
      long length = bytes.u32(at + 4 - typeAt);
      at += 8 + length + (checksum == 0 ? length % 2 : checksum);
    }
    return Optional.empty();
  }

  private static boolean inTiff(FileBytes bytes) throws BrokenImageException {
    long directory = bytes.u32(4);
    int entries = bytes.u16(directory);
    for (int i = 0; i < entries; i++) {
      if (bytes.u16(directory + 2 + 12L * i) == EXIF_DIRECTORY) {
        return true;
      }
    }
    return false;
  }
}
