package dev.xray.core.evaluation;

/**
 * How a confidence interval was computed. The simulated coverage of each is in {@code
 * docs/statistics.md}.
 */
public enum Method {
  /**
   * Wilson (1927, JASA 22:209) score interval for a binomial proportion, without continuity
   * correction, on the effective number of images.
   */
  WILSON("Wilson score", false),
  /**
   * For F1. Given TP + FP + FN, TP is binomial with the Jaccard index J = TP / (TP + FP + FN) as
   * its probability; F1 = 2J / (1 + J) grows with J, so the Wilson bounds of J, transformed, are
   * bounds of F1 with the same coverage.
   */
  WILSON_JACCARD("Wilson score of TP / (TP + FP + FN), transformed", false),
  /**
   * For figures made of sensitivity and specificity: their Jeffreys intervals, combined by the
   * method of variance estimates recovery (Zou and Donner 2008, Statistics in Medicine 27:1693; for
   * ratios Donner and Zou 2012, Statistical Methods in Medical Research 21:347).
   */
  MOVER("Jeffreys intervals of sensitivity and specificity, combined (MOVER)", false),
  /** For ROC AUC: DeLong et al. (1988, Biometrics 44:837), symmetric on the logit scale. */
  DELONG_LOGIT("DeLong, logit scale", false),
  /**
   * For ROC AUC where a patient has several images: DeLong's components summed patient by patient
   * (Obuchowski 1997, Biometrics 53:567), symmetric on the logit scale.
   */
  OBUCHOWSKI_LOGIT("clustered DeLong (Obuchowski), logit scale", false),
  /**
   * For ROC AUC where DeLong's variance is 0 or cannot be estimated, as at an area of 1: Newcombe
   * (2006, Statistics in Medicine 25:559, method 5), with patients for images.
   */
  NEWCOMBE("Newcombe's score interval for the Mann-Whitney measure", false),
  /**
   * For PR AUC: variance from leaving out one patient at a time (Tukey's jackknife; Efron and
   * Tibshirani 1993, chapter 11), symmetric on the logit scale.
   */
  JACKKNIFE_LOGIT("leave-one-patient-out jackknife, logit scale", false),
  /**
   * For PR AUC where the jackknife has no variance, as at an area of 1: the Wilson interval of a
   * share of the positive patients (after Boyd, Eng and Page 2013, ECML PKDD, 3.1, who take a
   * binomial interval of the positives).
   */
  WILSON_POSITIVES("Wilson score, as if a share of the positive patients", false),
  /**
   * For means over images: patients are resampled, those of each class apart, and the bounds come
   * from the studentised deviations (bootstrap-t: Efron and Tibshirani 1993, chapter 12).
   */
  BOOTSTRAP_T("studentised bootstrap of patients, stratified by class", false),
  /**
   * The alternative for ROC AUC: the standard deviation of the area when patients are resampled,
   * those of each class apart, symmetric on the logit scale.
   */
  BOOTSTRAP_LOGIT("bootstrap of patients, stratified by class, logit scale", false),
  /**
   * For Cramér's V; see {@link CramersV}. Too narrow for a weak association in few images, cautious
   * where V is close to 1.
   */
  NONCENTRAL_CHI_SQUARED("inverted noncentral chi-squared", true),
  /**
   * For means of what is measured on pictures, see {@link ImageMeans}: Student's t with the
   * variance between patients of a ratio of sums (Cochran 1977, Sampling Techniques, 6.4; see
   * {@link ClusteredMean}). Too narrow for few images and means of skewed values close to an end.
   */
  MEAN_T("Student's t between patients", true),
  /** For the difference of two models' shares of the same images; see {@link PairedShares}. */
  NEWCOMBE_PAIRED("Newcombe, paired", false),
  /**
   * For the difference of two models' ROC AUC on the same images: the intervals of the two areas,
   * DeLong's on the logit scale, combined with the correlation of their estimates by the method of
   * variance estimates recovery (Zou 2007, Psychological Methods 12:399); see {@link PairedAuc}.
   */
  MOVER_DELONG_PAIRED("DeLong on the logit scale, both combined (MOVER, paired)", false),
  /** The same where a patient has several images (Obuchowski 1997). */
  MOVER_OBUCHOWSKI_PAIRED(
      "clustered DeLong (Obuchowski) on the logit scale, both combined (MOVER, paired)", false),
  /**
   * For the same difference, symmetric, by the variance of DeLong's test; see {@link PairedAuc}.
   * Too narrow for few images and areas close to 1.
   */
  DELONG_PAIRED("DeLong, paired", true),
  /** The same where a patient has several images (Obuchowski 1997). */
  OBUCHOWSKI_PAIRED("DeLong, paired, by patient (Obuchowski)", true),
  /**
   * For the difference of any other figure on the same images; see {@link PairedBootstrap}. Too
   * narrow for few images and areas close to 1.
   */
  BOOTSTRAP_PAIRED("paired bootstrap of patients, percentiles", true);

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

  /** Whether it is one of the difference of two models; no single figure has it. */
  public boolean paired() {
    return switch (this) {
      case NEWCOMBE_PAIRED,
          MOVER_DELONG_PAIRED,
          MOVER_OBUCHOWSKI_PAIRED,
          DELONG_PAIRED,
          OBUCHOWSKI_PAIRED,
          BOOTSTRAP_PAIRED ->
          true;
      default -> false;
    };
  }

  /**
   * Whether its simulated coverage is below 0.90 somewhere on the grid of {@code
   * docs/statistics.md}, where 0.95 is asked for.
   */
  public boolean approximate() {
    return approximate;
  }
}
