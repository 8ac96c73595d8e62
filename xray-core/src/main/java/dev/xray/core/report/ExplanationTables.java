package dev.xray.core.report;

import dev.xray.core.explanation.MapMethod;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import dev.xray.core.report.ExplanationSection.MethodDocument;
import dev.xray.core.report.ExplanationSection.PointsDocument;
import dev.xray.core.report.ExplanationSection.StageDocument;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The figures of a section as the template {@code audit/explanation.mustache} shows them. */
final class ExplanationTables {
  private final ExplanationSection section;

  ExplanationTables(ExplanationSection section) {
    this.section = section;
  }

  record SanityRow(
      String method,
      String layers,
      String spearman,
      String absolute,
      String ssim,
      String verdict) {}

  record PointsRow(
      String name, String lesionHits, String lungHits, String lesionShare, String lungShare) {}

  List<String> sentences() {
    return section.sentences();
  }

  int checked() {
    return section.checked();
  }

  int found() {
    return section.found();
  }

  boolean masked() {
    return !section.baselines().isEmpty();
  }

  List<SanityRow> sanity() {
    return section.methods().stream().flatMap(ExplanationTables::sanity).toList();
  }

  private static Stream<SanityRow> sanity(MethodDocument method) {
    int last = method.randomised().size() - 1;
    return java.util.stream.IntStream.rangeClosed(0, last)
        .mapToObj(i -> row(method, method.randomised().get(i), i == last));
  }

  private static SanityRow row(MethodDocument method, StageDocument stage, boolean last) {
    return new SanityRow(
        text(method.method()),
        last ? "all layers" : "from the output down to " + stage.downTo(),
        text(stage.spearman()),
        text(stage.absolute()),
        text(stage.ssim()),
        !last ? "" : method.trustworthy() ? "✓ changes" : "✗ does not change: not trustworthy");
  }

  List<PointsRow> points() {
    return Stream.concat(
            section.methods().stream().map(MethodDocument::points).flatMap(Optional::stream),
            section.baselines().stream())
        .map(ExplanationTables::row)
        .toList();
  }

  private static PointsRow row(PointsDocument points) {
    return new PointsRow(
        points.name(),
        text(points.lesionHits()),
        text(points.lungHits()),
        text(points.lesionShare()),
        text(points.lungShare()));
  }

  private static String text(String key) {
    return Arrays.stream(MapMethod.values())
        .filter(method -> method.key().equals(key))
        .findFirst()
        .map(MapMethod::text)
        .orElse(key);
  }

  private static String text(EstimateDocument figure) {
    if (figure.value() == null) {
      return "–";
    }
    return number(figure.value())
        + figure
            .interval()
            .map(bounds -> " [" + number(bounds.low()) + ", " + number(bounds.high()) + "]")
            .orElse("");
  }

  /** Two decimals, with a minus where there is one: never −0.00. */
  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", Math.abs(value));
    return value < 0 && !text.equals("0.00") ? "−" + text : text;
  }
}
