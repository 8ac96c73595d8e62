package dev.xray.core.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Ten bins of equal width, each open below and closed above, as Guo et al. (2017) have them. */
final class Reliability {
  static final int BINS = 10;

  private Reliability() {}

  /** The bins that have images. */
  static List<ReliabilityBin> bins(Sample sample) {
    List<ReliabilityBin> bins = new ArrayList<>();
    int index = 0;
    for (int bin = 1; bin <= BINS; bin++) {
      double high = bin / (double) BINS;
      int start = index;
      int positives = 0;
      double sum = 0;
      while (index < sample.images() && sample.probability(index) <= high) {
        positives += sample.positive(index) ? 1 : 0;
        sum += sample.probability(index++);
      }
      int images = index - start;
      if (images > 0) {
        bins.add(
            new ReliabilityBin(
                (bin - 1) / (double) BINS,
                high,
                images,
                sum / images,
                (double) positives / images));
      }
    }
    return bins;
  }

  /** Expected calibration error of at least one image. */
  static double error(List<ReliabilityBin> bins) {
    double sum = 0;
    int images = 0;
    for (ReliabilityBin bin : bins) {
      sum += bin.images() * Math.abs(bin.meanProbability() - bin.positiveShare());
      images += bin.images();
    }
    return sum / images;
  }
}
