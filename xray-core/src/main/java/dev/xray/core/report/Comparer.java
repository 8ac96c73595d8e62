package dev.xray.core.report;

import dev.xray.core.Disclaimer;
import dev.xray.core.SettingException;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.PairedCase;
import dev.xray.core.evaluation.PairedEvaluator;
import dev.xray.core.evaluation.ThresholdPair;
import dev.xray.core.evaluation.gate.SliceName;
import dev.xray.core.report.ComparisonDocument.Beside;
import dev.xray.core.report.ComparisonDocument.BesideAt;
import dev.xray.core.report.ComparisonDocument.Images;
import dev.xray.core.report.ComparisonDocument.Paired;
import dev.xray.core.report.ComparisonDocument.SetComparison;
import dev.xray.core.report.ComparisonDocument.SliceComparison;
import dev.xray.core.report.ComparisonDocument.Subject;
import dev.xray.core.report.ComparisonDocument.Unmatched;
import dev.xray.core.report.ComparisonDocument.WholeSets;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import dev.xray.core.report.EvaluationDocument.SetDocument;
import dev.xray.core.report.EvaluationDocument.SliceDocument;
import dev.xray.core.report.EvaluationDocument.ThresholdDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes a comparison: the test set, then what else both evaluations have. */
final class Comparer {
  private final Compared current;
  private final Compared baseline;
  private final List<ThresholdPair> pairs;
  private final EvaluationSettings settings;

  Comparer(Compared current, Compared baseline) {
    this.current = current;
    this.baseline = baseline;
    pairs = pairs(current, baseline);
    settings = EvaluationSettings.defaults().withSeed(current.evaluation().provenance().seed());
  }

  ComparisonDocument document() throws SettingException {
    Optional<ImageMatch> test = match(Compared.SET);
    SetComparison ofTest = set(Compared.SET, test);
    List<SetComparison> externals = new ArrayList<>();
    for (String name : common(current.externals(), baseline.externals())) {
      externals.add(set(name, match(name)));
    }
    List<SliceComparison> slices = slices(test);
    return new ComparisonDocument(
        ComparisonDocument.SCHEMA,
        ComparisonDocument.VERSION,
        Disclaimer.TEXT,
        Subject.of(current),
        Subject.of(baseline),
        ofTest.images(),
        ofTest.sameImages(),
        new ComparisonWarnings(current, baseline, ofTest, externals, slices).all(),
        ofTest.wholeSets(),
        ofTest.paired(),
        externals,
        slices,
        unmatched(current, baseline),
        unmatched(baseline, current));
  }

  private static <T> List<T> common(Collection<T> one, Collection<T> other) {
    return one.stream().filter(other::contains).toList();
  }

  private static Unmatched unmatched(Compared one, Compared other) {
    Set<String> sets = one.externals();
    sets.removeAll(other.externals());
    Set<SliceName> slices = new LinkedHashSet<>(one.slices().keySet());
    slices.removeAll(other.slices().keySet());
    return new Unmatched(List.copyOf(sets), slices.stream().map(SliceName::toString).toList());
  }

  // Sets.

  /** Nothing can be matched where a table is missing. */
  private Optional<ImageMatch> match(String set) {
    return current.predictions().isPresent() && baseline.predictions().isPresent()
        ? Optional.of(
            new ImageMatch(
                current.predictions().get(),
                baseline.predictions().get(),
                set,
                current.evaluation().classes().positive()))
        : Optional.empty();
  }

  private SetComparison set(String name, Optional<ImageMatch> match) throws SettingException {
    Optional<Images> images = match.map(ImageMatch::counts);
    SetDocument one = current.set(name);
    SetDocument other = baseline.set(name);
    return new SetComparison(
        name,
        images,
        images.map(Images::same).orElse(false),
        wholeSets(one.scores(), one.thresholds(), other.scores(), other.thresholds()),
        match.isPresent() ? paired(match.get().cases()) : Optional.empty());
  }

  private boolean sameClasses() {
    return current.evaluation().classes().equals(baseline.evaluation().classes());
  }

  private Optional<Paired> paired(List<PairedCase> cases) throws SettingException {
    return cases.isEmpty() || !sameClasses()
        ? Optional.empty()
        : Optional.of(
            Paired.of(
                PairedEvaluator.compare(cases, pairs, settings),
                settings.bootstrap(),
                settings.seed()));
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
    List<Double> here = current.thresholds();
    here.stream()
        .filter(baseline.thresholds()::contains)
        .forEach(threshold -> pairs.add(new ThresholdPair(threshold, threshold)));
    if (pairs.isEmpty()) {
      here.forEach(threshold -> pairs.add(new ThresholdPair(threshold, threshold)));
    }
    return List.copyOf(pairs);
  }

  // Slices of the test set.

  private List<SliceComparison> slices(Optional<ImageMatch> match) throws SettingException {
    Map<SliceName, SliceDocument> here = current.slices();
    Map<SliceName, SliceDocument> there = baseline.slices();
    List<SliceComparison> slices = new ArrayList<>();
    for (SliceName name : common(here.keySet(), there.keySet())) {
      slices.add(slice(name, here.get(name), there.get(name), match));
    }
    return slices;
  }

  /** Which images belong to it is what the current evaluation says: a published table does not. */
  private SliceComparison slice(
      SliceName name, SliceDocument one, SliceDocument other, Optional<ImageMatch> match)
      throws SettingException {
    Optional<Paired> paired =
        match.isPresent() ? paired(match.get().cases(name)) : Optional.empty();
    return new SliceComparison(
        name.column(),
        name.value(),
        one.tooSmall()
            || other.tooSmall()
            || paired
                .map(found -> SliceReport.tooSmall(found.positives(), found.negatives()))
                .orElse(false),
        ComparisonDocument.Count.of(one),
        ComparisonDocument.Count.of(other),
        wholeSets(one.scores(), one.thresholds(), other.scores(), other.thresholds()),
        paired);
  }

  // Side by side.

  private static WholeSets wholeSets(
      Map<String, EstimateDocument> current,
      List<ThresholdDocument> currentAt,
      Map<String, EstimateDocument> baseline,
      List<ThresholdDocument> baselineAt) {
    return new WholeSets(
        beside(current, baseline),
        Stream.concat(currentAt.stream(), baselineAt.stream())
            .map(ThresholdDocument::threshold)
            .distinct()
            .map(
                threshold ->
                    new BesideAt(
                        threshold, beside(at(currentAt, threshold), at(baselineAt, threshold))))
            .toList());
  }

  private static Map<String, EstimateDocument> at(
      List<ThresholdDocument> thresholds, double threshold) {
    return thresholds.stream()
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
}
