package dev.xray.core.report;

import dev.xray.core.report.AssociationSection.PropertyDocument;
import dev.xray.core.report.AssociationSection.ValueDocument;
import java.util.List;

/**
 * What the page shows of associations; its components are the names in the template.
 *
 * @param sentences what gives the class away
 * @param rows one for each property
 * @param counted properties whose values are counted
 */
record AssociationView(List<String> sentences, List<Row> rows, List<Counted> counted) {
  /**
   * A property.
   *
   * @param title in words
   * @param effect with its interval
   * @param p two-sided
   * @param rule on how many images a rule is right that asks for nothing else
   * @param separates whether it gives the class away
   * @param alarms whether it may raise an alarm
   */
  record Row(
      String title, String effect, String p, String rule, boolean separates, boolean alarms) {}

  /**
   * Values of a property.
   *
   * @param title in words
   * @param values the most frequent first
   * @param more how many are left out; empty if none
   */
  record Counted(String title, List<ValueDocument> values, String more) {}

  static AssociationView of(AssociationSection section) {
    return new AssociationView(
        section.sentences(),
        section.properties().stream().map(AssociationView::row).toList(),
        section.properties().stream()
            .filter(one -> !one.values().isEmpty())
            .map(
                one ->
                    new Counted(
                        one.title(),
                        one.values(),
                        one.otherValues() > 0 ? one.otherValues() + " more" : ""))
            .toList());
  }

  private static Row row(PropertyDocument one) {
    boolean known = one.effect().value() != null;
    return new Row(
        one.title(),
        known ? one.effectName() + " " + Numbers.withInterval(one.effect()) : "–",
        known ? Numbers.share(one.p()) : "–",
        known ? one.right() + " of " + one.of() : "–",
        one.separates(),
        one.alarms());
  }
}
