package dev.xray.core.report;

import dev.xray.core.dataset.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A report as it may leave the machine. An image is named by the digest of its pixels, a patient by
 * a running number, and no image is shown. Slices are given as a whole, not image by image: sex,
 * age and view together can point at a person. The order of the images is that of their digests, so
 * that it tells nothing either.
 */
final class PublishedReport {
  /** Hexadecimal digits that tell the images of a data set apart on the page. */
  private static final int SHORT = 12;

  private final Map<String, String> numbers = new HashMap<>();

  private PublishedReport() {}

  static ReportData of(ReportData data) {
    PublishedReport published = new PublishedReport();
    Map<Part, PartReport> parts = new EnumMap<>(Part.class);
    data.parts().forEach((part, report) -> parts.put(part, published.part(report)));
    Map<String, PartReport> externals = new LinkedHashMap<>();
    data.externals().forEach((name, report) -> externals.put(name, published.part(report)));
    return new ReportData(
        data.name(),
        data.classes(),
        parts,
        externals,
        data.chosenThreshold(),
        data.prevalence(),
        data.calibration(),
        data.history(),
        data.crossValidation(),
        List.of(),
        data.audit(),
        data.provenance());
  }

  private PartReport part(PartReport report) {
    List<ImageResult> images = new ArrayList<>();
    report.images().stream()
        .sorted(Comparator.comparing(ImageResult::pixels).thenComparing(ImageResult::probability))
        .forEach(image -> images.add(image(image)));
    return new PartReport(report.evaluation(), images, report.slices(), report.caution());
  }

  private ImageResult image(ImageResult image) {
    return new ImageResult(
        image.source(),
        image.pixels().substring(0, SHORT),
        "",
        image.pixels(),
        image.patient().map(this::number),
        image.label(),
        image.probability(),
        Optional.empty());
  }

  private String number(String patient) {
    return numbers.computeIfAbsent(patient, any -> Integer.toString(numbers.size() + 1));
  }
}
