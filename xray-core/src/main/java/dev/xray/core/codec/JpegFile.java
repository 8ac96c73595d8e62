package dev.xray.core.codec;

import java.util.Optional;

/** Reads the structure of a JPEG file (ITU-T T.81, annex B). */
final class JpegFile {
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int ADOBE = 0xEE;

  private JpegFile() {}

  /**
   * The header of a whole file. The end marker must be there, since OpenCV fills the missing part
   * of a truncated file with grey and says nothing; what follows it is ignored.
   */
  static ImageHeader read(byte[] file) throws BrokenImageException {
    FileBytes bytes = new FileBytes(file, false);
    Optional<ImageHeader> header = Optional.empty();
    int at = 2;
    while (at + 1 < file.length) {
      if (file[at] != (byte) 0xFF) {
        at++; // compressed data
        continue;
      }
      if (header.isPresent() && file[at + 1] == (byte) START_OF_SCAN && endsWithMarker(file)) {
        return header.get(); // without reading the compressed data
      }
      int marker = file[at + 1] & 0xFF;
      if (marker == 0xFF) {
        at++; // padding
      } else if (marker <= 0x01 || marker >= 0xD0 && marker <= 0xD8) {
        at += 2; // stuffed zero, restart: markers without a segment
      } else if (marker == END_OF_IMAGE) {
        return header.orElseThrow(() -> BrokenImageException.damaged("no JPEG frame header"));
      } else {
        if (header.isEmpty() && isFrame(marker)) {
          header = Optional.of(frame(bytes, at + 4));
        }
        at += 2 + Math.max(2, bytes.u16(at + 2));
      }
    }
    throw BrokenImageException.truncated("the JPEG end marker is missing");
  }

  private static boolean endsWithMarker(byte[] file) {
    return file[file.length - 2] == (byte) 0xFF && file[file.length - 1] == (byte) END_OF_IMAGE;
  }

  /** SOF0 to SOF15 without DHT, JPG and DAC. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static ImageHeader frame(FileBytes bytes, int at) throws BrokenImageException {
    return new ImageHeader(
        ImageFormat.JPEG, bytes.u16(at + 3), bytes.u16(at + 1), bytes.u8(at + 5), bytes.u8(at));
  }

  /**
   * Whether a colour file says that its channels are red, green and blue: by Adobe's marker, or by
   * the names of its channels. Otherwise decoders take them for luminance and chrominance.
   */
  static boolean isRedGreenBlue(byte[] file) throws BrokenImageException {
    FileBytes bytes = new FileBytes(file, false);
    int at = 2;
    while (bytes.u8(at) == 0xFF) {
      int marker = bytes.u8(at + 1);
      if (marker == ADOBE && bytes.has(at + 4, "Adobe")) {
        return bytes.u8(at + 15) == 0;
      } else if (isFrame(marker)) {
        return bytes.u8(at + 10) == 'R' && bytes.u8(at + 13) == 'G' && bytes.u8(at + 16) == 'B';
      }
      at += marker == 0xFF ? 1 : 2 + Math.max(2, bytes.u16(at + 2));
    }
    return false;
  }
}
