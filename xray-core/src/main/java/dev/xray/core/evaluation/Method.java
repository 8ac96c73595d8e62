package dev.xray.core.evaluation;

/** How a confidence interval was computed. */
public enum Method {
  /**
   * Wilson (1927) score interval for a binomial proportion, without continuity correction, on the
   * effective number of images.
   */
  WILSON("Wilson score", false),
  /**
   * For F1. Given TP + FP + FN, TP is binomial with the Jaccard index J = TP / (TP + FP + FN) as
   * its probability; F1 = 2J / (1 + J) grows with J, so the Wilson bounds of J, transformed, are
   * bounds of F1 with the same coverage.
   */
  WILSON_JACCARD("Wilson score of TP / (TP + FP + FN), transformed", false),
  /** For the difference of two models' shares of the same images; see {@link PairedShares}. */
  NEWCOMBE_PAIRED("Newcombe, paired", false),
  /** For the difference of two models' ROC AUC on the same images; see {@link PairedAuc}. */
  DELONG_PAIRED("DeLong, paired", false),
  /** The same where a patient has several images (Obuchowski 1997). */
  OBUCHOWSKI_PAIRED("DeLong, paired, by patient (Obuchowski)", false),
  /** For the difference of any other figure on the same images; see {@link PairedBootstrap}. */
  BOOTSTRAP_PAIRED("paired bootstrap of patients, percentiles", false);

  private final String text;
  private final boolean approximate;

  Method(String text, boolean approximate) {
    this.text = text;
    this.approximate = approximate;
  }

  /** Its name for a reader. */
  public String text() {
    return text;
  }

  /** Whether its simulated coverage is somewhere below 0.90 where 0.95 is asked for. */
  public boolean approximate() {
    return approximate;
  }
}
