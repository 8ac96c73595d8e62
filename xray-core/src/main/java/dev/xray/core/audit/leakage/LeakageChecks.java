package dev.xray.core.audit.leakage;

import dev.xray.core.audit.Finding;
import dev.xray.core.audit.NamedImage;
import dev.xray.core.audit.Severity;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks for images that stand where they must not. */
public final class LeakageChecks {
  private LeakageChecks() {}

  /**
   * Runs all checks.
   *
   * @param images of the data set
   * @param split a part for each of them
   */
  public static Leakage run(List<LabeledImage> images, Split split) {
    List<NamedImage> named = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      named.add(NamedImage.of(images.get(i), Optional.of(split.parts().get(i))));
    }
    List<Finding> findings = new ArrayList<>();
    patients(named).ifPresent(findings::add);
    return new Leakage(images.size(), 0, findings);
  }

  /** Patients of whom images stand in more than one part. */
  static Optional<Finding> patients(List<NamedImage> images) {
    Map<String, List<NamedImage>> byPatient = new TreeMap<>();
    for (NamedImage image : images) {
      image
          .patient()
          .filter(any -> image.part().isPresent())
          .ifPresent(id -> byPatient.computeIfAbsent(id, key -> new ArrayList<>()).add(image));
    }
    List<List<NamedImage>> split =
        byPatient.values().stream()
            .filter(group -> group.stream().map(NamedImage::part).distinct().count() > 1)
            .toList();
    return split.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Leak.PATIENT.id(),
                Severity.SERIOUS,
                split.size()
                    + (split.size() == 1 ? " patient has" : " patients have")
                    + " images in more than one part of the split, so that the network is tested"
                    + " on people it has learned from.",
                "Keep the images of a patient together: set groupByPatient to true.",
                split));
  }
}
