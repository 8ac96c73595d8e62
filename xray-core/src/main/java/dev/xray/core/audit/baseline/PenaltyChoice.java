package dev.xray.core.audit.baseline;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Folds;
import dev.xray.core.dataset.LabeledImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Chooses the penalty of a logistic regression by cross-validation on the images that are learned
 * from: that which predicts images of other patients best, by mean log loss; of equals the
 * strongest.
 */
final class PenaltyChoice {
  /** Inverse strengths, the strongest penalty first. */
  static final List<Double> GRID = List.of(1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0, 10.0);

  /** Where there are too few patients to choose. */
  private static final double CAUTIOUS = 1e-2;

  private static final int MOST_FOLDS = 5;
  private static final int PATIENCE = 2;

  private final List<Features> features;
  private final boolean[] positive;
  private final int[] foldOf;
  private final int folds;

  private PenaltyChoice(List<Features> features, boolean[] positive, Folds folds) {
    this.features = features;
    this.positive = positive;
    this.folds = folds.count();
    foldOf = folds.foldOf().stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Chooses.
   *
   * @param images that are learned from
   * @param features of each
   * @param positive class of each
   * @param seed deals the folds
   */
  static double choose(
      List<LabeledImage> images,
      Classes classes,
      List<Features> features,
      boolean[] positive,
      Seed seed) {
    Optional<Folds> folds = folds(images, classes, seed);
    return folds.isEmpty() ? CAUTIOUS : new PenaltyChoice(features, positive, folds.get()).best();
  }

  /** As many as whole patients allow, five at most. */
  private static Optional<Folds> folds(List<LabeledImage> images, Classes classes, Seed seed) {
    for (int count = MOST_FOLDS; count >= 2; count--) {
      try {
        return Optional.of(Folds.stratified(images, classes, count, true, seed));
      } catch (SettingException e) {
        // Too few patients of a class: fewer folds.
      }
    }
    return Optional.empty();
  }

  /**
   * From the strongest penalty on, until {@value #PATIENCE} weaker ones in a row were no better:
   * the loss falls, then rises, and weak penalties take longest to fit.
   */
  private double best() {
    List<Fold> all = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      fold(fold).ifPresent(all::add);
    }
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < GRID.size() && i <= best + PATIENCE; i++) {
      double loss = 0;
      for (Fold fold : all) {
        loss += fold.loss(GRID.get(i));
      }
      if (loss < least - 1e-9 * loss) {
        least = loss;
        best = i;
      }
    }
    return GRID.get(best);
  }

  /** Scaled anew from the other folds, so that the one that is left out stays unseen. */
  private Optional<Fold> fold(int number) {
    int[] others = IntStream.range(0, foldOf.length).filter(i -> foldOf[i] != number).toArray();
    int[] tested = IntStream.range(0, foldOf.length).filter(i -> foldOf[i] == number).toArray();
    Features.Scaler scaler =
        new Features.Scaler(Arrays.stream(others).mapToObj(features::get).toList());
    return scaler.size() == 0
        ? Optional.empty()
        : Optional.of(
            new Fold(rows(scaler, others), labels(others), rows(scaler, tested), labels(tested)));
  }

  private double[][] rows(Features.Scaler scaler, int[] images) {
    return Arrays.stream(images)
        .mapToObj(i -> scaler.scale(features.get(i)))
        .toArray(double[][]::new);
  }

  private boolean[] labels(int[] images) {
    boolean[] labels = new boolean[images.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = positive[images[i]];
    }
    return labels;
  }

  /** What is learned from, and what it is tested on. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Fold(double[][] rows, boolean[] labels, double[][] tested, boolean[] truth) {
    /** Summed log loss of what is tested. */
    double loss(double c) {
      LogisticRegression model = LogisticRegression.fit(rows, labels, c, LogisticRegression.ROUGH);
      double sum = 0;
      for (int i = 0; i < tested.length; i++) {
        double logit = model.logit(tested[i]);
        sum += softplus(truth[i] ? -logit : logit);
      }
      return sum;
    }
  }

  /** log(1 + e^x) without overflow. */
  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
