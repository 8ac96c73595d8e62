package dev.xray.core.audit.leakage;

import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.core.TermCriteria;
import org.opencv.imgproc.Imgproc;
import org.opencv.video.Video;

/**
 * Compares two pictures on their pixels: lays one on the other by the affine map that makes them
 * most alike (enhanced correlation coefficient, Evangelidis and Psarakis 2008, IEEE TPAMI 30:1858),
 * then correlates the detail that is left without slow changes of brightness, in units of its local
 * contrast. Ribs and vessels of two chests do not fall together, those of one radiograph do.
 */
final class PictureMatch {
  /** Correlation of the detail from which two pictures are one radiograph. */
  static final double SAME = 0.92;

  /** Correlation of coarse detail in the pose alone, below which no map is looked for. */
  private static final double WORTH_A_LOOK = 0.35;

  private static final int SIDE = SmallPicture.SIDE;

  /** What a map may leave unseen at each edge. */
  private static final int MARGIN = SIDE / 12;

  private static final double FINE = 0.8;
  private static final double COARSE = 2;
  private static final double SLOW = 6;
  private static final int STEPS = 40;
  private static final double ENOUGH = 1e-4;

  private PictureMatch() {}

  /**
   * How alike two pictures are once one lies on the other.
   *
   * @param pose in which {@code original} looks like {@code copy}
   * @return correlation of their detail, in [-1, 1]
   */
  static double of(SmallPicture original, SmallPicture copy, Pose pose) {
    Mat input = equalised(original);
    Mat template = equalised(copy);
    Mat map = map(pose.matrix(original.aspect()));
    try {
      if (correlation(input, template, map, COARSE) < WORTH_A_LOOK) {
        return 0;
      }
      return align(input, template, map) ? correlation(input, template, map, FINE) : 0;
    } finally {
      release(input, template, map);
    }
  }

  private static boolean align(Mat input, Mat template, Mat map) {
    Mat everywhere = new Mat();
    try {
      Video.findTransformECC(
          template,
          input,
          map,
          Video.MOTION_AFFINE,
          new TermCriteria(TermCriteria.COUNT + TermCriteria.EPS, STEPS, ENOUGH),
          everywhere,
          5);
      return true;
    } catch (CvException e) {
      // It throws where the pictures drift apart: they are not alike.
      return false;
    } finally {
      everywhere.release();
    }
  }

  /** Pixels of a picture, its grey levels spread evenly. */
  private static Mat equalised(SmallPicture picture) {
    Mat mat = new Mat(SIDE, SIDE, CvType.CV_8UC1);
    mat.put(0, 0, picture.pixels());
    Imgproc.equalizeHist(mat, mat);
    return mat;
  }

  /** From pixels of the copy to pixels of the original. */
  private static Mat map(double[][] matrix) {
    double centre = (SIDE - 1) / 2.0;
    Mat map = new Mat(2, 3, CvType.CV_32FC1);
    for (int row = 0; row < 2; row++) {
      double[] m = matrix[row];
      map.put(row, 0, m[0], m[1], m[2] * SIDE + centre - (m[0] + m[1]) * centre);
    }
    return map;
  }

  private static double correlation(Mat input, Mat template, Mat map, double fine) {
    Mat moved = new Mat();
    Mat seen = Mat.ones(SIDE, SIDE, CvType.CV_8UC1);
    try {
      int flags = Imgproc.INTER_LINEAR + Imgproc.WARP_INVERSE_MAP;
      Imgproc.warpAffine(input, moved, map, new Size(SIDE, SIDE), flags, Core.BORDER_REPLICATE);
      Imgproc.warpAffine(
          seen, seen, map, new Size(SIDE, SIDE), Imgproc.INTER_NEAREST + Imgproc.WARP_INVERSE_MAP);
      return correlation(detail(moved, fine), detail(template, fine), seen);
    } finally {
      release(moved, seen);
    }
  }

  /** What varies over a few pixels, in units of its standard deviation nearby. */
  private static float[] detail(Mat picture, double fine) {
    Mat smooth = new Mat();
    Mat slow = new Mat();
    Mat contrast = new Mat();
    try {
      picture.convertTo(smooth, CvType.CV_32F);
      Imgproc.GaussianBlur(smooth, slow, new Size(0, 0), SLOW);
      Imgproc.GaussianBlur(smooth, smooth, new Size(0, 0), fine);
      Core.subtract(smooth, slow, smooth);
      Core.multiply(smooth, smooth, contrast);
      Imgproc.GaussianBlur(contrast, contrast, new Size(0, 0), SLOW);
      Core.add(contrast, new Scalar(4), contrast);
      Core.sqrt(contrast, contrast);
      Core.divide(smooth, contrast, smooth);
      float[] values = new float[SIDE * SIDE];
      smooth.get(0, 0, values);
      return values;
    } finally {
      release(smooth, slow, contrast);
    }
  }

  private static double correlation(float[] one, float[] two, Mat seen) {
    byte[] inside = new byte[SIDE * SIDE];
    seen.get(0, 0, inside);
    double n = 0;
    double[] sums = new double[5];
    for (int y = MARGIN; y < SIDE - MARGIN; y++) {
      for (int x = MARGIN; x < SIDE - MARGIN; x++) {
        int at = y * SIDE + x;
        if (inside[at] != 0) {
          n++;
          sums[0] += one[at];
          sums[1] += two[at];
          sums[2] += one[at] * one[at];
          sums[3] += two[at] * two[at];
          sums[4] += one[at] * two[at];
        }
      }
    }
    double varianceOfOne = sums[2] - sums[0] * sums[0] / n;
    double varianceOfTwo = sums[3] - sums[1] * sums[1] / n;
    boolean mostlySeen = n > 0.5 * SIDE * SIDE;
    return mostlySeen && varianceOfOne > 0 && varianceOfTwo > 0
        ? (sums[4] - sums[0] * sums[1] / n) / Math.sqrt(varianceOfOne * varianceOfTwo)
        : 0;
  }

  private static void release(Mat... mats) {
    List.of(mats).forEach(Mat::release);
  }
}
