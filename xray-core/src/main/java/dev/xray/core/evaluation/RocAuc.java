package dev.xray.core.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The area under the ROC curve of a sample with both classes, and its interval.
 *
 * <p>DeLong, DeLong and Clarke-Pearson (1988, Biometrics 44:837) write the area as a mean over
 * positives of the share of negatives below each, and as a mean over negatives of the share of
 * positives above each; its variance follows from the spread of these components, which one pass
 * over the sorted sample gives (Sun and Xu 2014). Obuchowski (1997, Biometrics 53:567) sums the
 * components patient by patient, so that several images of a patient may depend on each other. Her
 * variance equals DeLong's where no patient repeats.
 *
 * <p>Bounds are symmetric on the logit scale. Where the variance is estimated as 0 (at an area of 0
 * or 1, which small test sets often have) or cannot be (a class of one patient), the bounds are
 * Newcombe's (2006, Statistics in Medicine 25:559, method 5), with patients for images: those areas
 * θ from which the observed one is z standard deviations away, by Hanley and McNeil's variance at
 * θ.
 */
final class RocAuc {
  private static final int BISECTIONS = 200;

  private final Sample sample;
  private final double area;
  private final double[] positiveParts;
  private final double[] negativeParts;
  private final int positivePatients;
  private final int negativePatients;
  private double independent;

  RocAuc(Sample sample) {
    this.sample = sample;
    area = area(sample);
    positiveParts = new double[sample.patients()];
    negativeParts = new double[sample.patients()];
    sumComponents();
    positivePatients = sample.patientsOf(true);
    negativePatients = sample.patientsOf(false);
  }

  double area() {
    return area;
  }

  /** Mann–Whitney: counts for each positive the negatives below it, and half of those beside it. */
  private static double area(Sample sample) {
    long halves = 0;
    long negativesBelow = 0;
    for (int start = 0, end; start < sample.images(); start = end) {
      end = sample.endOfTies(start);
      long tiedPositives = sample.positives(start, end);
      long tiedNegatives = end - start - tiedPositives;
      halves += tiedPositives * (2 * negativesBelow + tiedNegatives);
      negativesBelow += tiedNegatives;
    }
    return halves / (2.0 * sample.positives() * sample.negatives());
  }

  /** Sums the components' distances from the area, patient by patient. */
  private void sumComponents() {
    double squaresOfPositives = 0;
    double squaresOfNegatives = 0;
    int negativesBelow = 0;
    int positivesAbove = sample.positives();
    for (int start = 0, end; start < sample.images(); start = end) {
      end = sample.endOfTies(start);
      int tiedPositives = sample.positives(start, end);
      int tiedNegatives = end - start - tiedPositives;
      positivesAbove -= tiedPositives;
      double ofPositive = (negativesBelow + tiedNegatives / 2.0) / sample.negatives() - area;
      double ofNegative = (positivesAbove + tiedPositives / 2.0) / sample.positives() - area;
      negativesBelow += tiedNegatives;
      squaresOfPositives += tiedPositives * ofPositive * ofPositive;
      squaresOfNegatives += tiedNegatives * ofNegative * ofNegative;
      for (int i = start; i < end; i++) {
        if (sample.positive(i)) {
          positiveParts[sample.patient(i)] += ofPositive;
        } else {
          negativeParts[sample.patient(i)] += ofNegative;
        }
      }
    }
    independent =
        variance(squaresOfPositives, sample.positives(), sample.positives())
            + variance(squaresOfNegatives, sample.negatives(), sample.negatives());
  }

  /** Sum of squares of m independent parts, to the variance of their sum over the images. */
  private static double variance(double squares, int parts, int images) {
    return parts < 2 ? Double.NaN : squares * parts / (parts - 1.0) / images / images;
  }

  /** Obuchowski's variance; NaN where a class has one patient only. */
  double variance() {
    double ofPositives = 0;
    double ofNegatives = 0;
    double together = 0;
    for (int i = 0; i < positiveParts.length; i++) {
      ofPositives += positiveParts[i] * positiveParts[i];
      ofNegatives += negativeParts[i] * negativeParts[i];
      together += positiveParts[i] * negativeParts[i];
    }
    int patients = sample.patients();
    double covariance =
        patients < 2
            ? Double.NaN
            : together * patients / (patients - 1.0) / sample.positives() / sample.negatives();
    return variance(ofPositives, positivePatients, sample.positives())
        + variance(ofNegatives, negativePatients, sample.negatives())
        + 2 * covariance;
  }

