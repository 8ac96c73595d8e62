package dev.xray.core.codec;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The elements of a DICOM data set that are on the list of {@link DicomTag} (PS3.5, section 7).
 * Stops at the pixels: nothing behind them is needed. Allocates no more than a few bytes an
 * element, whatever lengths the file claims.
 */
final class DicomDataSet {
  private static final long UNDEFINED = 0xFFFFFFFFL;
  private static final int MAX_DEPTH = 32;
  private static final int MAX_TEXT = 1024;
  private static final Set<String> WIDE =
      Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");
  private static final Set<String> NARROW =
      Set.of(
          "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "PN", "SH", "SL",
          "SS", "ST", "TM", "UI", "UL", "US");

  /** Where a value stands. */
  private record Value(String vr, long at, long length) {}

  /**
   * Where pixels stand.
   *
   * @param words whether they are declared as words of 16 bits
   * @param fragments a single one if they are not encapsulated
   * @param encapsulated whether they are compressed frames
   */
  record PixelData(boolean words, List<Fragment> fragments, boolean encapsulated) {}

  /** A piece of the file. */
  record Fragment(int at, int length) {}

  private final FileBytes bytes;
  private final boolean explicit;
  private final Map<Integer, Value> values = new HashMap<>();
  private final Map<Integer, DicomDataSet> sequences = new HashMap<>();
  private Optional<PixelData> pixelData = Optional.empty();

  private DicomDataSet(FileBytes bytes, boolean explicit) {
    this.bytes = bytes;
    this.explicit = explicit;
  }

  /**
   * Reads the file meta information, which stands before the data set.
   *
   * @return its transfer syntax, and where the data set starts
   */
  static Map.Entry<String, Integer> meta(byte[] file) throws BrokenImageException {
    DicomDataSet meta = new DicomDataSet(new FileBytes(file, true), true);
    long at = DicomFile.START;
    while (at + 2 <= file.length && meta.bytes.u16(at) == 2) {
      at = meta.element(at, 0);
    }
    String uid = meta.text(DicomTag.TRANSFER_SYNTAX).orElse("");
    if (uid.isEmpty()) {
      throw BrokenImageException.damaged("its DICOM header names no transfer syntax");
    }
    return Map.entry(uid, (int) at);
  }

  /**
   * Reads a data set up to its pixels.
   *
   * @param bytes that hold it
   * @param at where it starts
   * @param syntax how it is encoded
   */
  static DicomDataSet read(byte[] bytes, int at, TransferSyntax syntax)
      throws BrokenImageException {
    DicomDataSet all =
        new DicomDataSet(new FileBytes(bytes, syntax.littleEndian()), syntax.explicit());
    long next = at;
    while (next < bytes.length && all.pixelData.isEmpty()) {
      next = all.element(next, 0);
    }
    return all;
  }

  /**
   * Reads a data set of which the start alone may be here: up to, and without, its pixels.
   *
   * @throws BrokenImageException also if the bytes end before the pixels
   */
  static DicomDataSet readHeader(byte[] bytes, int at, TransferSyntax syntax)
      throws BrokenImageException {
    DicomDataSet header =
        new DicomDataSet(new FileBytes(bytes, syntax.littleEndian()), syntax.explicit());
    long next = at;
    while (header.tag(next) >>> 16 != DicomTag.PIXEL_DATA >>> 16) {
      next = header.element(next, 0);
    }
    return header;
  }

  /** The pixels, if there are any. */
  Optional<PixelData> pixelData() {
    return pixelData;
  }

  boolean has(int tag) {
    return values.containsKey(tag);
  }

  /** The first item of a sequence. */
  Optional<DicomDataSet> item(int tag) {
    return Optional.ofNullable(sequences.get(tag));
  }

