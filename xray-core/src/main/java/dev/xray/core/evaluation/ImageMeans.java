package dev.xray.core.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Means over images of which several may be of one patient, for what is not a classification: a
 * property of a picture, a similarity of two.
 */
public final class ImageMeans {
  private static final double CONFIDENCE = 0.95;
  private static final String ONE_PATIENT = "there are images of one patient only";
  private static final String NO_SPREAD = "all images have the same value";

  private ImageMeans() {}

  /**
   * A value of one image.
   *
   * @param value finite
   * @param patient where known
   */
  public record OfImage(double value, Optional<String> patient) {
    /** Checks the number. */
    public OfImage {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("Not a number: " + value);
      }
    }
  }

  /**
   * The mean, with Student's t interval between patients: see {@link Method#MEAN_T}.
   *
   * @param values any number; their order does not matter beyond the last digits
   * @param lowest value that is possible: the interval ends there
   * @param highest value that is possible
   */
  public static Estimate mean(List<OfImage> values, double lowest, double highest) {
    ClusteredMean mean = clustered(values);
    if (values.isEmpty()) {
      return Estimate.undefined(Reasons.NO_IMAGES, none());
    }
    Support support = mean.support();
    double error = mean.standardError();
    if (mean.patients() == 1) {
      return Estimate.withoutInterval(mean.mean(), ONE_PATIENT, support);
    }
    if (!(error > 1e-12 * Math.abs(mean.mean()))) {
      return Estimate.withoutInterval(mean.mean(), NO_SPREAD, support);
    }
    double half =
        error
            * TDistribution.of(mean.patients() - 1)
                .inverseSurvivalProbability((1 - CONFIDENCE) / 2);
    Interval interval =
        new Interval(
            Math.max(lowest, mean.mean() - half),
            Math.min(highest, mean.mean() + half),
            CONFIDENCE,
            Method.MEAN_T);
    return Estimate.of(mean.mean(), interval, support);
  }

  /**
   * A share of the images, with Wilson's interval on the effective number of images.
   *
   * @param values 1 for an image that has the property, 0 for another
   */
  public static Estimate share(List<OfImage> values) {
    if (values.isEmpty()) {
      return Estimate.undefined(Reasons.NO_IMAGES, none());
    }
    if (values.stream().anyMatch(one -> one.value() != 0 && one.value() != 1)) {
      throw new IllegalArgumentException("Not a share: " + values);
    }
    ClusteredMean mean = clustered(values);
    return Estimate.of(
        mean.mean(),
        new Share(mean.mean(), mean.effective()).wilson(CONFIDENCE),
        mean.proportion());
  }

  private static Support none() {
    return new Support(0, 0, 0, OptionalInt.empty(), OptionalInt.empty());
  }

  private static ClusteredMean clustered(List<OfImage> values) {
    Map<String, Integer> known = new HashMap<>();
    int next = 0;
    ClusteredMean mean = new ClusteredMean(values.size());
    for (OfImage one : values) {
      Integer number = one.patient().map(known::get).orElse(null);
      int patient = number != null ? number : next++;
      one.patient().ifPresent(id -> known.put(id, patient));
      mean.add(patient, one.value());
    }
    return mean;
  }
}
