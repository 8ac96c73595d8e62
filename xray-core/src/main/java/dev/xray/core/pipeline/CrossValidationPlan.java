package dev.xray.core.pipeline;

import dev.xray.core.Seed;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.DatasetManifest;
import dev.xray.core.dataset.DatasetReader;
import dev.xray.core.dataset.FoldSplit;
import dev.xray.core.dataset.Folds;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.runtime.RuntimeKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Every training of a cross-validation, planned before the first begins: what cannot be divided
 * fails at once. Decided by data set, recipe, settings, seed and runtime alone.
 *
 * @param dataset all images
 * @param warnings of reading them
 * @param folds by repeat and fold
 */
record CrossValidationPlan(Dataset dataset, List<String> warnings, List<FoldPlan> folds) {
  /**
   * Reads the data set and plans.
   *
   * @param runtime on which the trainings will run
   * @throws XrayException if the data set or a setting cannot be used
   */
  static CrossValidationPlan of(
      CheckedJob job, CrossValidationSettings settings, RuntimeKey runtime)
      throws XrayException, IOException {
    settings.validate();
    List<String> warnings = new ArrayList<>();
    Dataset dataset =
        DatasetReader.read(job.job().dataset(), job.seed(), job.digests(), warnings::add);
    job.job().licences().apply(dataset.images()).ifPresent(warnings::add);
    List<FoldPlan> plans = new ArrayList<>();
    for (int repeat = 1; repeat <= settings.repeats(); repeat++) {
      Folds folds = folds(job, settings, dataset, repeat);
      for (int fold = 1; fold <= folds.count(); fold++) {
        plans.add(plan(job, settings, dataset, folds, repeat, fold, runtime));
      }
    }
    return new CrossValidationPlan(dataset, warnings, plans);
  }

  private static Folds folds(
      CheckedJob job, CrossValidationSettings settings, Dataset dataset, int repeat)
      throws XrayException {
    return settings.folds().isEmpty()
        ? Folds.bySource(dataset.images())
        : Folds.stratified(
            dataset.images(),
            dataset.classes(),
            settings.folds().getAsInt(),
            job.recipe().split().groupByPatient(),
            new Seed(job.seed().derive("cross-validation", repeat)));
  }

  private static FoldPlan plan(
      CheckedJob job,
      CrossValidationSettings settings,
      Dataset dataset,
      Folds folds,
      int repeat,
      int fold,
      RuntimeKey runtime)
      throws XrayException {
    Seed seed = new Seed(job.seed().derive("cross-validation", repeat, fold));
    FoldSplit split =
        folds.split(fold - 1, dataset.images(), dataset.classes(), job.recipe().split(), seed);
    String name = folds.names().get(fold - 1);
    return new FoldPlan(
        repeat,
        fold,
        name,
        title(settings, repeat, fold, folds),
        seed,
        split,
        job.workspace().fold(repeat, fold),
        digest(job, dataset, split, seed, runtime));
  }

  private static String title(CrossValidationSettings settings, int repeat, int fold, Folds folds) {
    return "Repeat "
        + repeat
        + " of "
        + settings.repeats()
        + ", fold "
        + fold
        + " of "
        + folds.count()
        + (settings.folds().isEmpty() ? " without " + folds.names().get(fold - 1) : "");
  }

  /** The digest that a model would have that is trained on these parts with this seed. */
  private static String digest(
      CheckedJob job, Dataset dataset, FoldSplit split, Seed seed, RuntimeKey runtime) {
    Dataset used = split.select(dataset);
    DatasetManifest manifest = DatasetManifest.of(used, split.split(), job.recipe().split(), seed);
    Prepared prepared =
        new Prepared(
            used,
            split.split(),
            manifest,
            manifest.digest(),
            job.workspace().manifest(),
            List.of(),
            List.of());
    return TrainingDigest.of(
        new CheckedJob(job.job(), job.recipe(), seed, job.workspace()), prepared, runtime);
  }

  /**
   * Digest of everything that decides the results.
   *
   * @param job whose folds these are
   * @param settings with which it is cross-validated
   */
  String digest(CheckedJob job, CrossValidationSettings settings) {
    Inputs inputs =
        new Inputs(
            Versions.xray(),
            job.job().name(),
            job.seed().value(),
            job.recipe(),
            settings,
            folds.stream().map(FoldPlan::digest).toList());
    return Hashes.sha256OfJson(inputs);
  }

  /** Digest of the images and what is known of them, however they are divided. */
  static String digest(Dataset dataset) {
    return Hashes.sha256OfJson(dataset);
  }

  private record Inputs(
      String xray,
      String name,
      long seed,
      Recipe recipe,
      CrossValidationSettings settings,
      List<String> folds) {}
}
