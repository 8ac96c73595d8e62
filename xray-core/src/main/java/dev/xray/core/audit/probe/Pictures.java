package dev.xray.core.audit.probe;

import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.runtime.OpenCvRuntime;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Changes of whole pictures. Pure; all methods make new images. */
final class Pictures {
  /** Grey level around which contrast is changed. */
  private static final double MIDDLE = 127.5;

  private Pictures() {}

  /** Mirrored: left becomes right. */
  static GreyImage flipped(GreyImage image) {
    int width = image.width();
    byte[] pixels = new byte[image.pixels().length];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % width;
      pixels[i] = image.pixels()[i - x + width - 1 - x];
    }
    return new GreyImage(width, image.height(), pixels);
  }

  /**
   * Cut into tiles that change places.
   *
   * @param tiles in each direction, all of one size; what is left over at the right and the bottom
   *     stays where it is
   * @param random decides the places
   */
  static GreyImage shuffled(GreyImage image, int tiles, RandomGenerator random) {
    int wide = image.width() / tiles;
    int high = image.height() / tiles;
    int[] order = permutation(tiles * tiles, random);
    byte[] pixels = image.pixels().clone();
    for (int to = 0; to < order.length; to++) {
      for (int y = 0; y < high; y++) {
        System.arraycopy(
            image.pixels(),
            (order[to] / tiles * high + y) * image.width() + order[to] % tiles * wide,
            pixels,
            (to / tiles * high + y) * image.width() + to % tiles * wide,
            wide);
      }
    }
    return new GreyImage(image.width(), image.height(), pixels);
  }

  /** Fisher and Yates. */
  static int[] permutation(int size, RandomGenerator random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** Distances from middle grey times a factor, rounded and limited to 0 to 255. */
  static GreyImage contrast(GreyImage image, double factor) {
    return mapped(image, grey -> MIDDLE + factor * (grey - MIDDLE));
  }

  /** Grey levels as shares of white to the power of gamma; below 1 brighter, above darker. */
  static GreyImage gamma(GreyImage image, double gamma) {
    return mapped(image, grey -> 255 * StrictMath.pow(grey / 255.0, gamma));
  }

  private static GreyImage mapped(GreyImage image, IntToDoubleFunction curve) {
    byte[] table = new byte[256];
    for (int grey = 0; grey < table.length; grey++) {
      table[grey] = (byte) Math.max(0, Math.min(255, Math.round(curve.applyAsDouble(grey))));
    }
    byte[] pixels = new byte[image.pixels().length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = table[image.pixels()[i] & 0xFF];
    }
    return new GreyImage(image.width(), image.height(), pixels);
  }

  /** Encoded as a grey JPEG of a quality from 1 to 100 by OpenCV, and decoded again. */
  static GreyImage jpeg(GreyImage image, int quality) throws XrayException {
    return ImageCodec.decodeGrey(ImageCodec.encodeJpeg(image, quality), "a JPEG of the audit");
  }

  /**
   * With no more detail than fits into so many pixels: averaged down to them, then bilinearly back
   * to the old size. A picture that has no more pixels in either direction stays as it is.
   */
  static GreyImage reduced(GreyImage image, int width, int height) throws XrayException {
    int fewer = Math.min(width, image.width());
    int lower = Math.min(height, image.height());
    if (fewer == image.width() && lower == image.height()) {
      return image;
    }
    OpenCvRuntime.load();
    Mat mat = new Mat(image.height(), image.width(), CvType.CV_8UC1);
    try {
      mat.put(0, 0, image.pixels());
      Imgproc.resize(mat, mat, new Size(fewer, lower), 0, 0, Imgproc.INTER_AREA);
      Size size = new Size(image.width(), image.height());
      Imgproc.resize(mat, mat, size, 0, 0, Imgproc.INTER_LINEAR);
      byte[] pixels = new byte[image.pixels().length];
      mat.get(0, 0, pixels);
      return new GreyImage(image.width(), image.height(), pixels);
    } finally {
      mat.release();
    }
  }
}
