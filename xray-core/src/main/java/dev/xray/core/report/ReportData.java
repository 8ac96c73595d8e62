package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Part;
import dev.xray.core.model.ChosenThreshold;
import dev.xray.core.training.History;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything that a report shows.
 *
 * @param name of the model
 * @param classes the two classes
 * @param parts what came out on each part that was evaluated; with the test part
 * @param externals what came out on each external set, by its name, in the order told
 * @param chosenThreshold the threshold that was chosen from data, where one was
 * @param prevalence share of positives where the model is to be used, where the user declared one
 * @param calibration what calibration did, where the model is calibrated
 * @param history how training went; empty where it is not known
 * @param crossValidation figures of other models of the same recipe, out of fold; empty where the
 *     recipe was not cross-validated on this data set
 * @param samples preprocessed images of each class, as the network sees them, negative class first
 * @param audit whether the result was audited
 * @param provenance where model and data come from
 */
public record ReportData(
    String name,
    Classes classes,
    Map<Part, PartReport> parts,
    Map<String, PartReport> externals,
    Optional<ChosenThreshold> chosenThreshold,
    OptionalDouble prevalence,
    Optional<CalibrationReport> calibration,
    Optional<History> history,
    Optional<CrossValidationDocument> crossValidation,
    List<ClassSamples> samples,
    AuditStatus audit,
    Provenance provenance) {
  /** Of a model that was tried on its own data set only, at fixed thresholds, and not audited. */
  public ReportData(
      String name,
      Classes classes,
      Map<Part, PartReport> parts,
      Optional<History> history,
      List<ClassSamples> samples,
      Provenance provenance) {
    this(
        name,
        classes,
        parts,
        Map.of(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        history,
        Optional.empty(),
        samples,
        AuditStatus.NONE,
        provenance);
  }

  /**
   * Copies the collections, and checks that there is a test part and that every image is of one of
   * the classes.
   */
  public ReportData {
    if (!parts.containsKey(Part.TEST)) {
      throw new IllegalArgumentException("There is no test part");
    }
    parts.values().forEach(part -> check(part, classes));
    externals.values().forEach(part -> check(part, classes));
    parts = Collections.unmodifiableMap(new EnumMap<>(parts));
    externals = Collections.unmodifiableMap(new LinkedHashMap<>(externals));
    samples = List.copyOf(samples);
  }

  private static void check(PartReport part, Classes classes) {
    for (ImageResult image : part.images()) {
      if (!image.label().equals(classes.negative()) && !image.label().equals(classes.positive())) {
        throw new IllegalArgumentException(image.file() + " is of class " + image.label());
      }
    }
  }

  /** The same, otherwise audited. */
  public ReportData with(AuditStatus other) {
    return new ReportData(
        name,
        classes,
        parts,
        externals,
        chosenThreshold,
        prevalence,
        calibration,
        history,
        crossValidation,
        samples,
        other,
        provenance);
  }

  /** Every set by its name: the parts in their order, then the external sets. */
  public Map<String, PartReport> sets() {
    Map<String, PartReport> sets = new LinkedHashMap<>();
    parts.forEach((part, report) -> sets.put(part.name().toLowerCase(Locale.ROOT), report));
    sets.putAll(externals);
    return sets;
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
