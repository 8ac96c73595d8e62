package dev.xray.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The difference of two models' ROC AUC on the same images: intervals and test.
 *
 * <p>The test is that of DeLong, DeLong and Clarke-Pearson (1988, Biometrics 44:837): an area is a
 * mean over positives and a mean over negatives of components (see {@link Ranked#components()}); so
 * is the difference of two areas, of the components' differences, and their spread gives its
 * variance. Obuchowski (1997, Biometrics 53:567) sums the components patient by patient, which
 * allows for several images of a patient, and equals DeLong's variance where no patient repeats.
 *
 * <p>The interval to go by puts the two areas' own intervals (see {@link RocAuc}) together, by the
 * method of variance estimates recovery for correlated estimates (Zou 2007, Psychological Methods
 * 12:399; Zou and Donner 2008): with areas a and b, their bounds and the correlation r of their
 * estimates, the lower bound is a - b - √((a - low a)² + (high b - b)² - 2 r (a - low a) (high b -
 * b)), and the upper one the same with the sides swapped. The correlation is DeLong's; it counts as
 * 0 where an area's variance is 0, as at an area of 1. DeLong's symmetric interval, which agrees
 * with the test, comes second: it is too narrow for few images and areas close to 1.
 */
final class PairedAuc {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final PairedSample sample;
  private final RocAuc current;
  private final RocAuc baseline;
  private final double difference;
  private final double variance;

  /** Of a sample with both classes. */
  PairedAuc(PairedSample sample) {
    this.sample = sample;
    current = new RocAuc(sample.sampleOfCurrent());
    baseline = new RocAuc(sample.sampleOfBaseline());
    double[] ofCurrent = sample.current().components();
    double[] ofBaseline = sample.baseline().components();
    double[] parts = new double[ofCurrent.length];
    double sum = 0;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = ofCurrent[i] - ofBaseline[i];
      sum += sample.positive(i) ? parts[i] : 0;
    }
    difference = sum / sample.positives();
    variance = variance(parts);
  }

  private double variance(double[] parts) {
    double[] ofPositives = new double[sample.patients()];
    double[] ofNegatives = new double[sample.patients()];
    for (int i = 0; i < parts.length; i++) {
      double[] of = sample.positive(i) ? ofPositives : ofNegatives;
      of[sample.patient(i)] += parts[i] - difference;
    }
    double m = sample.positives();
    double n = sample.negatives();
    return product(ofPositives, ofPositives) * unbiased(sample.patientsOf(true)) / (m * m)
        + product(ofNegatives, ofNegatives) * unbiased(sample.patientsOf(false)) / (n * n)
        + 2 * product(ofPositives, ofNegatives) * unbiased(sample.patients()) / (m * n);
  }

  private static double product(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  /** NaN for a single patient, who has no spread. */
  private static double unbiased(int patients) {
    return patients < 2 ? Double.NaN : patients / (patients - 1.0);
  }

  double variance() {
    return variance;
  }

  private boolean hasVariance() {
    return variance > 1e-18;
  }

  /** Of the two areas' estimates: from the variance of their difference, and their own. */
  double correlation() {
    if (!current.hasVariance() || !baseline.hasVariance()) {
      return 0;
    }
    double product = current.variance() * baseline.variance();
    double covariance = (current.variance() + baseline.variance() - variance) / 2;
    return Math.max(-1, Math.min(1, covariance / Math.sqrt(product)));
  }

  /** The one to go by, then DeLong's; without any where the models order the images alike. */
  List<Interval> intervals(double confidence) {
    List<Interval> intervals = new ArrayList<>();
    if (hasVariance() || !current.hasVariance() || !baseline.hasVariance()) {
      intervals.add(mover(confidence));
    }
    if (hasVariance()) {
      intervals.add(symmetric(confidence));
    }
    return intervals;
  }

  private Interval mover(double confidence) {
    Interval one = current.interval(confidence);
    Interval other = baseline.interval(confidence);
    double correlation = correlation();
    double below =
        distance(current.area() - one.low(), other.high() - baseline.area(), correlation);
    double above =
        distance(one.high() - current.area(), baseline.area() - other.low(), correlation);
    return around(
        below,
        above,
        confidence,
        repeated() ? Method.MOVER_OBUCHOWSKI_PAIRED : Method.MOVER_DELONG_PAIRED);
  }

  private static double distance(double one, double other, double correlation) {
    return Math.sqrt(Math.max(0, one * one + other * other - 2 * correlation * one * other));
  }

  private Interval symmetric(double confidence) {
    double half = Quantiles.twoSided(confidence) * Math.sqrt(variance);
    return around(
        half, half, confidence, repeated() ? Method.OBUCHOWSKI_PAIRED : Method.DELONG_PAIRED);
  }

  private Interval around(double below, double above, double confidence, Method method) {
    return new Interval(
        Math.max(-1, difference - below), Math.min(1, difference + above), confidence, method);
  }

  /** Adds the test, and the intervals as the first ones. */
  Difference complete(Difference given, double confidence) {
    return given.with(intervals(confidence)).with(test());
  }

  /** Empty where there is no spread, or none can be estimated, and the areas differ. */
  private Optional<PairedTest> test() {
    if (hasVariance()) {
      return test(2 * NORMAL.survivalProbability(Math.abs(difference) / Math.sqrt(variance)));
    }
    // No spread. Equal areas of equal order are no different; for unequal ones no test is known.
    boolean same = !Double.isNaN(variance) && Math.abs(difference) < 1e-12;
    return same ? test(1) : Optional.empty();
  }

  private boolean repeated() {
    return sample.repeatedPatients();
  }

  private Optional<PairedTest> test(double p) {
    return Optional.of(
        new PairedTest(
            repeated() ? PairedTest.Kind.OBUCHOWSKI : PairedTest.Kind.DELONG, Math.min(1, p)));
  }
}
