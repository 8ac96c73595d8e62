package dev.xray.core.audit.baseline;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.audit.Check;
import dev.xray.core.audit.facts.ImageFacts;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.Split;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Evaluator;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.PermutationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Trains null baselines on the training part of a split and tries them on its test part. The same
 * images, split and seed give the same figures.
 */
public final class Baselines {
  /** How the ids of the checks begin; the baseline's follows. */
  public static final String CHECKS = "baseline.";

  /** Permutations of each test: p is at least 1 / 10,000. */
  public static final int PERMUTATIONS = 9999;

  private static final EvaluationSettings SETTINGS = EvaluationSettings.defaults();

  private final Dataset dataset;
  private final Split split;
  private final List<ImageFacts> facts;
  private final Seed seed;

  private Baselines(Dataset dataset, Split split, List<ImageFacts> facts, Seed seed) {
    this.dataset = dataset;
    this.split = split;
    this.facts = facts;
    this.seed = seed;
  }

  /**
   * Trains and tries all baselines.
   *
   * @param dataset the images
   * @param split as the model's; each class is in its training and test part
   * @param facts of each image, in their order
   * @param seed deals the folds of the inner cross-validation and permutes
   * @return one for each baseline, in their order
   */
  public static List<BaselineResult> of(
      Dataset dataset, Split split, List<ImageFacts> facts, Seed seed) {
    if (facts.size() != dataset.images().size()) {
      throw new IllegalArgumentException(facts.size() + " of " + dataset.images().size());
    }
    Baselines baselines = new Baselines(dataset, split, facts, seed);
    List<BaselineResult> results = new ArrayList<>();
    for (Baseline baseline : Baseline.values()) {
      results.add(baselines.run(baseline));
    }
    return List.copyOf(results);
  }

  /** Those that may raise an alarm: of baselines that cannot contain the disease. */
  public static List<Check> checks(List<BaselineResult> results) {
    return results.stream()
        .filter(one -> one.alarms() && one.auc().value().isPresent())
        .map(
            one ->
                new Check(
                    CHECKS + one.baseline().id(),
                    one.baseline().title() + " alone",
                    "test AUC",
                    one.auc(),
                    one.p(),
                    BaselineResult.LIMIT,
                    one.text()))
        .toList();
  }

  private BaselineResult run(Baseline baseline) {
    List<Optional<Features>> known = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      known.add(baseline.features(dataset.images().get(i), facts.get(i)));
    }
    long missing = known.stream().filter(Optional::isEmpty).count();
    if (missing > 0) {
      return skipped(
          baseline,
          missing == known.size()
              ? "there are no lung masks"
              : "the lung masks of " + missing + " of " + known.size() + " images are missing");
    }
    List<Integer> training = split.indices(Part.TRAINING);
    List<Features> learned = training.stream().map(i -> known.get(i).orElseThrow()).toList();
    Features.Scaler scaler = new Features.Scaler(learned);
    if (scaler.size() == 0) {
      return skipped(baseline, "it is the same for all images that are learned from");
    }
    boolean[] positive = new boolean[learned.size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = positive(training.get(i));
    }
    List<LabeledImage> images = training.stream().map(dataset.images()::get).toList();
    double c = PenaltyChoice.choose(images, dataset.classes(), learned, positive, inner(baseline));
    LogisticRegression model =
        LogisticRegression.fit(
            learned.stream().map(scaler::scale).toArray(double[][]::new),
            positive,
            c,
            LogisticRegression.EXACT);
    List<Case> cases = new ArrayList<>();
    for (int i : split.indices(Part.TEST)) {
      cases.add(
          new Case(
              positive(i),
              model.probability(scaler.scale(known.get(i).orElseThrow())),
              dataset.images().get(i).patient()));
    }
    return tested(baseline, scaler.size(), c, cases);
  }

  private Seed inner(Baseline baseline) {
    return new Seed(seed.derive("null baseline", baseline.ordinal()));
  }

  private boolean positive(int index) {
    return dataset.classes().index(dataset.images().get(index).label()) == 1;
  }

  private BaselineResult tested(Baseline baseline, int features, double c, List<Case> cases) {
    Estimate auc = Evaluator.rocAuc(cases, SETTINGS.confidence());
    double p = PermutationTest.greater(cases, PERMUTATIONS, inner(baseline).derive("permutation"));
    return new BaselineResult(
        baseline,
        Optional.empty(),
        features,
        c,
        auc,
        accuracy(cases),
        p,
        cases,
        text(baseline, auc, p));
  }

  private static BaselineResult skipped(Baseline baseline, String reason) {
    return new BaselineResult(
        baseline,
        Optional.of(reason),
        0,
        Double.NaN,
        Evaluator.rocAuc(List.of(), SETTINGS.confidence()),
        accuracy(List.of()),
        1,
        List.of(),
        "Not tried: " + reason + ".");
  }

  private static Estimate accuracy(List<Case> cases) {
    try {
      return Evaluator.atThreshold(cases, 0.5, SETTINGS).figure(Metric.ACCURACY);
    } catch (SettingException e) {
      throw new IllegalStateException("0.5 is a threshold", e);
    }
  }

  private static String text(Baseline baseline, Estimate auc, double p) {
    if (auc.value().isEmpty()) {
      return "Nothing can be said: " + auc.undefined().orElse("") + ".";
    }
    String seen = String.format(Locale.ROOT, "%.2f", auc.value().getAsDouble());
    if (baseline.kind() == Baseline.Kind.LEGITIMATE) {
      return "A model must do better than "
          + baseline.title()
          + " alone, which reaches an AUC of "
          + seen
          + ".";
    }
    if (auc.value().getAsDouble() > BaselineResult.LIMIT && p < 0.01) {
      return "A look at "
          + baseline.title()
          + " alone reaches an AUC of "
          + seen
          + ", though the disease cannot be seen there: the class can be told without it.";
    }
    return "No sign that the class can be told from " + baseline.title() + " (AUC " + seen + ").";
  }
}
