package dev.xray.core.image;

import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.runtime.OpenCvRuntime;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Small copies of images. */
public final class Shrunk {
  private Shrunk() {}

  /**
   * The same image, its longer side not longer than {@code side} pixels; each pixel is the mean of
   * the area it stands for. The image itself where it is small enough.
   *
   * @throws XrayException if OpenCV cannot be loaded
   */
  public static GreyImage of(GreyImage image, int side) throws XrayException {
    double scale = (double) side / Math.max(image.width(), image.height());
    return scale >= 1
        ? image
        : to(
            image,
            Math.max(1, (int) Math.round(image.width() * scale)),
            Math.max(1, (int) Math.round(image.height() * scale)));
  }

  /**
   * The same image in another size; its aspect is not kept. Where it shrinks each pixel is the mean
   * of the area it stands for.
   *
   * @throws XrayException if OpenCV cannot be loaded
   */
  public static GreyImage to(GreyImage image, int width, int height) throws XrayException {
    OpenCvRuntime.load();
    Mat mat = new Mat(image.height(), image.width(), CvType.CV_8UC1);
    try {
      mat.put(0, 0, image.pixels());
      Imgproc.resize(mat, mat, new Size(width, height), 0, 0, Imgproc.INTER_AREA);
      byte[] pixels = new byte[width * height];
      mat.get(0, 0, pixels);
      return new GreyImage(width, height, pixels);
    } finally {
      mat.release();
    }
  }
}
