package dev.xray.core.audit.leakage;

import dev.xray.core.codec.GreyImage;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Copies of a picture as they get into collections. OpenCV must be loaded. */
public final class Copies {
  private Copies() {}

  /** Turned about its centre; the corners become black. */
  public static GreyImage turned(GreyImage image, double degrees) {
    Mat mat = mat(image);
    Mat turn =
        Imgproc.getRotationMatrix2D(
            new Point(image.width() / 2.0, image.height() / 2.0), degrees, 1);
    Imgproc.warpAffine(mat, mat, turn, mat.size());
    turn.release();
    return grey(mat);
  }

  /** Without a share of its width and height at each edge. */
  public static GreyImage cropped(GreyImage image, double share) {
    int x = (int) Math.round(image.width() * share);
    int y = (int) Math.round(image.height() * share);
    Mat mat = mat(image);
    Mat inner = mat.submat(y, image.height() - y, x, image.width() - x).clone();
    mat.release();
    return grey(inner);
  }

  /** Left for right. */
  public static GreyImage mirrored(GreyImage image) {
    Mat mat = mat(image);
    Core.flip(mat, mat, 1);
    return grey(mat);
  }

  /** Grey levels from 0 to 1 to the power of {@code gamma}. */
  public static GreyImage withGamma(GreyImage image, double gamma) {
    byte[] pixels = image.pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.round(255 * Math.pow((pixels[i] & 0xFF) / 255.0, gamma));
    }
    return new GreyImage(image.width(), image.height(), pixels);
  }

  /** With another contrast; what leaves the range is cut. */
  public static GreyImage withContrast(GreyImage image, double factor) {
    Mat mat = mat(image);
    mat.convertTo(mat, -1, factor, 128 * (1 - factor));
    return grey(mat);
  }

  /** In another size. */
  public static GreyImage scaled(GreyImage image, double factor) {
    Mat mat = mat(image);
    Imgproc.resize(mat, mat, new Size(), factor, factor, Imgproc.INTER_AREA);
    return grey(mat);
  }

  private static Mat mat(GreyImage image) {
    Mat mat = new Mat(image.height(), image.width(), CvType.CV_8UC1);
    mat.put(0, 0, image.pixels());
    return mat;
  }

  private static GreyImage grey(Mat mat) {
    byte[] pixels = new byte[mat.cols() * mat.rows()];
    mat.get(0, 0, pixels);
    GreyImage image = new GreyImage(mat.cols(), mat.rows(), pixels);
    mat.release();
    return image;
  }
}
