package dev.xray.core.codec;

import java.util.List;
import java.util.OptionalInt;

/**
 * The image of a DICOM file: how its pixels are stored (PS3.3, C.7.6.3), checked as far as possible
 * without decoding them.
 *
 * @param content of the file
 * @param rows at least 1
 * @param columns at least 1
 * @param samples values of a pixel: 1 or 3
 * @param colour how they make a colour
 * @param planar whether all values of one kind stand together
 * @param allocated bits of a value in the file: 8 or 16
 * @param stored how many of them count
 * @param highBit the highest that counts
 * @param signed whether they are in two's complement
 * @param pixels where they stand
 */
record DicomImage(
    DicomFile.Content content,
    int rows,
    int columns,
    int samples,
    Photometric colour,
    boolean planar,
    int allocated,
    int stored,
    int highBit,
    boolean signed,
    DicomDataSet.PixelData pixels) {

  /** How values make grey or colour. */
  enum Photometric {
    /** The lowest value is white. */
    MONOCHROME1(1),
    /** The lowest value is black. */
    MONOCHROME2(1),
    /** A value is the number of a colour. */
    PALETTE_COLOR(1),
    /** Red, green, blue. */
    RGB(3),
    /** Luminance and two chrominances. */
    YBR_FULL(3),
    /** The same with half of the chrominances: two luminances share them. */
    YBR_FULL_422(3),
    /** JPEG 2000's irreversible colours. */
    YBR_ICT(3),
    /** JPEG 2000's reversible colours. */
    YBR_RCT(3);

    private final int samples;

    Photometric(int samples) {
      this.samples = samples;
    }

    /** The one of this name. */
    static Photometric of(String name) throws BrokenImageException {
      for (Photometric value : values()) {
        if (value.name().equals(name.replace(' ', '_'))) {
          return value;
        }
      }
      throw BrokenImageException.unsupported(
          "is a DICOM file with the photometric interpretation "
              + name
              + ", which xray does not know");
    }

    /** Whether a value is a grey level. */
    boolean isGrey() {
      return this == MONOCHROME1 || this == MONOCHROME2;
    }
  }

  /** Reads a file's header and makes sure that its pixels are there and can be decoded. */
  static DicomImage read(byte[] file) throws BrokenImageException {
    DicomFile.Content content = DicomFile.dataSet(file);
    DicomDataSet elements = content.elements();
    checkKind(elements);
    DicomImage image =
        new DicomImage(
            content,
            required(elements, DicomTag.ROWS, "Rows"),
            required(elements, DicomTag.COLUMNS, "Columns"),
            elements.number(DicomTag.SAMPLES).orElse(1),
            Photometric.of(elements.text(DicomTag.PHOTOMETRIC).orElse("(none)")),
            elements.number(DicomTag.PLANAR).orElse(0) == 1,
            required(elements, DicomTag.BITS_ALLOCATED, "Bits Allocated"),
            required(elements, DicomTag.BITS_STORED, "Bits Stored"),
            highBit(elements),
            elements.number(DicomTag.REPRESENTATION).orElse(0) == 1,
            elements.pixelData().orElseThrow());
    image.checkBits();
    // Before anything of its size is made.
    ImageCodec.check(image.header());
    image.checkPixels();
    return image;
  }

  /** The image as a header of any format. */
  ImageHeader header() {
    int channels = colour == Photometric.PALETTE_COLOR ? 3 : samples;
    return new ImageHeader(ImageFormat.DICOM, columns, rows, channels, stored);
  }

  /** Bytes of a value. */
  int bytes() {
    return allocated / 8;
  }

  /** The compressed frame: its fragments in one. */
  byte[] frame() {
    List<DicomDataSet.Fragment> fragments = pixels.fragments();
    byte[] frame = new byte[fragments.stream().mapToInt(DicomDataSet.Fragment::length).sum()];
    int at = 0;
    for (DicomDataSet.Fragment fragment : fragments) {
      System.arraycopy(content.bytes(), fragment.at(), frame, at, fragment.length());
      at += fragment.length();
    }
    return frame;
  }

  private static void checkKind(DicomDataSet elements) throws BrokenImageException {
    if (elements.has(DicomTag.FLOAT_PIXEL_DATA) || elements.has(DicomTag.DOUBLE_PIXEL_DATA)) {
      throw BrokenImageException.unsupported("is a DICOM file with floating-point pixels");
    }
    if (elements.pixelData().isEmpty()) {
      throw BrokenImageException.because(
          "is a DICOM file without pixels: cut off, or no image but a report or the like. Copy it"
              + " again, or take it out of the data set.");
    }
    int frames = elements.decimal(DicomTag.FRAMES).orElse(1.0).intValue();
    if (frames != 1) {
      throw BrokenImageException.because(
          "is a DICOM file with "
              + frames
              + " frames; xray reads those with one, since it cannot know which is meant. Write the"
              + " frame that is wanted to a file of its own.");
    }
  }

  private static int required(DicomDataSet elements, int tag, String name)
      throws BrokenImageException {
    OptionalInt number = elements.number(tag);
    if (number.isEmpty()) {
      throw BrokenImageException.damaged("it does not say its " + name + " " + DicomTag.text(tag));
    }
    return number.getAsInt();
  }

  private static int highBit(DicomDataSet elements) throws BrokenImageException {
    int stored = required(elements, DicomTag.BITS_STORED, "Bits Stored");
    return elements.number(DicomTag.HIGH_BIT).orElse(stored - 1);
  }

  private void checkBits() throws BrokenImageException {
    if (samples != colour.samples) {
      throw BrokenImageException.damaged(
          "it is " + colour + ", but has " + samples + " values a pixel");
    }
    if (allocated != 8 && allocated != 16) {
      throw BrokenImageException.unsupported(
          "is a DICOM file with " + allocated + " bits a value, but xray reads 8 and 16");
    }
    if (stored < 1 || stored > allocated || highBit < stored - 1 || highBit >= allocated) {
      throw BrokenImageException.damaged(
          "its "
              + stored
              + " stored bits up to number "
              + highBit
              + " do not fit the "
              + allocated
              + " allocated ones");
    }
    if (colour == Photometric.PALETTE_COLOR && content.elements().has(DicomTag.SEGMENTED_PALETTE)) {
      throw BrokenImageException.unsupported("is a DICOM file with a segmented palette");
    }
    if (!colour.isGrey() && signed) {
      throw BrokenImageException.unsupported("is a DICOM file with signed colours");
    }
  }

  private void checkPixels() throws BrokenImageException {
    if ((content.syntax().pixels() != TransferSyntax.Pixels.NATIVE) != pixels.encapsulated()) {
      throw BrokenImageException.damaged("its pixels are not stored as its transfer syntax says");
    }
    switch (content.syntax().pixels()) {
      case NATIVE -> checkNative();
      case JPEG -> checkJpeg(JpegFile.read(frame()));
      case JPEG_LOSSLESS -> checkJpegLossless();
      case JPEG_2000 -> checkJpeg2000(Jpeg2000Frame.read(frame()));
      case RLE -> RleFrame.check(this, frame());
    }
  }

  private void checkNative() throws BrokenImageException {
    if (colour == Photometric.YBR_ICT || colour == Photometric.YBR_RCT) {
      throw BrokenImageException.damaged("it is " + colour + ", but not JPEG 2000");
    }
    if (colour == Photometric.YBR_FULL_422 && columns % 2 != 0) {
      throw BrokenImageException.damaged("it is " + colour + ", but has an odd width");
    }
    int values = colour == Photometric.YBR_FULL_422 ? 2 : samples;
    long needed = (long) rows * columns * values * bytes();
    int there = pixels.fragments().get(0).length();
    if (there < needed) {
      throw BrokenImageException.truncated(
          "its pixels should have " + needed + " bytes, but have " + there);
    }
  }

  private void checkJpeg(ImageHeader frame) throws BrokenImageException {
    checkSize("JPEG", frame.width(), frame.height(), frame.channels());
    if (frame.bitDepth() != 8) {
      throw TransferSyntax.refused("JPEG Extended with " + frame.bitDepth() + " bits");
    }
    if (colour == Photometric.RGB && !JpegFile.isRedGreenBlue(frame())) {
      throw BrokenImageException.unsupported(
          "is a DICOM file whose header says RGB, but its JPEG frame does not");
    }
  }

  private void checkJpegLossless() throws BrokenImageException {
    byte[] bytes = frame();
    ImageHeader frame = JpegFile.read(bytes);
    checkSize("JPEG Lossless", frame.width(), frame.height(), frame.channels());
    checkPrecision("JPEG Lossless", frame.bitDepth());
    JpegLosslessFrame.check(this, bytes);
  }

  private void checkJpeg2000(Jpeg2000Frame frame) throws BrokenImageException {
    checkSize("JPEG 2000", frame.width(), frame.height(), frame.components());
    checkPrecision("JPEG 2000", frame.precision());
  }

  private void checkPrecision(String format, int bits) throws BrokenImageException {
    if (bits > allocated) {
      throw BrokenImageException.damaged(
          "its " + format + " frame has " + bits + " bits, but " + allocated + " are allocated");
    }
  }

  private void checkSize(String format, int width, int height, int channels)
      throws BrokenImageException {
    if (width != columns || height != rows || channels != samples) {
      throw BrokenImageException.damaged(
          "its header says %d x %d pixels of %d values, its %s frame %d x %d of %d"
              .formatted(columns, rows, samples, format, width, height, channels));
    }
  }
}
