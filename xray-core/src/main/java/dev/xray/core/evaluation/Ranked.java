package dev.xray.core.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One model's probabilities in their order, and its figures where each case counts a number of
 * times: what a bootstrap replicate needs, without copying or sorting. Cases with the same
 * probability are a group; groups are numbered from the lowest up. A figure is NaN where it is
 * undefined. With each case once, the figures are those of the {@link Evaluator}. Immutable and
 * thread-safe.
 */
final class Ranked {
  private static final double EPSILON = Math.ulp(1.0);

  private final PairedSample sample;

  /** Twice the number of the case's group, and one more for a positive. */
  private final int[] places;

  private final double[] ofGroups;
  private final double[] losses;
  private final double[] errors;

  Ranked(PairedSample sample, double[] probabilities) {
    this.sample = sample;
    int[] order = PairedSample.order(probabilities);
    places = new int[order.length];
    double[] distinct = new double[order.length];
    int groups = 0;
    for (int i = 0; i < order.length; i++) {
      double probability = probabilities[order[i]];
      if (i == 0 || probability != distinct[groups - 1]) {
        distinct[groups++] = probability;
      }
      places[order[i]] = 2 * (groups - 1) + (sample.positive(order[i]) ? 1 : 0);
    }
    ofGroups = Arrays.copyOf(distinct, groups);
    losses =
        IntStream.range(0, probabilities.length)
            .mapToDouble(i -> loss(sample.positive(i) ? probabilities[i] : 1 - probabilities[i]))
            .toArray();
    errors =
        IntStream.range(0, probabilities.length)
            .mapToDouble(i -> probabilities[i] - (sample.positive(i) ? 1 : 0))
            .toArray();
  }

  private static double loss(double right) {
    return Math.log(Math.min(Math.max(right, EPSILON), 1 - EPSILON));
  }

  /**
   * How often the cases of each group count.
   *
   * @param byPlace negatives of the lowest group, its positives, negatives of the next one and so
   *     on
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Counts(int[] byPlace) {
    int groups() {
      return byPlace.length / 2;
    }

    long negatives(int group) {
      return byPlace[2 * group];
    }

    long positives(int group) {
      return byPlace[2 * group + 1];
    }
  }

  /** Counts groups; several figures need it. */
  Counts counts(int[] times) {
    int[] byPlace = new int[2 * ofGroups.length];
    for (int i = 0; i < times.length; i++) {
      byPlace[places[i]] += times[i];
    }
    return new Counts(byPlace);
  }

  /**
   * The share of the other class that each case outdoes, ties counted half: for a positive the
   * negatives below it, for a negative the positives above it. The ROC AUC is their mean over
   * either class (DeLong et al. 1988: the structural components).
   */
  double[] components() {
    Counts once = counts(IntStream.range(0, places.length).map(i -> 1).toArray());
    double[] ofPlaces = new double[2 * once.groups()];
    long negativesBelow = 0;
    long positivesAbove = sample.positives();
    for (int group = 0; group < once.groups(); group++) {
      positivesAbove -= once.positives(group);
      ofPlaces[2 * group] = (positivesAbove + once.positives(group) / 2.0) / sample.positives();
      ofPlaces[2 * group + 1] = (negativesBelow + once.negatives(group) / 2.0) / sample.negatives();
      negativesBelow += once.negatives(group);
    }
    return IntStream.of(places).mapToDouble(place -> ofPlaces[place]).toArray();
  }

  double rocAuc(int[] times) {
    return rocAuc(counts(times));
  }

  /** Mann–Whitney. */
  double rocAuc(Counts counts) {
    long halves = 0;
    long negatives = 0;
    long positives = 0;
    for (int group = 0; group < counts.groups(); group++) {
      halves += counts.positives(group) * (2 * negatives + counts.negatives(group));
      negatives += counts.negatives(group);
      positives += counts.positives(group);
    }
    return halves / (2.0 * positives * negatives);
  }

  /** Average precision, from the lowest threshold up. */
  double prAuc(Counts counts) {
    ConfusionMatrix all = confusion(-1, counts);
    long found = all.truePositives();
    long called = found + all.falsePositives();
    double positives = found;
    double sum = 0;
    for (int group = 0; group < counts.groups(); group++) {
      long lost = counts.positives(group);
      sum += called == 0 ? 0 : (double) lost * found / called;
      found -= lost;
      called -= lost + counts.negatives(group);
    }
    return sum / positives;
  }

  double logLoss(int[] times) {
    double sum = 0;
    long images = 0;
    for (int i = 0; i < times.length; i++) {
      sum -= times[i] * losses[i];
      images += times[i];
    }
    return sum / images;
  }

  double brier(int[] times) {
    double sum = 0;
    long images = 0;
    for (int i = 0; i < times.length; i++) {
      sum += times[i] * errors[i] * errors[i];
      images += times[i];
    }
    return sum / images;
  }

  /** Cases by truth and prediction. */
  ConfusionMatrix confusion(double threshold, Counts counts) {
    int[] below = new int[2];
    int[] above = new int[2];
    for (int group = 0; group < counts.groups(); group++) {
      int[] side = Thresholds.isPositive(ofGroups[group], threshold) ? above : below;
      side[0] += counts.byPlace[2 * group];
      side[1] += counts.byPlace[2 * group + 1];
    }
    return new ConfusionMatrix(above[1], below[1], above[0], below[0]);
  }
}
