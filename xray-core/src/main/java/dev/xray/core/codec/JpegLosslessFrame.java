package dev.xray.core.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * Decodes JPEG Lossless (ITU-T T.81, annex H, with Huffman codes: DICOM's process 14), of any
 * selection value, precision, point transform and restart interval, in one scan or several.
 *
 * <p>Own code, since no library fits: OpenCV and the JDK do not decode it. ImageIO's plugin of
 * TwelveMonkeys (3.14.0) does, but gives a picture whose rest is black, and no error, where a scan
 * ends early, wrong pixels where there are restart intervals or several scans, and refuses odd
 * precisions.
 */
final class JpegLosslessFrame {
  private static final int START_OF_FRAME = 0xC3;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int RESTART_INTERVAL = 0xDD;

  /** A component whose samples are as dense as the picture's. */
  private static final int NOT_SUBSAMPLED = 0x11;

  private final byte[] frame;
  private final FileBytes bytes;
  private final JpegHuffmanTable[] tables = new JpegHuffmanTable[4];
  private final List<Integer> components = new ArrayList<>();
  private int width;
  private int height;
  private int precision;
  private int restartInterval;

  /** What a scan says of itself: components by their place, tables, predictor, point transform. */
  private record Scan(
      List<Integer> components, List<JpegHuffmanTable> tables, int selection, int shift) {}

  private JpegLosslessFrame(byte[] frame) {
    this.frame = frame;
    this.bytes = new FileBytes(frame, false);
  }

  /** Makes sure that a frame can hold an image, before memory is taken for that. */
  static void check(DicomImage image, byte[] frame) throws BrokenImageException {
    // The shortest code of a sample is of one bit.
    if (8L * frame.length < (long) image.rows() * image.columns() * image.samples()) {
      throw BrokenImageException.truncated("its JPEG Lossless pixels are too short");
    }
  }

  /**
   * Decodes a frame whose header was checked, see {@link JpegFile#read}.
   *
   * @return values of up to 16 bits, one kind after the other
   */
  static char[] decode(byte[] frame) throws BrokenImageException {
    return new JpegLosslessFrame(frame).decode();
  }

  private char[] decode() throws BrokenImageException {
    char[] values = new char[0];
    List<Integer> missing = new ArrayList<>();
    int at = 2;
    while (true) {
      int marker = marker(at);
      if (marker == 0xFF) {
        at++; // padding
        continue;
      } else if (marker == END_OF_IMAGE) {
        break;
      }
      int content = at + 4;
      int end = at + 2 + bytes.u16(at + 2);
      switch (marker) {
        case START_OF_FRAME -> {
          readFrame(content);
          values = new char[width * height * components.size()];
          for (int i = 0; i < components.size(); i++) {
            missing.add(i);
          }
        }
        case HUFFMAN_TABLES -> readTables(content, end);
        case RESTART_INTERVAL -> restartInterval = bytes.u16(content);
        case START_OF_SCAN -> {
          Scan scan = scan(content);
          if (!missing.containsAll(scan.components())) {
            throw BrokenImageException.damaged("its JPEG Lossless scans hold the same values");
          }
          missing.removeAll(scan.components());
          end = decode(scan, end, values);
        }
        default -> checkPassed(marker);
      }
      at = end;
    }
    if (values.length == 0 || !missing.isEmpty()) {
      throw BrokenImageException.truncated("a JPEG Lossless scan is missing");
    }
    return values;
  }

  private int marker(int at) throws BrokenImageException {
    if (bytes.u8(at) != 0xFF) {
      throw BrokenImageException.damaged("its JPEG Lossless frame has more pixels than it says");
    }
    return bytes.u8(at + 1);
  }

  /** Segments without a meaning for pixels are passed over, other kinds of JPEG are not. */
  private static void checkPassed(int marker) throws BrokenImageException {
    if (marker >= 0xC0 && marker <= 0xD8 || marker <= 0x01) {
      throw BrokenImageException.damaged("its frame is not JPEG Lossless as its header says");
    }
  }

  private void readFrame(int at) throws BrokenImageException {
    if (!components.isEmpty()) {
      throw BrokenImageException.damaged("it has two JPEG frames in one");
    }
    precision = bytes.u8(at);
    height = bytes.u16(at + 1);
    width = bytes.u16(at + 3);
    int count = bytes.u8(at + 5);
    for (int i = 0; i < count; i++) {
      components.add(bytes.u8(at + 6 + 3 * i));
      if (count > 1 && bytes.u8(at + 7 + 3 * i) != NOT_SUBSAMPLED) {
        throw BrokenImageException.unsupported(
            "is a DICOM file with JPEG Lossless components of different sizes");
      }
    }
    if (precision < 2 || precision > 16) {
      throw BrokenImageException.damaged("its JPEG Lossless frame has " + precision + " bits");
    }
  }

  private void readTables(int start, int end) throws BrokenImageException {
    int at = start;
    while (at < end) {
      int place = bytes.u8(at);
      int values = 0;
      for (int i = 1; i <= JpegHuffmanTable.LONGEST; i++) {
        values += bytes.u8(at + i);
      }
      if (place < tables.length) { // others are of no use here
        tables[place] = JpegHuffmanTable.read(bytes, at + 1);
      }
      at += 1 + JpegHuffmanTable.LONGEST + values;
    }
  }

  private Scan scan(int at) throws BrokenImageException {
    int count = bytes.u8(at);
    List<Integer> places = new ArrayList<>();
    List<JpegHuffmanTable> used = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int place = components.indexOf(bytes.u8(at + 1 + 2 * i));
      int table = bytes.u8(at + 2 + 2 * i) >> 4;
      if (place < 0 || places.contains(place) || table > 3 || tables[table] == null) {
        throw BrokenImageException.damaged(
            "its JPEG Lossless scan names what the frame does not have");
      }
      places.add(place);
      used.add(tables[table]);
    }
    int selection = bytes.u8(at + 1 + 2 * count);
    int shift = bytes.u8(at + 3 + 2 * count) & 0xF;
    if (count == 0 || selection < 1 || selection > 7 || shift >= precision) {
      throw BrokenImageException.damaged("its JPEG Lossless scan has no meaning");
    }
    return new Scan(places, used, selection, shift);
  }

  /** Decodes a scan whose bits start at a position; returns where they end. */
  private int decode(Scan scan, int start, char[] values) throws BrokenImageException {
    if (restartInterval % width != 0) {
      throw BrokenImageException.damaged("its JPEG Lossless restart interval is not of whole rows");
    }
    int rowsToRestart = restartInterval == 0 ? height : restartInterval / width;
    JpegBits bits = new JpegBits(frame, start);
    for (int y = 0; y < height; y++) {
      boolean first = y % rowsToRestart == 0;
      if (first && y > 0) {
        bits.restart(y / rowsToRestart - 1);
      }
      row(scan, bits, y, first, values);
    }
    if (scan.shift() > 0) {
      for (int component : scan.components()) {
        shift(values, component, scan.shift());
      }
    }
    return bits.end();
  }

  private void row(Scan scan, JpegBits bits, int y, boolean first, char[] values)
      throws BrokenImageException {
    int plane = width * height;
    int top = 1 << precision - scan.shift();
    for (int x = 0; x < width; x++) {
      for (int i = 0; i < scan.components().size(); i++) {
        int at = scan.components().get(i) * plane + y * width + x;
        int predicted;
        if (first) {
          predicted = x == 0 ? top / 2 : values[at - 1];
        } else if (x == 0) {
          predicted = values[at - width];
        } else {
          predicted =
              predicted(
                  scan.selection(), values[at - 1], values[at - width], values[at - width - 1]);
        }
        int value = predicted + bits.difference(scan.tables().get(i)) & 0xFFFF;
        if (value >= top) {
          throw BrokenImageException.damaged("its JPEG Lossless pixels exceed their range");
        }
        values[at] = (char) value;
      }
    }
  }

  /** Table H.1. */
  private static int predicted(int selection, int left, int above, int aboveLeft) {
    return switch (selection) {
      case 1 -> left;
      case 2 -> above;
      case 3 -> aboveLeft;
      case 4 -> left + above - aboveLeft;
      case 5 -> left + (above - aboveLeft >> 1);
      case 6 -> above + (left - aboveLeft >> 1);
      default -> left + above >> 1;
    };
  }

  private void shift(char[] values, int component, int shift) {
    int plane = width * height;
    for (int i = component * plane; i < (component + 1) * plane; i++) {
      values[i] <<= shift;
    }
  }
}
