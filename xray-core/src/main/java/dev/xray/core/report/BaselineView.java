package dev.xray.core.report;

import dev.xray.core.report.BaselineSection.BaselineDocument;
import java.util.List;
import java.util.Locale;

/**
 * What the page shows of null baselines; its components are the names in the template.
 *
 * @param sentences which of them the model does not beat
 * @param kinds the two kinds apart
 * @param model whether a model stands beside them
 */
record BaselineView(List<String> sentences, List<Kind> kinds, boolean model) {
  /**
   * Baselines of a kind.
   *
   * @param title of the kind
   * @param rows one for each
   */
  record Kind(String title, List<Row> rows) {}

  /**
   * A baseline.
   *
   * @param title in words
   * @param auc with its interval, or why it was not tried
   * @param accuracy with its interval
   * @param p one-sided
   * @param difference of the model's AUC, with its interval
   * @param beaten {@code yes}, {@code no}, or a dash where there is no model
   */
  record Row(
      String title, String auc, String accuracy, String p, String difference, String beaten) {}

  static BaselineView of(BaselineSection section) {
    List<String> kinds =
        section.baselines().stream().map(BaselineDocument::kind).distinct().toList();
    return new BaselineView(
        section.sentences(),
        kinds.stream()
            .map(
                kind ->
                    new Kind(
                        kind,
                        section.baselines().stream()
                            .filter(one -> one.kind().equals(kind))
                            .map(BaselineView::row)
                            .toList()))
            .toList(),
        section.baselines().stream().anyMatch(one -> one.model().isPresent()));
  }

  private static Row row(BaselineDocument one) {
    boolean tried = one.skipped().isEmpty();
    return new Row(
        one.title(),
        tried ? Numbers.withInterval(one.auc()) : "not tried: " + one.skipped().orElse(""),
        tried ? Numbers.withInterval(one.accuracy()) : "–",
        tried ? Numbers.share(one.p()) : "–",
        one.model().map(BaselineView::difference).orElse("–"),
        one.beaten().map(beaten -> beaten ? "yes" : "no").orElse("–"));
  }

  private static String difference(ComparisonDocument.DifferenceDocument model) {
    Double value = model.difference();
    if (value == null) {
      return "–";
    }
    String interval =
        model.intervals().isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                " [%.3f, %.3f]",
                model.intervals().get(0).low(),
                model.intervals().get(0).high());
    return String.format(Locale.ROOT, "%+.3f", value) + interval;
  }
}
