package dev.xray.core.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * How well models tell images that they have not learned from: each image is tested once in every
 * repeat.
 *
 * @param folds what each model gave, by repeat and fold
 * @param repeated for each repeat the figures of all images, each image's probability being that of
 *     the one model that had not seen it
 * @param cases truth and probability of each image in the order of the data set: the mean over the
 *     repeats, so that repeats never add to the number of images. With several repeats these are
 *     probabilities of an ensemble, which tends to be better than one model alone. Thresholds may
 *     be chosen on them.
 * @param pooled the figures of those cases, with their intervals
 * @param overFolds how the figures vary from fold to fold, within the repeats: with the data, and
 *     with the model's luck too
 * @param overSeeds how the figures of all images vary from repeat to repeat, which differ in
 *     nothing but their seeds; empty where there is one repeat
 */
public record CrossValidation(
    List<FoldEvaluation> folds,
    List<Evaluation> repeated,
    List<Case> cases,
    Evaluation pooled,
    Spreads overFolds,
    Optional<Spreads> overSeeds) {
  /** Copies the lists. */
  public CrossValidation {
    folds = List.copyOf(folds);
    repeated = List.copyOf(repeated);
    cases = List.copyOf(cases);
  }

  /**
   * What one model gave.
   *
   * @param repeat from 1
   * @param fold from 1
   * @param name of the fold: its number, or the name of the source that was left out
   * @param evaluation of the images of that fold
   */
  public record FoldEvaluation(int repeat, int fold, String name, Evaluation evaluation) {}
}
