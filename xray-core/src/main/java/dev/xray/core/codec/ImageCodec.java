package dev.xray.core.codec;

import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.runtime.OpenCvRuntime;
import dev.xray.core.runtime.TensorFlowJpeg;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Decodes and encodes image files with OpenCV, from and to bytes. Thread-safe.
 *
 * <p>Where TensorFlow is loaded, JPEG files are decoded with it, which is faster and gives the same
 * pixels; only of a file whose compressed data are damaged without saying so may some differ.
 *
 * <p>All methods load OpenCV if that was not done; where it cannot be loaded they throw an {@link
 * IllegalStateException}. Call {@link OpenCvRuntime#load()} first to tell the user.
 */
public final class ImageCodec {
  /** A file with more bytes is refused: 256 MiB. */
  public static final int MAX_BYTES = 256 << 20;

  /** An image with more pixels is refused, before it is decoded. */
  public static final int MAX_PIXELS = 100_000_000;

  /** So many bytes of a file tell whether it is of DICOM. */
  public static final int DICOM_START = DicomFile.START;

  /** Endings of the names of image files, sorted, in small letters. */
  public static final List<String> ENDINGS =
      List.of("bmp", "dcm", "dicom", "jpe", "jpeg", "jpg", "png", "tif", "tiff", "webp");

  private static final List<String> DICOM_ENDINGS = List.of("dcm", "dicom");
  private static final List<String> JPEG_ENDINGS = List.of("jpe", "jpeg", "jpg");

  private ImageCodec() {}

  /**
   * Reads the bytes of an image file.
   *
   * @param path of the file
   * @param file how messages call it
   * @throws UnreadableImageException if there is no such file, or it is larger than {@link
   *     #MAX_BYTES}
   * @throws IOException if it cannot be read
   */
  public static byte[] read(Path path, String file) throws UnreadableImageException, IOException {
    if (!Files.isRegularFile(path)) {
      throw new UnreadableImageException(
          file, "is no file. Check its path, or take it out of the data set.");
    }
    if (Files.size(path) > MAX_BYTES) {
      throw tooLarge(file, Files.size(path));
    }
    return Files.readAllBytes(path);
  }

  /**
   * The header of an image file, read without decoding it.
   *
   * @param bytes the file's content
   * @param file how messages call it
   * @throws UnreadableImageException if the file is truncated, too large (bytes or pixels), or of a
   *     format that is not supported
   */
  public static ImageHeader header(byte[] bytes, String file) throws UnreadableImageException {
    if (bytes.length > MAX_BYTES) {
      throw tooLarge(file, bytes.length);
    }
    try {
      ImageHeader header = HeaderReader.read(bytes);
      check(header);
      return header;
    } catch (BrokenImageException e) {
      throw new UnreadableImageException(file, e.problem());
    }
  }

  /**
   * Whether an image file carries EXIF data, such as a camera's name or an orientation.
   *
   * @param bytes the file's content
   * @param file how messages call it
   * @throws UnreadableImageException as {@link #header}
   */
  public static boolean hasExif(byte[] bytes, String file) throws UnreadableImageException {
    ImageHeader header = header(bytes, file);
    try {
      return ExifSearch.in(bytes, header.format());
    } catch (BrokenImageException e) {
      throw new UnreadableImageException(file, e.problem());
    }
  }

  /**
   * Whether a file is to be taken for an image among others in a folder: by its name's ending, or,
   * since DICOM files often have none, by being one.
   *
   * @param file that exists
   * @throws IOException if it cannot be read
   */
  public static boolean isImage(Path file) throws IOException {
    if (ENDINGS.contains(ending(String.valueOf(file.getFileName())))) {
      return true;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return isDicom(in.readNBytes(DICOM_START));
    }
  }

  /** Whether a file of that name may be of DICOM: not if its ending is that of a picture. */
  public static boolean mayBeDicom(String name) {
    return DICOM_ENDINGS.contains(ending(name)) || !ENDINGS.contains(ending(name));
  }

  /** Whether a file of that name is to be taken for a JPEG file. */
  public static boolean isNamedJpeg(String name) {
    return JPEG_ENDINGS.contains(ending(name));
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * Whether a file is of DICOM, by its content.
   *
   * @param start its first bytes, at least {@value #DICOM_START} of them if it has so many
   */
  public static boolean isDicom(byte[] start) {
    return DicomFile.is(new FileBytes(start, true));
  }

  /**
   * What is kept of a DICOM file's header. Reads the start of the file that holds it, not its
   * pixels.
   *
   * @param file that exists
   * @return {@link DicomAttributes#NONE} if it is not DICOM, or its header is damaged, cut off, or
   *     of an encoding that is not supported: {@link #decodeGrey} says which
   * @throws IOException if it cannot be read
   */
  public static DicomAttributes dicomAttributes(Path file) throws IOException {
    return DicomFile.attributes(file);
  }

  /**
   * Decodes an image file to 8-bit grey. Colour becomes .299 R + .587 G + .114 B, as with OpenCV's
   * {@code IMREAD_GRAYSCALE} (for a colour JPEG that is its luminance channel, for a colour PNG
   * what libpng makes of it). Alpha is ignored. 16 bits v become round(v / 257), so that 65535 is
   * 255. The EXIF orientation is applied.
   *
   * <p>A DICOM file (PS3.10, with one frame; uncompressed, deflated, RLE, JPEG of 8 bits, JPEG
   * Lossless, JPEG 2000) becomes what a viewer shows of it first: rescaled, seen through its first
   * table or window of values of interest, MONOCHROME1 turned round, from 0 to 255. Without table
   * and window 8 bits stay as they are, and deeper pixels are stretched from the image's lowest
   * value to its highest.
   *
   * @param bytes the file's content
   * @param file how messages call it
   * @throws UnreadableImageException if the file is truncated, damaged, too large (bytes or
   *     pixels), or of a format that is not supported
   */
  public static GreyImage decodeGrey(byte[] bytes, String file) throws UnreadableImageException {
    ImageHeader header = header(bytes, file);
    loadOpenCv();
    try {
      if (header.format() == ImageFormat.DICOM) {
        return DicomFile.grey(bytes);
      }
      if (header.format() == ImageFormat.JPEG) {
        Optional<GreyImage> decoded = withTensorFlow(bytes, header);
        if (decoded.isPresent()) {
          return decoded.get();
        }
      }
      // Not IMREAD_GRAYSCALE: it cuts 16 bits to their high byte.
      return grey(imdecode(bytes, Imgcodecs.IMREAD_ANYDEPTH));
    } catch (BrokenImageException e) {
      throw new UnreadableImageException(file, e.problem());
    }
  }

  /** Empty for a file that is to be turned, too: OpenCV does that. */
  static Optional<GreyImage> withTensorFlow(byte[] jpeg, ImageHeader header) {
    if (ExifSearch.mayBeTurned(jpeg)) {
      return Optional.empty();
    }
    return TensorFlowJpeg.decode(jpeg, header.width(), header.height())
        .map(pixels -> new GreyImage(header.width(), header.height(), pixels));
  }

  /**
   * Reads and decodes an image file, see {@link #decodeGrey(byte[], String)}.
   *
   * @param path of the file; messages call it so
   */
  public static GreyImage decodeGrey(Path path) throws UnreadableImageException, IOException {
    return decodeGrey(read(path, path.toString()), path.toString());
  }

  /** An 8-bit grey PNG; the same bytes every time. */
  public static byte[] encodePng(GreyImage image) {
    return encode(image, ".png", false, Imgcodecs.IMWRITE_PNG_COMPRESSION, 6);
  }

  /** An 8-bit colour PNG whose channels are equal. */
  public static byte[] encodeColourPng(GreyImage image) {
    return encode(image, ".png", true, Imgcodecs.IMWRITE_PNG_COMPRESSION, 6);
  }

  /**
   * A grey JPEG.
   *
   * @param quality 1 to 100
   */
  public static byte[] encodeJpeg(GreyImage image, int quality) {
    return encode(image, ".jpg", false, Imgcodecs.IMWRITE_JPEG_QUALITY, quality);
  }

  /**
   * A colour JPEG (YCbCr) whose colours are grey.
   *
   * @param quality 1 to 100
   */
  public static byte[] encodeColourJpeg(GreyImage image, int quality) {
    return encode(image, ".jpg", true, Imgcodecs.IMWRITE_JPEG_QUALITY, quality);
  }

  /**
   * A 16-bit grey PNG.
   *
   * @param unsigned16 rows from the top, {@code width * height} unsigned values
   */
  public static byte[] encodePng16(int width, int height, short[] unsigned16) {
    if (unsigned16.length != width * height) {
      throw new IllegalArgumentException(
          width + " x " + height + " pixels do not fit an array of " + unsigned16.length);
    }
    loadOpenCv();
    Mat mat = new Mat(height, width, CvType.CV_16UC1);
    try {
      mat.put(0, 0, unsigned16);
      return encode(mat, ".png", Imgcodecs.IMWRITE_PNG_COMPRESSION, 6);
    } finally {
      mat.release();
    }
  }

  private static byte[] encode(
      GreyImage image, String extension, boolean colour, int parameter, int value) {
    loadOpenCv();
    Mat mat = new Mat(image.height(), image.width(), CvType.CV_8UC1);
    try {
      mat.put(0, 0, image.pixels());
      if (colour) {
        Imgproc.cvtColor(mat, mat, Imgproc.COLOR_GRAY2BGR);
      }
      return encode(mat, extension, parameter, value);
    } finally {
      mat.release();
    }
  }

  private static byte[] encode(Mat mat, String extension, int parameter, int value) {
    MatOfInt parameters = new MatOfInt(parameter, value);
    MatOfByte encoded = new MatOfByte();
    try {
      if (!Imgcodecs.imencode(extension, mat, encoded, parameters)) {
        throw new IllegalStateException("OpenCV did not encode " + extension);
      }
      return encoded.toArray();
    } finally {
      encoded.release();
      parameters.release();
    }
  }

  /**
   * Decodes with OpenCV, which must be loaded.
   *
   * @param flags of OpenCV
   * @return to be released; empty if the bytes are no image
   */
  static Mat imdecode(byte[] bytes, int flags) throws BrokenImageException {
    Mat encoded = new MatOfByte(bytes);
    try {
      return Imgcodecs.imdecode(encoded, flags);
    } catch (Exception e) {
      // CvException, or a plain Exception that the native code throws without declaring it.
      throw BrokenImageException.damaged("OpenCV says: " + String.valueOf(e.getMessage()).strip());
    } finally {
      encoded.release();
    }
  }

  /** Takes the pixels out of a Mat and releases it. */
  private static GreyImage grey(Mat decoded) throws BrokenImageException {
    try {
      if (decoded.empty()) {
        throw BrokenImageException.damaged("its pixels cannot be decoded");
      }
      byte[] pixels =
          switch (decoded.type()) {
            case CvType.CV_8U -> eightBits(decoded);
            case CvType.CV_16U -> sixteenBits(decoded);
            default ->
                throw BrokenImageException.unsupported(
                    "has pixels of type " + CvType.typeToString(decoded.type()));
          };
      return new GreyImage(decoded.cols(), decoded.rows(), pixels);
    } finally {
      decoded.release();
    }
  }

  private static byte[] eightBits(Mat mat) {
    byte[] pixels = new byte[mat.cols() * mat.rows()];
    mat.get(0, 0, pixels);
    return pixels;
  }

  private static byte[] sixteenBits(Mat mat) {
    short[] deep = new short[mat.cols() * mat.rows()];
    mat.get(0, 0, deep);
    byte[] pixels = new byte[deep.length];
    for (int i = 0; i < deep.length; i++) {
      pixels[i] = (byte) (((deep[i] & 0xFFFF) + 128) / 257);
    }
    return pixels;
  }

  /** Checks sizes, before memory is taken for the pixels. */
  static void check(ImageHeader header) throws BrokenImageException {
    if (header.width() < 1 || header.height() < 1) {
      throw BrokenImageException.damaged("it says that it has no pixels");
    }
    if ((long) header.width() * header.height() > MAX_PIXELS) {
      throw BrokenImageException.because(
          "is too large: "
              + header.width()
              + " x "
              + header.height()
              + " pixels; at most "
              + MAX_PIXELS
              + " are read. Shrink it.");
    }
    if (header.format() == ImageFormat.JPEG && header.bitDepth() != 8) {
      throw BrokenImageException.unsupported(
          "is a JPEG file of " + header.bitDepth() + " bits a channel");
    }
  }

  private static UnreadableImageException tooLarge(String file, long bytes) {
    return new UnreadableImageException(
        file, "is too large: " + bytes + " bytes; at most " + MAX_BYTES + " are read. Shrink it.");
  }

  private static void loadOpenCv() {
    try {
      OpenCvRuntime.load();
    } catch (XrayException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
