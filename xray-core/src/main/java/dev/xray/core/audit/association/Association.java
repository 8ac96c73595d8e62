package dev.xray.core.audit.association;

import dev.xray.core.evaluation.Estimate;
import java.util.List;

/**
 * How closely a property goes with the class, over all images of a data set.
 *
 * @param property which one
 * @param effect for a category Cramér's V, from 0 to 1; for a number the ROC AUC in that direction
 *     in which it is at least 0.5; undefined where all images have one value
 * @param p two-sided, by permutation of patients: how often as close an association is found by
 *     chance
 * @param right images whose class is the one more frequent among the images of their value; for a
 *     number, on their side of the best limit. Counted on the images that the rule was made from
 * @param of images whose value is known; for a category all
 * @param separates whether no value is found in both classes, or all numbers of one lie above those
 *     of the other, and this is no chance
 * @param values of a category with their counts, the most frequent first; empty for a number
 * @param text one sentence
 */
public record Association(
    Property property,
    Estimate effect,
    double p,
    int right,
    int of,
    boolean separates,
    List<ValueCount> values,
    String text) {
  /** p-values below it are taken for no chance, where a single one is looked at. */
  static final double SURE = 0.01;

  /** Cramér's V beyond which an alarm is raised: Cohen's (1988) 'medium' effect for two classes. */
  public static final double V_LIMIT = 0.3;

  /** AUC beyond which an alarm is raised. */
  public static final double AUC_LIMIT = 0.7;

  /** Copies the list. */
  public Association {
    values = List.copyOf(values);
  }

  /**
   * How often a value is found.
   *
   * @param value of the property
   * @param negatives images of the negative class
   * @param positives images of the positive class
   */
  public record ValueCount(String value, int negatives, int positives) {
    int images() {
      return negatives + positives;
    }
  }

  /** Name of the effect for a reader. */
  public String effectName() {
    return property.isNumber() ? "AUC" : "Cramér's V";
  }

  /** Effect beyond which it matters. */
  public double limit() {
    return property.isNumber() ? AUC_LIMIT : V_LIMIT;
  }
}
