package dev.xray.core.codec;

/** Finds out what a file is, by its first bytes. */
final class HeaderReader {
  private HeaderReader() {}

  /** The header of a whole file in a format that can be decoded. */
  static ImageHeader read(byte[] file) throws BrokenImageException {
    FileBytes bytes = new FileBytes(file, false);
    if (file.length == 0) {
      throw BrokenImageException.truncated("it is empty");
    } else if (DicomFile.is(bytes)) {
      // Before the others: its preamble may be that of a TIFF file (PS3.10, section 7.1).
      return DicomFile.header(file);
    } else if (bytes.has(0, "\u00FF\u00D8\u00FF")) {
      return JpegFile.read(file);
    } else if (bytes.has(0, PngFile.SIGNATURE)) {
      return PngFile.read(file);
    } else if (bytes.has(0, "II*\0") || bytes.has(0, "MM\0*")) {
      return TiffFile.read(file);
    } else if (bytes.has(0, "BM")) {
      return BmpFile.read(file);
    } else if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP")) {
      return WebpFile.read(file);
    }
    throw unknown(bytes);
  }

  private static BrokenImageException unknown(FileBytes bytes) {
    if (bytes.has(0, "version https://git-lfs")) {
      return BrokenImageException.because(
          "is a Git LFS pointer, not the image itself. Run 'git lfs pull' in its repository.");
    } else if (bytes.has(0, "<")) {
      return BrokenImageException.because(
          "is a web page or other text, not an image: a failed download? Download it again.");
    }
    return BrokenImageException.unsupported(
        "is " + name(bytes) + ", but xray reads JPEG, PNG, TIFF, BMP, WebP and DICOM");
  }

  private static String name(FileBytes bytes) {
    if (bytes.has(0, "GIF8")) {
      return "a GIF file";
    } else if (bytes.has(0, "\0\0\0\u000CjP  ") || bytes.has(0, "\u00FFO\u00FFQ")) {
      return "a JPEG 2000 file";
    } else if (bytes.has(4, "ftyp")) {
      return "a HEIF or AVIF file";
    } else if (bytes.has(0, "%PDF")) {
      return "a PDF file";
    } else if (bytes.has(0, "\u001F\u008B")) {
      return "a gzip file (NIfTI?)";
    } else if (bytes.has(0, "II+\0") || bytes.has(0, "MM\0+")) {
      return "a BigTIFF file";
    } else if (DicomFile.isWithoutPreamble(bytes)) {
      return "a DICOM data set without the header of a file (PS3.10)";
    }
    return "of an unknown format";
  }
}
