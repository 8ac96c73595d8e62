package dev.xray.core.evaluation;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The difference of two models' ROC AUC on the same images: interval and test.
 *
 * <p>DeLong, DeLong and Clarke-Pearson (1988, Biometrics 44:837): an area is a mean over positives
 * and a mean over negatives of components (see {@link Ranked#components()}); so is the difference
 * of two areas, of the components' differences, and their spread gives its variance. Obuchowski
 * (1997, Biometrics 53:567) sums the components patient by patient, which allows for several images
 * of a patient, and equals DeLong's variance where no patient repeats.
 */
final class PairedAuc {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final PairedSample sample;
  private final double difference;
  private final double variance;

  /** Of a sample with both classes. */
  PairedAuc(PairedSample sample) {
    this.sample = sample;
    double[] current = sample.current().components();
    double[] baseline = sample.baseline().components();
    double[] parts = new double[current.length];
    double sum = 0;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = current[i] - baseline[i];
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

  /** Adds the test, and the interval as the first one. */
  Difference complete(Difference given, double confidence) {
    if (Double.isNaN(variance)) {
      return given;
    }
    if (!(variance > 1e-18)) {
      // No spread. Equal areas of equal order are no different; for unequal ones no test is known.
      return Math.abs(difference) < 1e-12 ? given.with(test(1)) : given;
    }
    double deviation = Math.sqrt(variance);
    double half = Quantiles.twoSided(confidence) * deviation;
    Interval interval =
        new Interval(
            Math.max(-1, difference - half),
            Math.min(1, difference + half),
            confidence,
            repeated() ? Method.OBUCHOWSKI_PAIRED : Method.DELONG_PAIRED);
    double p = 2 * NORMAL.survivalProbability(Math.abs(difference) / deviation);
    return given.with(List.of(interval)).with(test(p));
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
