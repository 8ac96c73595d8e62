package dev.xray.core.explanation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How alike two maps are. */
final class Similarity {
  /** Side of the window of SSIM, as scikit-image has it by default. */
  private static final int WINDOW = 7;

  private static final double K1 = 0.01;
  private static final double K2 = 0.03;

  /** Maps are scaled to [-1, 1] for SSIM. */
  private static final double RANGE = 2;

  private Similarity() {}

  /**
   * Spearman's (1904) rank correlation, ties at their mean rank: 1 where both rank all places
   * alike, -1 where one ranks them the other way round.
   *
   * @return in [-1, 1]; 0 where one map is flat and the other is not, 1 where both are
   */
  static double spearman(float[] a, float[] b) {
    return correlation(ranks(a), ranks(b));
  }

  /** The same of the absolute values, as Adebayo et al. (2018) report it too. */
  static double spearmanOfAbsolute(float[] a, float[] b) {
    return spearman(absolute(a), absolute(b));
  }

  private static float[] absolute(float[] values) {
    float[] absolute = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      absolute[i] = Math.abs(values[i]);
    }
    return absolute;
  }

  private static double[] ranks(float[] values) {
    Integer[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .toArray(Integer[]::new);
    double[] ranks = new double[values.length];
    for (int start = 0; start < order.length; ) {
      int end = start + 1;
      while (end < order.length && values[order[end]] == values[order[start]]) {
        end++;
      }
      for (int i = start; i < end; i++) {
        ranks[order[i]] = (start + end - 1) / 2.0;
      }
      start = end;
    }
    return ranks;
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    if (aa == 0 || bb == 0) {
      return aa == bb ? 1 : 0;
    }
    return Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb)));
  }

  /**
   * Mean structural similarity (Wang et al. 2004, IEEE Transactions on Image Processing 13:600) of
   * two maps at the pixels of an image, each divided by its largest absolute value: windows of 7 x
   * 7 that lie in the image as a whole, sample variances, K1 = 0.01, K2 = 0.03.
   *
   * @param width of both, at least 7
   * @param height of both, at least 7
   */
  static double ssim(HeatMap a, HeatMap b, int width, int height) {
    double[] x = scaled(a.on(width, height));
    double[] y = scaled(b.on(width, height));
    double sum = 0;
    for (int top = 0; top + WINDOW <= height; top++) {
      for (int left = 0; left + WINDOW <= width; left++) {
        sum += window(x, y, width, left, top);
      }
    }
    return sum / ((width - WINDOW + 1.0) * (height - WINDOW + 1.0));
  }

  private static double[] scaled(HeatMap map) {
    double largest = map.largest();
    double[] scaled = new double[map.values().length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = largest == 0 ? 0 : map.values()[i] / largest;
    }
    return scaled;
  }

  private static double window(double[] x, double[] y, int width, int left, int top) {
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumYy = 0;
    double sumXy = 0;
    for (int row = top; row < top + WINDOW; row++) {
      for (int i = row * width + left; i < row * width + left + WINDOW; i++) {
        sumX += x[i];
        sumY += y[i];
        sumXx += x[i] * x[i];
        sumYy += y[i] * y[i];
        sumXy += x[i] * y[i];
      }
    }
    double n = WINDOW * WINDOW;
    double meanX = sumX / n;
    double meanY = sumY / n;
    double varianceX = (sumXx - n * meanX * meanX) / (n - 1);
    double varianceY = (sumYy - n * meanY * meanY) / (n - 1);
    double covariance = (sumXy - n * meanX * meanY) / (n - 1);
    double c1 = K1 * RANGE * K1 * RANGE;
    double c2 = K2 * RANGE * K2 * RANGE;
    return (2 * meanX * meanY + c1)
        * (2 * covariance + c2)
        / ((meanX * meanX + meanY * meanY + c1) * (varianceX + varianceY + c2));
  }
}
