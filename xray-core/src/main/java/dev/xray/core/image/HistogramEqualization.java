package dev.xray.core.image;

import dev.xray.core.codec.GreyImage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.BitSet;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * OpenCV's {@code equalizeHist}, of those pixels alone that bilinear resampling looks at: in a
 * radiograph of 2,000 × 2,000 pixels that becomes one of 200 × 200 they are every twenty-fifth. The
 * histogram is that of all pixels.
 */
final class HistogramEqualization {
  private static final int LEVELS = 256;
  private static final VarHandle EIGHT_PIXELS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private HistogramEqualization() {}

  /**
   * What is left of an image after cropping, equalised where {@code Imgproc.resize} with {@code
   * INTER_LINEAR} to the placement's width and height reads it; elsewhere there is anything.
   *
   * @return to be released
   */
  static Mat whereSampled(GreyImage image, Placement placement) {
    byte[] levels = table(histogram(image, placement));
    int[] columns = sampled(placement.keptX(), placement.width());
    Mat mat = new Mat(placement.keptY(), placement.keptX(), CvType.CV_8UC1);
    byte[] pixels = image.pixels();
    byte[] row = new byte[placement.keptX()];
    for (int y : sampled(placement.keptY(), placement.height())) {
      int start = (placement.cutY() + y) * image.width() + placement.cutX();
      for (int x : columns) {
        row[x] = levels[pixels[start + x] & 0xFF];
      }
      mat.put(y, 0, row);
    }
    return mat;
  }

  /**
   * Rows or columns that are read: for the result's i-th the two around (i + 0.5) * from / to -
   * 0.5. OpenCV rounds that otherwise, but where it takes another one its weight is 0.
   */
  private static int[] sampled(int from, int to) {
    BitSet read = new BitSet(from);
    for (int i = 0; i < to; i++) {
      int first = (int) Math.floor((i + 0.5) * from / to - 0.5);
      read.set(Math.max(0, first));
      read.set(Math.min(from - 1, first + 1));
    }
    return read.stream().toArray();
  }

  /**
   * How often each grey level occurs. Eight pixels are read at once, and each of them has counters
   * of its own, since equal neighbours would have to wait for one: in a third less time.
   */
  private static int[] histogram(GreyImage image, Placement placement) {
    byte[] pixels = image.pixels();
    int[] counters = new int[Long.BYTES * LEVELS];
    for (int y = 0; y < placement.keptY(); y++) {
      int at = (placement.cutY() + y) * image.width() + placement.cutX();
      int end = at + placement.keptX();
      for (; at <= end - Long.BYTES; at += Long.BYTES) {
        long eight = (long) EIGHT_PIXELS.get(pixels, at);
        counters[(int) eight & 0xFF]++;
        counters[LEVELS + ((int) (eight >>> 8) & 0xFF)]++;
        counters[2 * LEVELS + ((int) (eight >>> 16) & 0xFF)]++;
        counters[3 * LEVELS + ((int) (eight >>> 24) & 0xFF)]++;
        counters[4 * LEVELS + ((int) (eight >>> 32) & 0xFF)]++;
        counters[5 * LEVELS + ((int) (eight >>> 40) & 0xFF)]++;
        counters[6 * LEVELS + ((int) (eight >>> 48) & 0xFF)]++;
        counters[7 * LEVELS + (int) (eight >>> 56)]++;
      }
      for (; at < end; at++) {
        counters[pixels[at] & 0xFF]++;
      }
    }
    int[] histogram = new int[LEVELS];
    for (int i = 0; i < counters.length; i++) {
      histogram[i % LEVELS] += counters[i];
    }
    return histogram;
  }

  /** For each level the new one, rounded in float as OpenCV does it. */
  private static byte[] table(int[] histogram) {
    int lowest = 0;
    int total = histogram[0];
    for (int i = 1; i < LEVELS; i++) {
      lowest = total == 0 ? i : lowest;
      total += histogram[i];
    }
    byte[] table = new byte[LEVELS];
    if (histogram[lowest] == total) {
      table[lowest] = (byte) lowest;
      return table;
    }
    float scale = (LEVELS - 1f) / (total - histogram[lowest]);
    int sum = 0;
    for (int i = lowest + 1; i < LEVELS; i++) {
      sum += histogram[i];
      table[i] = (byte) Math.min(LEVELS - 1, Math.rint(sum * scale));
    }
    return table;
  }
}
