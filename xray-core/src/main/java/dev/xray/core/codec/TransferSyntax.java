package dev.xray.core.codec;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * How the data set and the pixels of a DICOM file are encoded (DICOM PS3.5, section 10; UIDs from
 * PS3.6, annex A): those that can be read, and the names of those that cannot.
 */
enum TransferSyntax {
  /** The default of the standard. */
  IMPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2", Pixels.NATIVE),
  /** The usual one. */
  EXPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2.1", Pixels.NATIVE),
  /** The data set is deflated as a whole. */
  DEFLATED("1.2.840.10008.1.2.1.99", Pixels.NATIVE),
  /** Retired in 2006, found in archives. */
  EXPLICIT_BIG_ENDIAN("1.2.840.10008.1.2.2", Pixels.NATIVE),
  /** JPEG, 8 bits. */
  JPEG_BASELINE("1.2.840.10008.1.2.4.50", Pixels.JPEG),
  /** JPEG, 8 or 12 bits; those of 8 can be read. */
  JPEG_EXTENDED("1.2.840.10008.1.2.4.51", Pixels.JPEG),
  /** JPEG Lossless with any predictor. */
  JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", Pixels.JPEG_LOSSLESS),
  /** JPEG Lossless that predicts from the left: the usual one of the two. */
  JPEG_LOSSLESS_FIRST("1.2.840.10008.1.2.4.70", Pixels.JPEG_LOSSLESS),
  /** JPEG 2000, reversible. */
  JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", Pixels.JPEG_2000),
  /** JPEG 2000, reversible or not. */
  JPEG_2000("1.2.840.10008.1.2.4.91", Pixels.JPEG_2000),
  /** JPEG 2000 with another block coder, reversible. */
  HIGH_THROUGHPUT_LOSSLESS("1.2.840.10008.1.2.4.201", Pixels.JPEG_2000),
  /** The same in order of resolution. */
  HIGH_THROUGHPUT_LOSSLESS_RPCL("1.2.840.10008.1.2.4.202", Pixels.JPEG_2000),
  /** JPEG 2000 with another block coder, reversible or not. */
  HIGH_THROUGHPUT("1.2.840.10008.1.2.4.203", Pixels.JPEG_2000),
  /** Runs of bytes. */
  RLE("1.2.840.10008.1.2.5", Pixels.RLE);

  /** What decodes the pixels. */
  enum Pixels {
    /** As they are. */
    NATIVE,
    /** ITU-T T.81, lossy. */
    JPEG,
    /** ITU-T T.81, annex H. */
    JPEG_LOSSLESS,
    /** ITU-T T.800, T.814. */
    JPEG_2000,
    /** PS3.5, annex G. */
    RLE
  }

  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry("1.2.840.10008.1.2.1.98", "Encapsulated Uncompressed Explicit VR"),
          Map.entry("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless"),
          Map.entry("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless"),
          Map.entry("1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 Lossless"),
          Map.entry("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2"),
          Map.entry("1.2.840.10008.1.2.4.94", "JPIP Referenced"),
          Map.entry("1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate"),
          Map.entry("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level"),
          Map.entry("1.2.840.10008.1.2.4.101", "MPEG2 Main Profile / High Level"),
          Map.entry("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile"),
          Map.entry("1.2.840.10008.1.2.4.103", "MPEG-4 AVC/H.264 BD-compatible"),
          Map.entry("1.2.840.10008.1.2.4.104", "MPEG-4 AVC/H.264 for 2D Video"),
          Map.entry("1.2.840.10008.1.2.4.105", "MPEG-4 AVC/H.264 for 3D Video"),
          Map.entry("1.2.840.10008.1.2.4.106", "MPEG-4 AVC/H.264 Stereo"),
          Map.entry("1.2.840.10008.1.2.4.107", "HEVC/H.265 Main Profile"),
          Map.entry("1.2.840.10008.1.2.4.108", "HEVC/H.265 Main 10 Profile"),
          Map.entry("1.2.840.10008.1.2.4.110", "JPEG XL Lossless"),
          Map.entry("1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression"),
          Map.entry("1.2.840.10008.1.2.4.112", "JPEG XL"),
          Map.entry("1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression"));

  private final String uid;
  private final Pixels pixels;

  TransferSyntax(String uid, Pixels pixels) {
    this.uid = uid;
    this.pixels = pixels;
  }

  /**
   * The syntax with a UID.
   *
   * @throws BrokenImageException that names a syntax which cannot be read, and what to do
   */
  static TransferSyntax of(String uid) throws BrokenImageException {
    Optional<TransferSyntax> known =
        Arrays.stream(values()).filter(syntax -> syntax.uid.equals(uid)).findFirst();
    if (known.isEmpty()) {
      String name = REFUSED.getOrDefault(uid, "unknown to xray");
      throw refused(name + " (transfer syntax " + uid + ")");
    }
    return known.get();
  }

  /** The refusal of pixels that are encoded in a way which cannot be read. */
  static BrokenImageException refused(String encoding) {
    return BrokenImageException.because(
        "is a DICOM file whose encoding xray cannot read: "
            + encoding
            + ". Decompress it first, for example with 'gdcmconv --raw <file> <new file>'.");
  }

  /** What decodes the pixels. */
  Pixels pixels() {
    return pixels;
  }

  /** Whether the data set says of each element what it holds. */
  boolean explicit() {
    return this != IMPLICIT_LITTLE_ENDIAN;
  }

  /** Whether numbers start with their low byte. */
  boolean littleEndian() {
    return this != EXPLICIT_BIG_ENDIAN;
  }
}
