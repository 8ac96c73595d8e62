package dev.xray.core.evaluation;

import dev.xray.core.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns what the models of a cross-validation say into a {@link CrossValidation}. Stateless and
 * thread-safe.
 */
public final class CrossEvaluator {
  private CrossEvaluator() {}

  /**
   * Evaluates.
   *
   * @param folds of every repeat; each repeat tests the same images, each of them once
   * @param thresholds as for {@link Evaluator#evaluate}
   * @param settings as for {@link Evaluator#evaluate}
   * @return the evaluation, independent of the order of the folds
   * @throws SettingException if the thresholds are not valid
   * @throws IllegalArgumentException if the repeats do not test the same images once each
   */
  public static CrossValidation evaluate(
      List<FoldCases> folds, List<Double> thresholds, EvaluationSettings settings)
      throws SettingException {
    Map<Integer, Map<Integer, FoldCases>> ordered = new TreeMap<>();
    for (FoldCases fold : folds) {
      ordered.computeIfAbsent(fold.repeat(), any -> new TreeMap<>()).put(fold.fold(), fold);
    }
    List<CrossValidation.FoldEvaluation> evaluated = new ArrayList<>();
    List<List<Evaluation>> grouped = new ArrayList<>();
    List<Evaluation> repeated = new ArrayList<>();
    List<Map<Integer, Case>> cases = new ArrayList<>();
    for (Map<Integer, FoldCases> repeat : ordered.values()) {
      List<Evaluation> group = new ArrayList<>();
      for (FoldCases fold : repeat.values()) {
        Evaluation evaluation = Evaluator.evaluate(fold.cases(), thresholds, settings);
        group.add(evaluation);
        evaluated.add(
            new CrossValidation.FoldEvaluation(
                fold.repeat(), fold.fold(), fold.name(), evaluation));
      }
      grouped.add(group);
      Map<Integer, Case> all = byImage(repeat.values());
      cases.add(all);
      repeated.add(Evaluator.evaluate(List.copyOf(all.values()), thresholds, settings));
    }
    List<Case> averaged = averaged(cases);
    return new CrossValidation(
        evaluated,
        repeated,
        averaged,
        Evaluator.evaluate(averaged, thresholds, settings),
        Spreads.within(grouped),
        repeated.size() < 2 ? Optional.empty() : Optional.of(Spreads.within(List.of(repeated))));
  }

  private static Map<Integer, Case> byImage(Iterable<FoldCases> folds) {
    Map<Integer, Case> cases = new TreeMap<>();
    for (FoldCases fold : folds) {
      for (int i = 0; i < fold.images().size(); i++) {
        if (cases.put(fold.images().get(i), fold.cases().get(i)) != null) {
          throw new IllegalArgumentException(
              "Image " + fold.images().get(i) + " is tested twice in repeat " + fold.repeat());
        }
      }
    }
    return cases;
  }

  private static List<Case> averaged(List<Map<Integer, Case>> repeats) {
    Map<Integer, Case> first = repeats.get(0);
    List<Case> averaged = new ArrayList<>();
    for (Map<Integer, Case> repeat : repeats) {
      if (!repeat.keySet().equals(first.keySet())) {
        throw new IllegalArgumentException("The repeats test different images");
      }
    }
    for (Map.Entry<Integer, Case> image : first.entrySet()) {
      double sum = 0;
      for (Map<Integer, Case> repeat : repeats) {
        sum += repeat.get(image.getKey()).probability();
      }
      Case known = image.getValue();
      averaged.add(new Case(known.positive(), Math.min(1, sum / repeats.size()), known.patient()));
    }
    return averaged;
  }
}
