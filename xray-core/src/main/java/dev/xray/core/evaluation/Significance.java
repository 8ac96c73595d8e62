package dev.xray.core.evaluation;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Tests of ROC AUC, for what should be there or should not be. */
public final class Significance {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private Significance() {}

  /**
   * How often an area at least as high would be seen if the scores said nothing of the class: Mann
   * and Whitney (1947), whose variance of the area is then (m + n + 1) / (12 m n), with the normal
   * distribution and without a correction for ties, which makes it larger than it is. Where a
   * patient has several images, m and n are the effective numbers of images.
   *
   * @param auc the area
   * @param positives positive images
   * @param negatives negative images
   * @return in [0, 1]; 1 where the area is undefined
   */
  public static double aboveChance(Estimate auc, int positives, int negatives) {
    if (auc.value().isEmpty()) {
      return 1;
    }
    double variance = varianceByChance(auc.support(), positives, negatives);
    return NORMAL.survivalProbability((auc.value().getAsDouble() - 0.5) / Math.sqrt(variance));
  }

  /**
   * How often an area at least as far from 1/2, on either side, would be seen if the scores said
   * nothing of the class: twice the tail of {@link #aboveChance}.
   *
   * @param auc the area
   * @param positives positive images
   * @param negatives negative images
   * @return in [0, 1]; 1 where the area is undefined
   */
  public static double apartFromChance(Estimate auc, int positives, int negatives) {
    return Math.min(1, 2 * aboveChance(auc.eitherWay(), positives, negatives));
  }

  /**
   * How often an area would fall at least as far if the two did not differ: half of the two-sided
   * paired test (DeLong et al. 1988; by patient Obuchowski 1997). Where that has no variance, the
   * two are taken for areas of different images that are due to chance, which is cautious.
   *
   * @param change the area on the changed images minus that on the images as they are
   * @param positives positive images
   * @param negatives negative images
   * @return in [0, 1]; 1 where a figure is undefined
   */
  public static double fall(Difference change, int positives, int negatives) {
    if (change.value().isEmpty()) {
      return 1;
    }
    double fall = -change.value().getAsDouble();
    if (change.test().isPresent()) {
      double half = change.test().get().p() / 2;
      return fall > 0 ? half : 1 - half;
    }
    double variance =
        varianceByChance(change.current().support(), positives, negatives)
            + varianceByChance(change.baseline().support(), positives, negatives);
    return NORMAL.survivalProbability(fall / Math.sqrt(variance));
  }

  private static double varianceByChance(Support support, int positives, int negatives) {
    double share = support.effective() / support.images();
    double m = positives * share;
    double n = negatives * share;
    return (m + n + 1) / (12 * m * n);
  }
}
