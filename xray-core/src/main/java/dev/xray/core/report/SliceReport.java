package dev.xray.core.report;

import dev.xray.core.evaluation.Evaluation;

/**
 * What came out on the images of a set that have one value in a column.
 *
 * @param column such as {@code sex}
 * @param value such as {@code F}; {@code unknown} for images of which the column says nothing
 * @param evaluation its figures
 */
public record SliceReport(String column, String value, Evaluation evaluation) {
  /** Images of a class below which its figures say next to nothing. */
  public static final int FEWEST = 10;

  /**
   * Whether a class that the slice has at all has fewer than {@value #FEWEST} images: at ten out of
   * ten the 95% Wilson interval still reaches down to 0.72.
   */
  public boolean tooSmall() {
    return tooSmall(evaluation.positives(), evaluation.negatives());
  }

  /** The same of counts. */
  static boolean tooSmall(int positives, int negatives) {
    return isFew(positives) || isFew(negatives);
  }

  private static boolean isFew(int images) {
    return images > 0 && images < FEWEST;
  }
}
