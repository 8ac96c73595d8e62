package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import dev.xray.core.report.EvaluationDocument.SetDocument;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A set of images as the page shows it.
 *
 * @param name such as {@code test}, or the name of an external set
 * @param document what {@code evaluation.json} says of it
 * @param images in the order in which the evaluator takes them, so that sums come out the same
 */
record PageSet(String name, SetDocument document, List<ImageResult> images) {
  /** In the order in which a reader chooses. */
  private static final List<String> ROLES = List.of("test", "external", "validation", "training");

  /** All sets of a report: what counts comes first. */
  static List<PageSet> of(ReportData data, Map<String, SetDocument> documents) {
    return data.sets().entrySet().stream()
        .map(set -> of(set.getKey(), documents.get(set.getKey()), set.getValue(), data.classes()))
        .sorted(Comparator.comparingInt(set -> ROLES.indexOf(set.document().role())))
        .toList();
  }

  private static PageSet of(String name, SetDocument document, PartReport report, Classes classes) {
    Comparator<ImageResult> order =
        Comparator.comparingDouble(ImageResult::probability)
            .thenComparing(image -> image.positive(classes))
            .thenComparing(image -> image.patient().orElse(""));
    return new PageSet(name, document, report.images().stream().sorted(order).toList());
  }

  /** What must be known before its figures are read. */
  Optional<String> caution() {
    return switch (document.role()) {
      case "training" ->
          Optional.of(
              "The network has learned from these images: they say nothing about new ones.");
      case "validation" ->
          Optional.of("Training was steered by these images: their figures are too good.");
      default -> document.caution();
    };
  }

  /** Where the images stand that have each value of a column. */
  Map<String, int[]> rows(String column) {
    Map<String, IntStream.Builder> rows = new HashMap<>();
    for (int row = 0; row < images.size(); row++) {
      String value = images.get(row).attributes().get(column);
      if (value != null) {
        rows.computeIfAbsent(value, any -> IntStream.builder()).add(row);
      }
    }
    Map<String, int[]> arrays = new HashMap<>();
    rows.forEach((value, builder) -> arrays.put(value, builder.build().toArray()));
    return arrays;
  }
}
