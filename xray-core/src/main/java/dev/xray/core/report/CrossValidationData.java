package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.CrossValidation;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that the report of a cross-validation shows.
 *
 * @param name of the model whose recipe it is
 * @param classes the two classes
 * @param bySource whether a fold is a source, instead of a share of all images
 * @param groupedByPatient whether no model has learned from an image of a patient it is tested on
 * @param result what came out
 * @param calibrations how each model's probabilities were calibrated, in the order of the result's
 *     folds
 * @param images what each model says of each image, by repeat and fold
 * @param accepted what leaks between folds and was accepted, in sentences without a file's name
 * @param provenance where recipe and data come from
 */
public record CrossValidationData(
    String name,
    Classes classes,
    boolean bySource,
    boolean groupedByPatient,
    CrossValidation result,
    List<FoldCalibration> calibrations,
    List<OutOfFoldImage> images,
    List<String> accepted,
    Provenance provenance) {
  /** Copies the lists. */
  public CrossValidationData {
    calibrations = List.copyOf(calibrations);
    images = List.copyOf(images);
    accepted = List.copyOf(accepted);
    if (calibrations.size() != result.folds().size()) {
      throw new IllegalArgumentException(
          calibrations.size() + " calibrations of " + result.folds().size() + " folds");
    }
  }

  /** Whether the recipe calibrates. */
  boolean calibrates() {
    return calibrations.get(0).asked();
  }

  /** Number of repeats. */
  int repeats() {
    return result.repeated().size();
  }

  /** Number of folds in a repeat. */
  int folds() {
    return result.folds().size() / repeats();
  }

  /** How the images were divided, such as {@code 5 folds, grouped by patient, 3 repeats}. */
  String scheme() {
    return (bySource
            ? "leaving out one of " + folds() + " sources"
            : folds() + " folds, stratified")
        + (groupedByPatient ? ", grouped by patient" : "")
        + ", "
        + Numbers.count(repeats(), "repeat");
  }

  /** What a reader must know to read the figures rightly. */
  List<String> notes() {
    List<String> notes = new ArrayList<>(accepted);
    notes.add(
        "Out of fold: each image is judged by a model that has not learned from it"
            + (groupedByPatient ? ", nor from another image of its patient." : "."));
    if (repeats() > 1) {
      notes.add(
          "The probabilities of an image are averaged over the repeats first, so that repeats do"
              + " not add to the number of images. The out-of-fold figures are therefore those of"
              + " an ensemble of "
              + repeats()
              + " models; for one model see the mean over the repeats.");
    }
    notes.add(
        "Out-of-fold scores come from different models, which need not score on one scale: the"
            + " pooled ROC and PR AUC are not those of any one model. Compare them with the mean"
            + " over the folds.");
    notes.add(
        "An interval says how far the figure may lie from that of other images of this kind, for"
            + " these models. A spread is no interval: it shows how figures vary from fold to fold"
            + " within a repeat, and from repeat to repeat where only the seed differs.");
    if (calibrates()) {
      notes.add(calibration());
    }
    if (bySource) {
      notes.add(
          "A source of one class only has a sensitivity or a specificity, but not both, and no"
              + " AUC.");
    }
    if (eachFoldOfOneClass()) {
      notes.add(
          "No fold has both classes. Whatever compares the two out of fold (ROC AUC, PR AUC, MCC,"
              + " balanced accuracy, F1) compares different models and describes none of them: read"
              + " each fold's sensitivity or specificity instead.");
    }
    return notes;
  }

  private boolean eachFoldOfOneClass() {
    return result.folds().stream()
        .map(CrossValidation.FoldEvaluation::evaluation)
        .allMatch(fold -> fold.positives() == 0 || fold.negatives() == 0);
  }

  private String calibration() {
    long not = calibrations.stream().filter(fold -> fold.fitted().isEmpty()).count();
    return "Each model's probabilities are calibrated with a temperature that was fitted on its own"
        + " validation part, never on the images it is tested on."
        + (not == 0
            ? ""
            : " Those of "
                + not
                + " of "
                + Numbers.count(calibrations.size(), "model")
                + " are not: no temperature is best where the network tells the validation images"
                + " apart without an error, or not at all.");
  }
}
