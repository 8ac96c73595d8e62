package dev.xray.core.evaluation;

/**
 * One model's probabilities in their order, and its figures where each case counts a number of
 * times: what a bootstrap replicate needs, without copying or sorting. A figure is NaN where it is
 * undefined. With each case once, the figures are those of the {@link Evaluator}.
 */
final class Ranked {
  private static final double EPSILON = Math.ulp(1.0);

  private final PairedSample sample;
  private final double[] probabilities;
  private final int[] order;

  Ranked(PairedSample sample, double[] probabilities) {
    this.sample = sample;
    this.probabilities = probabilities;
    order = PairedSample.order(probabilities);
  }

  /** First place in the order after the cases that are tied with that at {@code start}. */
  private int endOfTies(int start) {
    int end = start + 1;
    while (end < order.length && probabilities[order[end]] == probabilities[order[start]]) {
      end++;
    }
    return end;
  }

  /**
   * The share of the other class that each case outdoes, ties counted half: for a positive the
   * negatives below it, for a negative the positives above it. The ROC AUC is their mean over
   * either class (DeLong et al. 1988: the structural components).
   */
  double[] components() {
    double[] components = new double[order.length];
    int negativesBelow = 0;
    int positivesAbove = sample.positives();
    for (int start = 0, end; start < order.length; start = end) {
      end = endOfTies(start);
      int tiedPositives = 0;
      for (int i = start; i < end; i++) {
        tiedPositives += sample.positive(order[i]) ? 1 : 0;
      }
      int tiedNegatives = end - start - tiedPositives;
      positivesAbove -= tiedPositives;
      for (int i = start; i < end; i++) {
        components[order[i]] =
            sample.positive(order[i])
                ? (negativesBelow + tiedNegatives / 2.0) / sample.negatives()
                : (positivesAbove + tiedPositives / 2.0) / sample.positives();
      }
      negativesBelow += tiedNegatives;
    }
    return components;
  }

  /** Mann–Whitney. */
  double rocAuc(int[] times) {
    long halves = 0;
    long negatives = 0;
    long positives = 0;
    for (int start = 0, end; start < order.length; start = end) {
      end = endOfTies(start);
      long tiedPositives = count(times, start, end, true);
      long tiedNegatives = count(times, start, end, false);
      halves += tiedPositives * (2 * negatives + tiedNegatives);
      negatives += tiedNegatives;
      positives += tiedPositives;
    }
    return halves / (2.0 * positives * negatives);
  }

  /** Average precision, from the lowest threshold up. */
  double prAuc(int[] times) {
    long found = count(times, 0, order.length, true);
    long called = found + count(times, 0, order.length, false);
    double positives = found;
    double sum = 0;
    for (int start = 0, end; start < order.length; start = end) {
      end = endOfTies(start);
      long lost = count(times, start, end, true);
      sum += called == 0 ? 0 : (double) lost * found / called;
      found -= lost;
      called -= lost + count(times, start, end, false);
    }
    return sum / positives;
  }

  double logLoss(int[] times) {
    double sum = 0;
    long images = 0;
    for (int i = 0; i < times.length; i++) {
      double right = sample.positive(i) ? probabilities[i] : 1 - probabilities[i];
      sum -= times[i] * Math.log(Math.min(Math.max(right, EPSILON), 1 - EPSILON));
      images += times[i];
    }
    return sum / images;
  }

  double brier(int[] times) {
    double sum = 0;
    long images = 0;
    for (int i = 0; i < times.length; i++) {
      double error = probabilities[i] - (sample.positive(i) ? 1 : 0);
      sum += times[i] * error * error;
      images += times[i];
    }
    return sum / images;
  }

  /** Cases by truth and prediction. */
  ConfusionMatrix confusion(double threshold, int[] times) {
    int[][] counts = new int[2][2];
    for (int i = 0; i < times.length; i++) {
      int called = Thresholds.isPositive(probabilities[i], threshold) ? 1 : 0;
      counts[sample.positive(i) ? 1 : 0][called] += times[i];
    }
    return new ConfusionMatrix(counts[1][1], counts[1][0], counts[0][1], counts[0][0]);
  }

  private long count(int[] times, int start, int end, boolean positive) {
    long count = 0;
    for (int i = start; i < end; i++) {
      count += sample.positive(order[i]) == positive ? times[order[i]] : 0;
    }
    return count;
  }
}
