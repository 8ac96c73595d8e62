package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Evaluator;
import dev.xray.core.evaluation.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long all figures of a large test set take, with 2,000 bootstrap replicates, at two
 * thresholds: of images of as many patients, and of patients with two images each. Argument: the
 * number of images, 100,000 unless given. The first line warms up.
 */
public final class EvaluationSpeed {
  private EvaluationSpeed() {}

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    int images = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
    for (int perPatient : new int[] {1, 1, 2}) {
      List<Case> cases = cases(images, perPatient);
      long start = System.nanoTime();
      Evaluator.evaluate(cases, Thresholds.DEFAULT, EvaluationSettings.defaults());
      System.out.printf(
          "%,d images, %d of a patient: %.1f s%n",
          images, perPatient, (System.nanoTime() - start) / 1e9);
    }
  }

  private static List<Case> cases(int images, int perPatient) {
    RandomGenerator random = new Seed(1).random("evaluation speed");
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      boolean positive = i / perPatient % 2 == 0;
      double logit = (positive ? 1 : -1) + 1.5 * random.nextGaussian();
      cases.add(
          new Case(positive, 1 / (1 + Math.exp(-logit)), Optional.of("patient " + i / perPatient)));
    }
    return cases;
  }
}