  private boolean repeated() {
    return sample.patients() < sample.images();
  }

  /** Effective images by the design effect: Obuchowski's variance by DeLong's, at least 1. */
  Support support() {
    double effective = sample.images();
    if (repeated()) {
      double effect = variance() / independent;
      effective = hasVariance() ? effective / Math.max(1, effect) : sample.patients();
    }
    return new Support(
        sample.images(), sample.patients(), effective, OptionalInt.empty(), OptionalInt.empty());
  }

  /** Whether there is a variance that can be trusted; there is none at an area of 0 or 1. */
  boolean hasVariance() {
    return variance() > 1e-18 && independent > 1e-18 && area > 0 && area < 1;
  }

  Interval interval(double confidence) {
    return hasVariance()
        ? Quantiles.logit(
            area,
            Math.sqrt(variance()),
            confidence,
            repeated() ? Method.OBUCHOWSKI_LOGIT : Method.DELONG_LOGIT)
        : newcombe(confidence);
  }

  /**
   * The alternative: the standard deviation of the area when patients are resampled, on the logit
   * scale; Newcombe's bounds where it is 0 or a class has one patient.
   */
  Interval bootstrap(EvaluationSettings settings) {
    PatientBootstrap bootstrap = new PatientBootstrap(sample, settings.seed());
    if (!hasVariance() || bootstrap.useless().isPresent()) {
      return newcombe(settings.confidence());
    }
    double[] areas =
        Arrays.stream(
                bootstrap.replicates(
                    settings.bootstrap(),
                    times -> new double[] {resampled(byPatient(bootstrap.strata(), times))}))
            .mapToDouble(one -> one[0])
            .toArray();
    double mean = Arrays.stream(areas).sum() / areas.length;
    double squares = Arrays.stream(areas).map(one -> (one - mean) * (one - mean)).sum();
    return Quantiles.logit(
        area,
        Math.sqrt(squares / (areas.length - 1)),
        settings.confidence(),
        Method.BOOTSTRAP_LOGIT);
  }

  private int[] byPatient(List<int[]> strata, int[][] times) {
    int[] byPatient = new int[sample.patients()];
    for (int stratum = 0; stratum < times.length; stratum++) {
      int[] patients = strata.get(stratum);
      for (int i = 0; i < patients.length; i++) {
        byPatient[patients[i]] = times[stratum][i];
      }
    }
    return byPatient;
  }

  /** The area where each patient counts a number of times. */
  private double resampled(int[] times) {
    double pairs = 0;
    long below = 0;
    long positives = 0;
    long tiedPositives = 0;
    long tiedNegatives = 0;
    for (int i = 0; i < sample.images(); i++) {
      int weight = times[sample.patient(i)];
      if (sample.positive(i)) {
        tiedPositives += weight;
      } else {
        tiedNegatives += weight;
      }
      if (sample.isLastOfTies(i)) {
        pairs += tiedPositives * (below + tiedNegatives / 2.0);
        below += tiedNegatives;
        positives += tiedPositives;
        tiedPositives = 0;
        tiedNegatives = 0;
      }
    }
    return pairs / ((double) positives * below);
  }

  private Interval newcombe(double confidence) {
    return new Interval(
        1 - newcombeHigh(1 - area, confidence),
        newcombeHigh(area, confidence),
        confidence,
        Method.NEWCOMBE);
  }

  private double newcombeHigh(double observed, double confidence) {
    double z = Quantiles.twoSided(confidence);
    double low = observed;
    double high = 1;
    for (int i = 0; i < BISECTIONS && low < high; i++) {
      double middle = (low + high) / 2;
      double distance = middle - observed;
      if (distance * distance <= z * z * hanleyMcNeil(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** Variance of an area θ, with the mean of both numbers of patients in its numerator. */
  private double hanleyMcNeil(double theta) {
    double more = (positivePatients + negativePatients) / 2.0 - 1;
    double pairs = (double) positivePatients * negativePatients;
    double dependence = (1 - theta) / (2 - theta) + theta / (1 + theta);
    return theta * (1 - theta) * (1 + more * dependence) / pairs;
  }
}
