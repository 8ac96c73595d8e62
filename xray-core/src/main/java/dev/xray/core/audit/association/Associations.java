package dev.xray.core.audit.association;

import dev.xray.core.audit.Check;
import dev.xray.core.audit.association.Association.ValueCount;
import dev.xray.core.audit.facts.ImageFacts;
import dev.xray.core.audit.facts.Origins;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.CategoryCase;
import dev.xray.core.evaluation.CramersV;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Evaluator;
import dev.xray.core.evaluation.PermutationTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Associates every property of images with their class. */
public final class Associations {
  /** How the ids of the checks begin; the property's follows. */
  public static final String CHECKS = "association.";

  /** Permutations of each test: p is at least 1 / 10,000. */
  public static final int PERMUTATIONS = 9999;

  private static final double CONFIDENCE = 0.95;

  private final Dataset dataset;
  private final List<ImageFacts> facts;
  private final long seed;
  private final List<String> origins;
  private final Sentences sentences;

  private Associations(Dataset dataset, List<ImageFacts> facts, long seed) {
    this.dataset = dataset;
    this.facts = facts;
    this.seed = seed;
    this.origins = Origins.of(dataset.images());
    this.sentences = new Sentences(dataset.classes());
  }

  /**
   * Associates.
   *
   * @param dataset both classes
   * @param facts of each of its images, in their order
   * @param seed of the permutations
   * @return one for each property, in their order
   */
  public static List<Association> of(Dataset dataset, List<ImageFacts> facts, long seed) {
    if (facts.size() != dataset.images().size()) {
      throw new IllegalArgumentException(facts.size() + " of " + dataset.images().size());
    }
    Associations associations = new Associations(dataset, facts, seed);
    List<Association> all = new ArrayList<>();
    for (Property property : Property.values()) {
      all.add(
          property.isNumber() ? associations.number(property) : associations.category(property));
    }
    return List.copyOf(all);
  }

  /**
   * Associates the collection that an image comes from, for which nothing need be known of files.
   *
   * @param dataset one class or both
   * @param seed of the permutations
   */
  public static Association ofSource(Dataset dataset, long seed) {
    return new Associations(dataset, List.of(), seed).category(Property.SOURCE);
  }

  /** Those that may raise an alarm. */
  public static List<Check> checks(List<Association> associations) {
    return associations.stream()
        .filter(one -> one.property().alarms() && one.effect().value().isPresent())
        .map(
            one ->
                new Check(
                    CHECKS + one.property().id(),
                    "the class and " + one.property().title(),
                    one.effectName(),
                    one.effect(),
                    one.p(),
                    one.limit(),
                    one.text()))
        .toList();
  }

  private boolean positive(int index) {
    return dataset.classes().index(dataset.images().get(index).label()) == 1;
  }

  private String value(Property property, int index) {
    return property == Property.SOURCE
        ? origins.get(index)
        : property.category(dataset.images().get(index), facts.get(index));
  }

  private Association category(Property property) {
    List<CategoryCase> cases = new ArrayList<>();
    Map<String, int[]> counts = new TreeMap<>();
    for (int i = 0; i < dataset.images().size(); i++) {
      String value = value(property, i);
      cases.add(new CategoryCase(positive(i), value, dataset.images().get(i).patient()));
      counts.computeIfAbsent(value, any -> new int[2])[positive(i) ? 1 : 0]++;
    }
    List<ValueCount> values =
        counts.entrySet().stream()
            .map(one -> new ValueCount(one.getKey(), one.getValue()[0], one.getValue()[1]))
            .sorted(Comparator.comparingInt(one -> -one.images()))
            .toList();
    CramersV v = new CramersV(cases);
    Estimate effect = v.estimate(CONFIDENCE);
    double p = v.p(PERMUTATIONS, seed);
    int right = values.stream().mapToInt(one -> Math.max(one.negatives(), one.positives())).sum();
    boolean separates =
        p < Association.SURE
            && values.stream().allMatch(one -> one.negatives() == 0 || one.positives() == 0);
    return new Association(
        property,
        effect,
        p,
        right,
        cases.size(),
        separates,
        values,
        sentences.category(property, effect, p, right, cases.size(), separates, values));
  }

  private Association number(Property property) {
    List<NumberCase> known = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      LabeledImage image = dataset.images().get(i);
      OptionalDouble value = property.number(image, facts.get(i));
      if (value.isPresent()) {
        known.add(new NumberCase(positive(i), value.getAsDouble(), image.patient()));
      }
    }
    List<Case> cases = NumberCase.scaled(known);
    Estimate area = Evaluator.rocAuc(cases, CONFIDENCE);
    boolean higherInPositives = area.value().orElse(0.5) >= 0.5;
    Estimate effect = area.eitherWay();
    double p = area.value().isEmpty() ? 1 : PermutationTest.twoSided(cases, PERMUTATIONS, seed);
    int right = area.value().isEmpty() ? known.size() : NumberCase.right(known);
    boolean separates = effect.value().orElse(0) == 1 && p < Association.SURE;
    return new Association(
        property,
        effect,
        p,
        right,
        known.size(),
        separates,
        List.of(),
        sentences.number(property, effect, p, higherInPositives, separates));
  }

  /**
   * One image's class and a number.
   *
   * @param positive whether it belongs to the positive class
   * @param value any finite number
   * @param patient where known
   */
  private record NumberCase(boolean positive, double value, Optional<String> patient) {
    /** In the same order between 0 and 1. */
    static List<Case> scaled(List<NumberCase> all) {
      double low = all.stream().mapToDouble(NumberCase::value).min().orElse(0);
      double high = all.stream().mapToDouble(NumberCase::value).max().orElse(0);
      double range = high > low ? high - low : 1;
      return all.stream()
          .map(one -> new Case(one.positive, (one.value - low) / range, one.patient))
          .toList();
    }

    /** Images on their class's side of the best limit. */
    static int right(List<NumberCase> all) {
      List<NumberCase> sorted =
          all.stream().sorted(Comparator.comparingDouble(NumberCase::value)).toList();
      int positives = (int) all.stream().filter(NumberCase::positive).count();
      int below = positives; // images that are right where positives lie above the limit
      int best = Math.max(positives, all.size() - positives);
      for (int i = 0; i < sorted.size(); i++) {
        below += sorted.get(i).positive ? -1 : 1;
        if (i + 1 == sorted.size() || sorted.get(i + 1).value != sorted.get(i).value) {
          best = Math.max(best, Math.max(below, all.size() - below));
        }
      }
      return best;
    }
  }
}
