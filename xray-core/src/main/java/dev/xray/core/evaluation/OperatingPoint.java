package dev.xray.core.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * A point of the ROC, the precision-recall and the cost curve: what comes out at a threshold.
 *
 * @param threshold a probability strictly greater is positive; below 0, at {@value #ALL}, where all
 *     cases are
 * @param confusion cases by truth and prediction
 */
public record OperatingPoint(double threshold, ConfusionMatrix confusion) {
  /** The threshold of the point at which every case is predicted positive. */
  public static final double ALL = -1;

  /** Checks the threshold. */
  public OperatingPoint {
    if (!(threshold == ALL || threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("Not a threshold: " + threshold);
    }
  }

  /**
   * Every point that differs from the others, from the highest threshold (nothing is predicted
   * positive) to the lowest (everything is). The thresholds are the distinct probabilities, so that
   * there are as many points as these, and one more.
   *
   * @param cases may be empty or of one class only
   */
  public static List<OperatingPoint> all(List<Case> cases) {
    Sample sample = new Sample(cases);
    List<OperatingPoint> points = new ArrayList<>();
    int truePositives = 0;
    int falsePositives = 0;
    for (int end = sample.images(), start; end > 0; end = start) {
      start = sample.startOfTies(end);
      points.add(point(sample, sample.probability(start), truePositives, falsePositives));
      int more = sample.positives(start, end);
      truePositives += more;
      falsePositives += end - start - more;
    }
    points.add(point(sample, ALL, truePositives, falsePositives));
    return points;
  }

  /**
   * Few points that draw the same ROC curve: only its corners; and of these, if there are still too
   * many, some that are evenly spread over the curve. The first and the last point stay.
   *
   * @param points as {@link #all} gives them
   * @param most at least 2
   */
  public static List<OperatingPoint> thinned(List<OperatingPoint> points, int most) {
    if (most < 2) {
      throw new IllegalArgumentException("At least two points: " + most);
    }
    List<OperatingPoint> corners = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      if (i == 0
          || i == points.size() - 1
          || !straight(points.get(i - 1), points.get(i), points.get(i + 1))) {
        corners.add(points.get(i));
      }
    }
    if (corners.size() <= most) {
      return corners;
    }
    List<OperatingPoint> few = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      few.add(corners.get((int) ((long) i * (corners.size() - 1) / (most - 1))));
    }
    return few;
  }

  private static boolean straight(OperatingPoint one, OperatingPoint two, OperatingPoint three) {
    return (long) one.up(two) * two.right(three) == (long) two.up(three) * one.right(two);
  }

  private int up(OperatingPoint next) {
    return next.confusion.truePositives() - confusion.truePositives();
  }

  private int right(OperatingPoint next) {
    return next.confusion.falsePositives() - confusion.falsePositives();
  }

  private static OperatingPoint point(
      Sample sample, double threshold, int truePositives, int falsePositives) {
    return new OperatingPoint(
        threshold,
        new ConfusionMatrix(
            truePositives,
            sample.positives() - truePositives,
            falsePositives,
            sample.negatives() - falsePositives));
  }
}