  /** The text of an element, trimmed, of its first value where it has several. */
  Optional<String> text(int tag) throws BrokenImageException {
    Value value = values.get(tag);
    if (value == null || value.length() == 0) {
      return Optional.empty();
    }
    if (value.length() > MAX_TEXT) {
      throw BrokenImageException.damaged(
          "its element " + DicomTag.text(tag) + " has " + value.length() + " bytes");
    }
    byte[] latin =
        bytes.text(value.at(), (int) value.length()).getBytes(StandardCharsets.ISO_8859_1);
    String text = new String(latin, charset(tag)).replace('\0', ' ');
    int several = text.indexOf('\\');
    return Optional.of((several < 0 ? text : text.substring(0, several)).strip())
        .filter(trimmed -> !trimmed.isEmpty());
  }

  /** The first number that an element writes as text. */
  Optional<Double> decimal(int tag) throws BrokenImageException {
    Optional<String> text = text(tag);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      double number = Double.parseDouble(text.get());
      if (Double.isFinite(number)) {
        return Optional.of(number);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw BrokenImageException.damaged(
        "its element " + DicomTag.text(tag) + " should be a number, but is '" + text.get() + "'");
  }

  /** A 16-bit number, unsigned. */
  OptionalInt number(int tag) throws BrokenImageException {
    Value value = values.get(tag);
    return value == null || value.length() < 2
        ? OptionalInt.empty()
        : OptionalInt.of(bytes.u16(value.at()));
  }

  /**
   * A table.
   *
   * @param descriptor element with the number of entries, the first value mapped, and the bits
   * @param data element with the entries
   * @param signed whether the first value mapped is, where the file does not say it
   */
  DicomTable table(int descriptor, int data, boolean signed) throws BrokenImageException {
    Value sizes = values.get(descriptor);
    Value content = values.get(data);
    if (sizes == null || sizes.length() != 6 || content == null) {
      throw BrokenImageException.damaged(
          "its look-up table " + DicomTag.text(descriptor) + " is not complete");
    }
    int entries = bytes.u16(sizes.at()) == 0 ? 1 << 16 : bytes.u16(sizes.at());
    int first = bytes.u16(sizes.at() + 2);
    boolean negative = sizes.vr().equals("SS") || !sizes.vr().equals("US") && signed;
    int bits = bytes.u16(sizes.at() + 4);
    boolean words = content.length() >= 2L * entries;
    if (bits < 1 || bits > 16 || content.length() < entries || !words && bits > 8) {
      throw BrokenImageException.damaged(
          "its look-up table "
              + DicomTag.text(data)
              + " should have "
              + entries
              + " entries of "
              + bits
              + " bits, but has "
              + content.length()
              + " bytes");
    }
    int[] table = new int[entries];
    for (int i = 0; i < entries; i++) {
      table[i] = words ? bytes.u16(content.at() + 2L * i) : bytes.u8(content.at() + i);
    }
    return new DicomTable(negative ? (short) first : first, bits, table);
  }

  /**
   * Only an image's own text may be in UTF-8; whatever else is told apart just as well as Latin.
   */
  private Charset charset(int tag) throws BrokenImageException {
    boolean utf8 =
        tag != DicomTag.CHARACTER_SET
            && text(DicomTag.CHARACTER_SET).filter("ISO_IR 192"::equals).isPresent();
    return utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
  }

  /** Reads the element at a position; returns where the next one stands. */
  private long element(long at, int depth) throws BrokenImageException {
    int tag = tag(at);
    String vr = "";
    long start = at + 8;
    long length;
    if (explicit && tag >>> 16 != 0xFFFE) {
      vr = bytes.text(at + 4, 2);
      boolean wide = isWide(vr, tag);
      length = wide ? bytes.u32(at + 8) : bytes.u16(at + 6);
      start = wide ? at + 12 : start;
    } else {
      length = bytes.u32(at + 4);
    }
    if (tag == DicomTag.PIXEL_DATA && depth == 0) {
      pixelData = Optional.of(pixels(vr, start, length));
      return start;
    }
    if (DicomTag.SEQUENCES.contains(tag) || length == UNDEFINED) {
      return sequence(tag, vr, start, length, depth);
    }
    checkWhole(tag, start, length);
    if (DicomTag.VALUES.contains(tag)) {
      values.put(tag, new Value(vr, start, length));
    }
    return start + length;
  }

  /**
   * Reads a sequence, of which only some are kept, and of those the first item; returns where it
   * ends.
   */
  private long sequence(int tag, String vr, long start, long length, int depth)
      throws BrokenImageException {
    if (depth >= MAX_DEPTH) {
      throw BrokenImageException.damaged("its DICOM sequences are nested too deep");
    }
    if (length != UNDEFINED) {
      checkWhole(tag, start, length);
    }
    long end = length == UNDEFINED ? bytes.length() : start + length;
    long at = start;
    while (length == UNDEFINED || at < end) {
      int item = tag(at);
      long itemLength = bytes.u32(at + 4);
      at += 8;
      if (item == DicomTag.SEQUENCE_END) {
        return at;
      } else if (item != DicomTag.ITEM) {
        throw BrokenImageException.damaged(
            "its sequence " + DicomTag.text(tag) + " holds something else than items");
      }
      // What is of unknown type is encoded without types (PS3.5, section 6.2.2, note 2).
      DicomDataSet content = new DicomDataSet(bytes, explicit && !vr.equals("UN"));
      at = content.item(tag, at, itemLength, depth + 1);
      if (DicomTag.SEQUENCES.contains(tag)) {
        sequences.putIfAbsent(tag, content);
      }
    }
    return at;
  }

  /** Reads this item of a sequence; returns where it ends. */
  private long item(int tag, long start, long length, int depth) throws BrokenImageException {
    if (length != UNDEFINED) {
      checkWhole(tag, start, length);
      if (!DicomTag.SEQUENCES.contains(tag)) {
        return start + length;
      }
    }
    long at = start;
    while (length == UNDEFINED || at < start + length) {
      if (length == UNDEFINED && tag(at) == DicomTag.ITEM_END) {
        return at + 8;
      }
      at = element(at, depth);
    }
    return at;
  }

  private PixelData pixels(String vr, long start, long length) throws BrokenImageException {
    // Without types pixels are always words (PS3.5, annex A.1).
    boolean words = !vr.equals("OB");
    if (length != UNDEFINED) {
      checkWhole(DicomTag.PIXEL_DATA, start, length);
      return new PixelData(words, List.of(new Fragment((int) start, (int) length)), false);
    }
    List<Fragment> fragments = new ArrayList<>();
    long at = start;
    while (true) {
      int item = tag(at);
      long itemLength = bytes.u32(at + 4);
      at += 8;
      if (item == DicomTag.SEQUENCE_END) {
        break;
      } else if (item != DicomTag.ITEM) {
        throw BrokenImageException.damaged("its pixels are not in items");
      }
      checkWhole(DicomTag.PIXEL_DATA, at, itemLength);
      fragments.add(new Fragment((int) at, (int) itemLength));
      at += itemLength;
    }
    if (fragments.size() < 2) {
      throw BrokenImageException.damaged("its compressed pixels are missing");
    }
    // The first item is the table of offsets.
    return new PixelData(words, List.copyOf(fragments.subList(1, fragments.size())), true);
  }

  private int tag(long at) throws BrokenImageException {
    return bytes.u16(at) << 16 | bytes.u16(at + 2);
  }

  private void checkWhole(int tag, long start, long length) throws BrokenImageException {
    if (start + length > bytes.length()) {
      throw BrokenImageException.truncated(
          "its element "
              + DicomTag.text(tag)
              + " should end after "
              + (start + length)
              + " bytes, but there are "
              + bytes.length());
    }
  }

  /** Whether a length of 32 bits follows (PS3.5, section 7.1.2). */
  private static boolean isWide(String vr, int tag) throws BrokenImageException {
    if (!WIDE.contains(vr) && !NARROW.contains(vr)) {
      throw BrokenImageException.damaged(
          "its element " + DicomTag.text(tag) + " has no DICOM type");
    }
    return WIDE.contains(vr);
  }
}
