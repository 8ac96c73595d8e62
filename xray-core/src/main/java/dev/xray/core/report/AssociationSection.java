package dev.xray.core.report;

import dev.xray.core.audit.association.Association;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import java.util.List;

/**
 * How far the label follows from what the files are: format, size, source and the like, as {@code
 * audit.json} tells it.
 *
 * @param sentences what gives the class away wholly, in plain words; no file name and no patient id
 * @param properties one entry for each property
 */
public record AssociationSection(List<String> sentences, List<PropertyDocument> properties) {
  private static final int MOST_VALUES = 20;

  /** Copies the lists. */
  public AssociationSection {
    sentences = List.copyOf(sentences);
    properties = List.copyOf(properties);
  }

  /**
   * A property; see {@link Association}.
   *
   * @param property its name
   * @param title in words
   * @param effectName what the effect measures
   * @param effect its size
   * @param p two-sided, by permutation of patients
   * @param right images on which a rule that asks for nothing else is right
   * @param of images whose value is known
   * @param separates whether no value is found in both classes
   * @param alarms whether it may raise an alarm
   * @param values of a category, the most frequent first, at most {@value #MOST_VALUES}; none for a
   *     number or where a value may tell who a patient is
   * @param otherValues number of values that are left out
   * @param text one sentence
   */
  public record PropertyDocument(
      String property,
      String title,
      String effectName,
      EstimateDocument effect,
      double p,
      int right,
      int of,
      boolean separates,
      boolean alarms,
      List<ValueDocument> values,
      int otherValues,
      String text) {
    private static PropertyDocument of(Association one) {
      List<ValueDocument> values =
          one.values().stream()
              .limit(one.property().isPrivate() ? 0 : MOST_VALUES)
              .map(value -> new ValueDocument(value.value(), value.negatives(), value.positives()))
              .toList();
      return new PropertyDocument(
          one.property().id(),
          one.property().title(),
          one.effectName(),
          EstimateDocument.of(one.effect()),
          one.p(),
          one.right(),
          one.of(),
          one.separates(),
          one.property().alarms(),
          values,
          one.values().size() - values.size(),
          one.text());
    }
  }

  /**
   * How often a value is found.
   *
   * @param value of the property
   * @param negatives images of the negative class
   * @param positives images of the positive class
   */
  public record ValueDocument(String value, int negatives, int positives) {}

  /** The section for what was found. */
  public static AssociationSection of(List<Association> associations) {
    return new AssociationSection(
        associations.stream().filter(Association::separates).map(Association::text).toList(),
        associations.stream().map(PropertyDocument::of).toList());
  }
}
