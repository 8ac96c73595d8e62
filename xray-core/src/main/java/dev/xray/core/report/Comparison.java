package dev.xray.core.report;

import dev.xray.core.AtomicFiles;
import dev.xray.core.Disclaimer;
import dev.xray.core.Json;
import dev.xray.core.SettingException;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.PairedEvaluator;
import dev.xray.core.evaluation.ThresholdPair;
import dev.xray.core.report.ComparisonDocument.Beside;
import dev.xray.core.report.ComparisonDocument.BesideAt;
import dev.xray.core.report.ComparisonDocument.Images;
import dev.xray.core.report.ComparisonDocument.Paired;
import dev.xray.core.report.ComparisonDocument.Subject;
import dev.xray.core.report.ComparisonDocument.WholeSets;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import dev.xray.core.report.EvaluationDocument.SetDocument;
import dev.xray.core.report.EvaluationDocument.ThresholdDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The evaluation of this build against another: figures of the whole test sets side by side, and
 * differences with intervals and tests on the images that both have tested. The same files give the
 * same comparison.
 *
 * @param document everything there is to say
 */
public record Comparison(ComparisonDocument document) {
  private static final String MARKDOWN = "comparison.md";

  /**
   * The files of a comparison.
   *
   * @param json {@code comparison.json}
   * @param markdown {@code comparison.md}
   */
  public record Written(Path json, Path markdown) {}

  /**
   * Compares.
   *
   * @param current the evaluation of this build; seeds the bootstrap
   * @param baseline the one to compare with
   * @throws SettingException if the evaluations name thresholds that are none
   */
  public static Comparison of(Compared current, Compared baseline) throws SettingException {
    Optional<ImageMatch> match = match(current, baseline);
    Optional<Images> images = match.map(ImageMatch::counts);
    boolean sameClasses = current.evaluation().classes().equals(baseline.evaluation().classes());
    Optional<Paired> paired =
        match.isPresent() && sameClasses && !match.get().cases().isEmpty()
            ? Optional.of(paired(match.get(), current, baseline))
            : Optional.empty();
    return new Comparison(
        new ComparisonDocument(
            ComparisonDocument.SCHEMA,
            ComparisonDocument.VERSION,
            Disclaimer.TEXT,
            Subject.of(current),
            Subject.of(baseline),
            images,
            images.map(Images::same).orElse(false),
            new ComparisonWarnings(current, baseline, images, paired).all(),
            wholeSets(current.test(), baseline.test()),
            paired));
  }

  /** Nothing can be matched where a table is missing. */
  private static Optional<ImageMatch> match(Compared current, Compared baseline) {
    return current.predictions().isPresent() && baseline.predictions().isPresent()
        ? Optional.of(
            new ImageMatch(
                current.predictions().get(),
                baseline.predictions().get(),
                current.evaluation().classes().positive()))
        : Optional.empty();
  }

  private static Paired paired(ImageMatch match, Compared current, Compared baseline)
      throws SettingException {
    EvaluationSettings settings =
        EvaluationSettings.defaults().withSeed(current.evaluation().provenance().seed());
    return Paired.of(
        PairedEvaluator.compare(match.cases(), pairs(current, baseline), settings),
        settings.bootstrap(),
        settings.seed());
  }

  /**
   * Each model at the threshold that was chosen for it, and both at every threshold that both were
   * evaluated at; if there is neither, both at those of the current one.
   */
  private static List<ThresholdPair> pairs(Compared current, Compared baseline) {
    Set<ThresholdPair> pairs = new LinkedHashSet<>();
    if (current.evaluation().chosenThreshold().isPresent()
        && baseline.evaluation().chosenThreshold().isPresent()) {
      pairs.add(
          new ThresholdPair(
              current.evaluation().chosenThreshold().get().value(),
              baseline.evaluation().chosenThreshold().get().value()));
    }
    List<Double> here = thresholds(current.test());
    here.stream()
        .filter(thresholds(baseline.test())::contains)
        .forEach(threshold -> pairs.add(new ThresholdPair(threshold, threshold)));
    if (pairs.isEmpty()) {
      here.forEach(threshold -> pairs.add(new ThresholdPair(threshold, threshold)));
    }
    return List.copyOf(pairs);
  }

  static List<Double> thresholds(SetDocument set) {
    return set.thresholds().stream().map(ThresholdDocument::threshold).toList();
  }

  private static WholeSets wholeSets(SetDocument current, SetDocument baseline) {
    Set<Double> thresholds = new LinkedHashSet<>(thresholds(current));
    thresholds.addAll(thresholds(baseline));
    return new WholeSets(
        beside(current.scores(), baseline.scores()),
        thresholds.stream()
            .map(
                threshold ->
                    new BesideAt(
                        threshold, beside(at(current, threshold), at(baseline, threshold))))
            .toList());
  }

  private static Map<String, EstimateDocument> at(SetDocument set, double threshold) {
    return set.thresholds().stream()
        .filter(at -> at.threshold() == threshold)
        .findFirst()
        .map(ThresholdDocument::figures)
        .orElse(Map.of());
  }

  private static Map<String, Beside> beside(
      Map<String, EstimateDocument> current, Map<String, EstimateDocument> baseline) {
    Map<String, Beside> figures = new TreeMap<>();
    new TreeSet<>(Stream.concat(current.keySet().stream(), baseline.keySet().stream()).toList())
        .forEach(
            key ->
                figures.put(
                    key,
                    new Beside(
                        Optional.ofNullable(current.get(key)),
                        Optional.ofNullable(baseline.get(key)))));
    return figures;
  }

  /** The comparison for a reader: Markdown, as GitHub shows it. */
  public String markdown() {
    return new ComparisonText(document).markdown();
  }

  /** The comparison for a build's log: lines without line ends, ASCII but for names. */
  public List<String> lines() {
    return new ComparisonText(document).lines();
  }

  /**
   * Writes {@code comparison.md} and then {@code comparison.json}, so that a folder with the latter
   * is complete.
   *
   * @param folder made if it does not exist
   */
  public Written write(Path folder) throws IOException {
    Path json = folder.resolve(ComparisonDocument.FILE);
    Path markdown = folder.resolve(MARKDOWN);
    AtomicFiles.write(markdown, markdown().getBytes(StandardCharsets.UTF_8));
    Json.write(json, document);
    return new Written(json, markdown);
  }

  /**
   * Removes what {@link #write} leaves: call it first, so that a failed comparison leaves nothing
   * that looks like a result.
   *
   * @param folder need not exist
   */
  public static void clear(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(ComparisonDocument.FILE));
    Files.deleteIfExists(folder.resolve(MARKDOWN));
  }
}
