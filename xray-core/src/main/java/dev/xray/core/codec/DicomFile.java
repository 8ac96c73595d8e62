package dev.xray.core.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a DICOM file (PS3.10): 128 bytes of preamble, {@code DICM}, the file meta information, a
 * data set. What the pixels mean is said in {@link DicomPixels}.
 *
 * <p>Own code, since no library fits: dcm4che is not on Maven Central, and ImageJ's reader, a part
 * of a program with windows, reads uncompressed pixels only and knows no tables of values of
 * interest.
 */
final class DicomFile {
  /** Where the first element stands. */
  static final int START = 132;

  /** Bytes that most headers fit in. */
  private static final int FIRST_READ = 1 << 14;

  private static final int PREAMBLE = 128;
  private static final String PREFIX = "DICM";
  private static final List<String> FIRST_ELEMENTS =
      List.of("\2\0\0\0", "\b\0\0\0", "\b\0\5\0", "\b\0\b\0", "\b\0\26\0");

  private DicomFile() {}

  /** Whether a file, of which at least the first {@value #START} bytes are here, is one. */
  static boolean is(FileBytes start) {
    return start.has(PREAMBLE, PREFIX);
  }

  /** The header of a file that holds all its pixels. */
  static ImageHeader header(byte[] file) throws BrokenImageException {
    return DicomImage.read(file).header();
  }

  /** Decodes a file's pixels to grey. */
  static GreyImage grey(byte[] file) throws BrokenImageException {
    return DicomPixels.grey(DicomImage.read(file));
  }

  /**
   * What is kept of a file's header. Reads no more of the file than a start that holds it.
   *
   * @return nothing of a file that is none or has no whole header
   */
  static DicomAttributes attributes(Path file) throws IOException {
    int wanted = FIRST_READ;
    while (true) {
      byte[] start;
      try (InputStream in = Files.newInputStream(file)) {
        start = in.readNBytes(wanted);
      }
      if (!is(new FileBytes(start, true))) {
        return DicomAttributes.NONE;
      }
      try {
        return attributes(start);
      } catch (BrokenImageException e) {
        if (start.length < wanted || wanted >= ImageCodec.MAX_BYTES) {
          return DicomAttributes.NONE;
        }
        wanted = Math.min(ImageCodec.MAX_BYTES, 4 * wanted);
      }
    }
  }

  private static DicomAttributes attributes(byte[] start) throws BrokenImageException {
    DicomDataSet header = dataSet(start, DicomDataSet::readHeader).elements();
    return new DicomAttributes(
        header.text(DicomTag.PATIENT_ID),
        header.text(DicomTag.VIEW_POSITION),
        header.text(DicomTag.PATIENT_SEX),
        header.text(DicomTag.PATIENT_AGE),
        header.text(DicomTag.MODALITY));
  }

  /**
   * A data set with the bytes that its positions speak of.
   *
   * @param bytes the file's, or what was deflated in it
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Content(TransferSyntax syntax, byte[] bytes, DicomDataSet elements) {}

  /** How elements are read from a position on. */
  private interface Reader {
    DicomDataSet read(byte[] bytes, int at, TransferSyntax syntax) throws BrokenImageException;
  }

  /** Finds the elements of a file. */
  static Content dataSet(byte[] file) throws BrokenImageException {
    return dataSet(file, DicomDataSet::read);
  }

  private static Content dataSet(byte[] file, Reader reader) throws BrokenImageException {
    Map.Entry<String, Integer> meta = DicomDataSet.meta(file);
    TransferSyntax syntax = TransferSyntax.of(meta.getKey());
    boolean deflated = syntax == TransferSyntax.DEFLATED;
    byte[] bytes = deflated ? inflate(file, meta.getValue()) : file;
    int start = deflated ? 0 : meta.getValue();
    return new Content(syntax, bytes, reader.read(bytes, start, syntax));
  }

  /** Inflates the rest of a file, to no more bytes than a file may have. */
  private static byte[] inflate(byte[] file, int from) throws BrokenImageException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(file, from, file.length - from);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && !inflater.finished()) {
          throw BrokenImageException.truncated("its deflated data set has no end");
        }
        out.write(buffer, 0, count);
        if (out.size() > ImageCodec.MAX_BYTES) {
          throw BrokenImageException.because(
              "is too large: its data set inflates to more than "
                  + ImageCodec.MAX_BYTES
                  + " bytes. Shrink it.");
        }
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw BrokenImageException.damaged("its deflated data set cannot be inflated");
    } finally {
      inflater.end();
    }
  }

  /** Whether a file looks like a data set that lacks what a file must start with. */
  static boolean isWithoutPreamble(FileBytes start) {
    // The first element of the groups that data sets start with: length, character set, or type.
    return FIRST_ELEMENTS.stream().anyMatch(element -> start.has(0, element));
  }
}
