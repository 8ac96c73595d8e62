package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Part;
import dev.xray.core.training.History;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a report shows.
 *
 * @param name of the model
 * @param classes the two classes
 * @param parts what came out on each part that was evaluated; with the test part
 * @param history how training went; empty where it is not known
 * @param samples preprocessed images of each class, as the network sees them, negative class first
 * @param provenance where model and data come from
 */
public record ReportData(
    String name,
    Classes classes,
    Map<Part, PartReport> parts,
    Optional<History> history,
    List<ClassSamples> samples,
    Provenance provenance) {
  /**
   * Copies the collections, and checks that there is a test part and that every image is of one of
   * the classes.
   */
  public ReportData {
    if (!parts.containsKey(Part.TEST)) {
      throw new IllegalArgumentException("There is no test part");
    }
    for (PartReport part : parts.values()) {
      for (ImageResult image : part.images()) {
        if (!image.label().equals(classes.negative())
            && !image.label().equals(classes.positive())) {
          throw new IllegalArgumentException(image.file() + " is of class " + image.label());
        }
      }
    }
    parts = Collections.unmodifiableMap(new EnumMap<>(parts));
    samples = List.copyOf(samples);
  }

  /** What came out on the test part. */
  public PartReport test() {
    return parts.get(Part.TEST);
  }

  /** The thresholds in the order asked for; the first one orders and colours the pictures. */
  List<Double> thresholds() {
    return test().evaluation().thresholds().stream().map(at -> at.threshold()).toList();
  }
}
