package dev.xray.core.audit.baseline;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Folds;
import dev.xray.core.dataset.LabeledImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  private double best() {
    double[] losses = new double[GRID.size()];
    for (int fold = 0; fold < folds; fold++) {
      addLosses(fold, losses);
    }
    int best = 0;
    for (int i = 1; i < losses.length; i++) {
      if (losses[i] < losses[best] - 1e-9 * losses[best]) {
        best = i;
      }
    }
    return GRID.get(best);
  }

  /** Scaled anew from the other folds, so that the one that is left out stays unseen. */
  private void addLosses(int fold, double[] losses) {
    List<Features> training = new ArrayList<>();
    List<Integer> tested = new ArrayList<>();
    List<Boolean> classes = new ArrayList<>();
    for (int i = 0; i < foldOf.length; i++) {
      if (foldOf[i] == fold) {
        tested.add(i);
      } else {
        training.add(features.get(i));
        classes.add(positive[i]);
      }
    }
    Features.Scaler scaler = new Features.Scaler(training);
    if (scaler.size() == 0) {
      return;
    }
    double[][] rows = training.stream().map(scaler::scale).toArray(double[][]::new);
    boolean[] labels = new boolean[rows.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = classes.get(i);
    }
    for (int i = 0; i < losses.length; i++) {
      LogisticRegression model = LogisticRegression.fit(rows, labels, GRID.get(i));
      for (int image : tested) {
        double logit = model.logit(scaler.scale(features.get(image)));
        losses[i] += softplus(positive[image] ? -logit : logit);
      }
    }
  }

  /** log(1 + e^x) without overflow. */
  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
