package dev.xray.core.codec;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** Takes the stored values out of a DICOM image, however they are compressed. */
final class DicomFrames {
  private DicomFrames() {}

  /**
   * Decodes an image.
   *
   * @return its values; of a colour JPEG the luminance alone
   */
  static DicomValues decode(DicomImage image) throws BrokenImageException {
    return switch (image.content().syntax().pixels()) {
      case NATIVE -> uncompressed(image);
      case JPEG -> jpeg(image);
      case JPEG_LOSSLESS -> values(image, JpegLosslessFrame.decode(image.frame()), true);
      case JPEG_2000 -> jpeg2000(image);
      case RLE -> values(image, RleFrame.decode(image, image.frame()), true);
    };
  }

  private static DicomValues uncompressed(DicomImage image) {
    int start = image.pixels().fragments().get(0).at();
    byte[] bytes = image.content().bytes();
    boolean little = image.content().syntax().littleEndian();
    int pixels = image.rows() * image.columns();
    if (image.colour() == DicomImage.Photometric.YBR_FULL_422) {
      // Two luminances, then the two chrominances that they share: the luminances are enough.
      char[] luminance = new char[pixels];
      for (int i = 0; i < pixels; i++) {
        luminance[i] = (char) (bytes[start + i / 2 * 4 + i % 2] & 0xFF);
      }
      return DicomValues.grey(luminance, image.stored());
    }
    // In big endian a word of two pixels starts with the second (PS3.5, annex A.3).
    int swap = !little && image.allocated() == 8 && image.pixels().words() ? 1 : 0;
    int last = image.pixels().fragments().get(0).length() - 1;
    char[] values = new char[pixels * image.samples()];
    for (int i = 0; i < values.length; i++) {
      if (image.allocated() == 8) {
        values[i] = (char) (bytes[start + Math.min(last, i ^ swap)] & 0xFF);
      } else {
        int low = bytes[start + 2 * i + (little ? 0 : 1)] & 0xFF;
        int high = bytes[start + 2 * i + (little ? 1 : 0)] & 0xFF;
        values[i] = (char) (high << 8 | low);
      }
    }
    return values(image, values, image.planar());
  }

  private static DicomValues values(DicomImage image, char[] values, boolean planar) {
    return new DicomValues(
        values, image.samples(), planar, image.stored(), image.highBit() + 1 - image.stored());
  }

  private static DicomValues jpeg(DicomImage image) throws BrokenImageException {
    int flags = Imgcodecs.IMREAD_GRAYSCALE | Imgcodecs.IMREAD_IGNORE_ORIENTATION;
    Mat mat = ImageCodec.imdecode(image.frame(), flags);
    try {
      checkDecoded(image, mat, 1);
      return DicomValues.grey(eightBits(mat), 8);
    } finally {
      mat.release();
    }
  }

  private static DicomValues jpeg2000(DicomImage image) throws BrokenImageException {
    byte[] bytes = image.frame();
    Jpeg2000Frame frame = Jpeg2000Frame.read(bytes);
    Mat mat = ImageCodec.imdecode(frame.asFile(bytes), Imgcodecs.IMREAD_UNCHANGED);
    try {
      checkDecoded(image, mat, image.samples());
      char[] values = mat.depth() == CvType.CV_8U ? eightBits(mat) : sixteenBits(mat);
      if (image.samples() == 3) {
        redFirst(values);
      }
      if (frame.signed()) {
        int half = 1 << frame.precision() - 1;
        for (int i = 0; i < values.length; i++) {
          values[i] = (char) (values[i] - half);
        }
      }
      return new DicomValues(values, image.samples(), false, frame.precision(), 0);
    } finally {
      mat.release();
    }
  }

  private static void checkDecoded(DicomImage image, Mat mat, int channels)
      throws BrokenImageException {
    boolean whole =
        mat.rows() == image.rows()
            && mat.cols() == image.columns()
            && mat.channels() == channels
            && (mat.depth() == CvType.CV_8U || mat.depth() == CvType.CV_16U);
    if (!whole) {
      throw BrokenImageException.damaged("its pixels cannot be decoded");
    }
  }

  /** OpenCV gives blue first. */
  private static void redFirst(char[] values) {
    for (int i = 0; i + 2 < values.length; i += 3) {
      char blue = values[i];
      values[i] = values[i + 2];
      values[i + 2] = blue;
    }
  }

  private static char[] eightBits(Mat mat) {
    byte[] bytes = new byte[mat.cols() * mat.rows() * mat.channels()];
    mat.get(0, 0, bytes);
    char[] values = new char[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = (char) (bytes[i] & 0xFF);
    }
    return values;
  }

  private static char[] sixteenBits(Mat mat) {
    short[] words = new short[mat.cols() * mat.rows() * mat.channels()];
    mat.get(0, 0, words);
    char[] values = new char[words.length];
    for (int i = 0; i < words.length; i++) {
      values[i] = (char) words[i];
    }
    return values;
  }
}
