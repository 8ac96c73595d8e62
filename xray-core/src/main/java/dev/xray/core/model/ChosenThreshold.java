package dev.xray.core.model;

/**
 * A threshold that was chosen from data, and what it gave there. Those counts are too good for a
 * figure, since the threshold was chosen for them; they tell on how many images it rests.
 *
 * @param value in [0, 1]; a probability strictly greater is positive
 * @param policy by which it was chosen, such as {@code sensitivity>=0.95}
 * @param chosenOn on what: {@code validation}, {@code out-of-fold}, which holds for this model only
 *     roughly, or {@code test}, which is optimistic
 * @param truePositives positive images above it
 * @param falseNegatives positive images not above it
 * @param falsePositives negative images above it
 * @param trueNegatives negative images not above it
 */
public record ChosenThreshold(
    double value,
    String policy,
    String chosenOn,
    int truePositives,
    int falseNegatives,
    int falsePositives,
    int trueNegatives) {
  /** {@link #chosenOn()} of a threshold whose figures on the test part are optimistic. */
  public static final String TEST = "test";

  /** {@link #chosenOn()} of a threshold that was chosen from other models of the same recipe. */
  public static final String OUT_OF_FOLD = "out-of-fold";

  /** Whether it was chosen on the very images on which figures are given. */
  public boolean optimistic() {
    return chosenOn.equals(TEST);
  }

  /** Whether a reader must be told what this threshold rests on. */
  public boolean needsCaution() {
    return optimistic() || chosenOn.equals(OUT_OF_FOLD);
  }

  /** The sentence for readers, such as {@code chosen on the test set: optimistic}. */
  public String chosenOnText() {
    if (chosenOn.equals(OUT_OF_FOLD)) {
      return "chosen out of fold, from other models of the recipe: holds for this one only roughly";
    }
    return "chosen on the " + chosenOn + " set" + (optimistic() ? ": optimistic" : "");
  }
}
