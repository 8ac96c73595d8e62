package dev.xray.core.dataset;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * In which fold of a cross-validation each image is tested: in exactly one.
 *
 * @param names one for each fold: {@code 1}, {@code 2} and so on, or the name of the source
 * @param foldOf the fold of each image, from 0, in the order of the images
 */
public record Folds(List<String> names, List<Integer> foldOf) {
  /** Dotted name of the setting that says how many folds there are. */
  public static final String SETTING = "crossValidation.folds";

  /** Copies the lists and checks that they fit. */
  public Folds {
    names = List.copyOf(names);
    foldOf = List.copyOf(foldOf);
    for (int fold : foldOf) {
      if (fold < 0 || fold >= names.size()) {
        throw new IllegalArgumentException("fold " + fold + " of " + names.size());
      }
    }
  }

  /**
   * Folds as even as whole patients allow, in the number of images of each class and of all: within
   * one image where no patient has several; where every patient has images of one class only,
   * within the images of that class's largest patient.
   *
   * @param images of both classes; one whose patient is unknown counts as a patient of its own
   * @param classes the two classes
   * @param count number of folds
   * @param groupByPatient whether all images of a patient are tested in one fold
   * @param seed decides
   * @throws SettingException if there are fewer than two folds, or too few images or patients of a
   *     class to test both classes in each
   */
  public static Folds stratified(
      List<LabeledImage> images, Classes classes, int count, boolean groupByPatient, Seed seed)
      throws SettingException {
    if (count < 2) {
      throw new SettingException(
          SETTING, "is " + count + ", but must be at least 2, or 'sources' for one each.");
    }
    List<PatientGroup> groups = PatientGroup.of(images, classes, groupByPatient);
    int[] foldOf = new FoldDealer(groups, count).deal(seed.random("folds"));
    Folds folds =
        new Folds(
            IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList(),
            Arrays.stream(foldOf).boxed().toList());
    folds.checkBothClasses(images, classes, groups);
    return folds;
  }

  /**
   * A fold for each source, so that every image is tested by a model that has seen nothing of its
   * source: leave one source out.
   *
   * @throws SettingException if there is one source only
   */
  public static Folds bySource(List<LabeledImage> images) throws SettingException {
    List<String> sources = images.stream().map(LabeledImage::source).distinct().toList();
    if (sources.size() < 2) {
      throw new SettingException(
          SETTING, "is 'sources', but there is one source only. Give a number, such as 5.");
    }
    return new Folds(
        sources, images.stream().map(image -> sources.indexOf(image.source())).toList());
  }

  /** Number of folds. */
  public int count() {
    return names.size();
  }

  /**
   * The images of one training: those of the fold are for testing, the others are divided into
   * training and validation. Where patients are grouped, images of a patient who is tested are left
   * out of the training, even if they stand in another fold.
   *
   * @param fold from 0
   * @param images that were dealt
   * @param classes the two classes
   * @param settings its validation share and grouping count, its test share does not
   * @param seed chooses the validation part
   * @throws SettingException if a class has no image to learn from, or none for validation where
   *     that is asked for
   */
  public FoldSplit split(
      int fold, List<LabeledImage> images, Classes classes, SplitSettings settings, Seed seed)
      throws SettingException {
    List<Integer> used = settings.groupByPatient() ? withoutTestedPatients(fold, images) : all();
    List<LabeledImage> chosen = used.stream().map(images::get).toList();
    List<Integer> test =
        IntStream.range(0, used.size())
            .filter(i -> foldOf.get(used.get(i)) == fold)
            .boxed()
            .toList();
    FoldSplit split =
        new FoldSplit(used, Splitter.around(test, chosen, classes, settings, seed), images.size());
    for (String label : classes.names()) {
      checkLearns(split, fold, images, label);
      checkValidates(split, fold, images, label, settings);
    }
    return split;
  }

  private List<Integer> all() {
    return IntStream.range(0, foldOf.size()).boxed().toList();
  }

  private List<Integer> withoutTestedPatients(int fold, List<LabeledImage> images) {
    Set<String> tested = new HashSet<>();
    for (int i = 0; i < foldOf.size(); i++) {
      if (foldOf.get(i) == fold) {
        images.get(i).patient().ifPresent(tested::add);
      }
    }
    List<Integer> used = new ArrayList<>();
    for (int i = 0; i < foldOf.size(); i++) {
      if (foldOf.get(i) == fold || images.get(i).patient().filter(tested::contains).isEmpty()) {
        used.add(i);
      }
    }
    return used;
  }

  private void checkBothClasses(
      List<LabeledImage> images, Classes classes, List<PatientGroup> groups)
      throws SettingException {
    for (String label : classes.names()) {
      Set<Integer> with = new HashSet<>();
      for (int i = 0; i < images.size(); i++) {
        if (images.get(i).label().equals(label)) {
          with.add(foldOf.get(i));
        }
      }
      if (with.size() < count()) {
        long having =
            groups.stream()
                .filter(
                    group ->
                        group.images().stream().anyMatch(i -> images.get(i).label().equals(label)))
                .count();
        throw new SettingException(
            SETTING,
            "is "
                + count()
                + ", but only "
                + with.size()
                + " of them get images of class "
                + label
                + ": there are "
                + Lists.counted(having, "patient")
                + " of it, and a patient's images stay together. Lower it, or add patients.");
      }
    }
  }

  private void checkLearns(FoldSplit split, int fold, List<LabeledImage> images, String label)
      throws SettingException {
    if (!stands(split, Part.TRAINING, images, label)) {
      throw new SettingException(
          SETTING,
          "cannot be used: without fold "
              + names.get(fold)
              + " there is no image of class "
              + label
              + " to learn from. To leave out one source after another, each class needs images from"
              + " at least two.");
    }
  }

  private void checkValidates(
      FoldSplit split, int fold, List<LabeledImage> images, String label, SplitSettings settings)
      throws SettingException {
    if (settings.validationShare() > 0 && !stands(split, Part.VALIDATION, images, label)) {
      throw new SettingException(
          "split.validationShare",
          "leaves no image of class "
              + label
              + " for validation where fold "
              + names.get(fold)
              + " is tested. Use fewer folds, or set it to 0 with training.earlyStoppingPatience 0"
              + " and training.restoreBestWeights false.");
    }
  }

  private static boolean stands(
      FoldSplit split, Part part, List<LabeledImage> images, String label) {
    return split.indices(part).stream().anyMatch(i -> images.get(i).label().equals(label));
  }
}
