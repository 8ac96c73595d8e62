package dev.xray.core.evaluation;

/**
 * A test of the hypothesis that two models do not differ, on the same images.
 *
 * @param kind which test
 * @param p two-sided p-value, in [0, 1]: how often a difference at least as large would be seen if
 *     there were none
 */
public record PairedTest(Kind kind, double p) {
  /** Checks the range. */
  public PairedTest {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("Not a p-value: " + p);
    }
  }

  /** Which test. */
  public enum Kind {
    /**
     * McNemar (1947), exact: given the images on which just one model is right, which one that is
     * is a fair coin. Never rejects too often, and less often than it might. Takes images for
     * independent of each other.
     */
    MCNEMAR_EXACT("McNemar, exact", false),
    /** DeLong, DeLong and Clarke-Pearson (1988) for two areas of the same images. */
    DELONG("DeLong, paired", true),
    /** The same summed by patient (Obuchowski 1997): images of a patient may go together. */
    OBUCHOWSKI("DeLong, paired, by patient (Obuchowski)", true);

    private final String text;
    private final boolean allowsForRepeats;

    Kind(String text, boolean allowsForRepeats) {
      this.text = text;
      this.allowsForRepeats = allowsForRepeats;
    }

    /** Its name for a reader. */
    public String text() {
      return text;
    }

    /** Whether its p-value holds where a patient has several images. */
    public boolean allowsForRepeats() {
      return allowsForRepeats;
    }
  }
}
