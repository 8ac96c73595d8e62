package dev.xray.core.pipeline;

import dev.xray.core.Folders;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.LicenceCount;
import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.CrossEvaluator;
import dev.xray.core.evaluation.CrossValidation;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.FoldCases;
import dev.xray.core.evaluation.LogitCase;
import dev.xray.core.model.ModelCalibration;
import dev.xray.core.report.CrossValidationData;
import dev.xray.core.report.CrossValidationWriter;
import dev.xray.core.report.FoldCalibration;
import dev.xray.core.report.OutOfFoldImage;
import dev.xray.core.report.Provenance;
import dev.xray.core.runtime.RuntimeKey;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * From a data set to the figures of a cross-validation. What a fold gave is kept, so that a run
 * that was interrupted goes on with the fold, and the epoch, where it stopped.
 */
final class CrossValidateStep {
  private final CheckedJob job;
  private final CrossValidationSettings settings;
  private final XrayListener listener;
  private final TensorFlowRuntime runtime;
  private final CrossValidationPlan plan;
  private final FoldLeakageStep leakage;

  private CrossValidateStep(CheckedJob job, CrossValidationSettings settings, XrayListener listener)
      throws XrayException, IOException {
    this.job = job;
    this.settings = settings;
    this.listener = listener;
    settings.validate();
    this.runtime = TensorFlowRuntime.load(job.job().runtime());
    runtime.notes().forEach(listener::warning);
    this.plan = CrossValidationPlan.of(job, settings, RuntimeKey.of(runtime.info()));
    this.leakage = new FoldLeakageStep(job, settings, plan);
  }

  static CrossValidated run(CheckedJob job, CrossValidationSettings settings, XrayListener listener)
      throws XrayException, IOException {
    CrossValidateStep step = new CrossValidateStep(job, settings, listener);
    step.plan.warnings().forEach(listener::warning);
    step.deleteResults();
    step.leakage.run(listener);
    new FoldTrainer(job, step.plan, step.runtime, listener).train(step.plan.folds());
    step.deleteOtherFolds();
    return step.evaluate();
  }

  /**
   * Trains every {@code of}th fold, for a run that divides them among processes; evaluates nothing.
   *
   * @param share from 0
   */
  static void train(
      CheckedJob job, CrossValidationSettings settings, int share, int of, XrayListener listener)
      throws XrayException, IOException {
    CrossValidateStep step = new CrossValidateStep(job, settings, listener);
    step.deleteResults();
    // Those that share the folds all look, and wait for nobody; one of them tells.
    step.leakage.run(share == 0 ? listener : XrayListener.NONE);
    List<FoldPlan> all = step.plan.folds();
    new FoldTrainer(job, step.plan, step.runtime, listener)
        .train(
            IntStream.range(0, all.size())
                .filter(i -> i % of == share)
                .mapToObj(all::get)
                .toList());
  }

  /** So that a run that fails leaves nothing that looks like its result. */
  private void deleteResults() throws IOException {
    Files.deleteIfExists(job.workspace().crossValidationStamp());
    CrossValidationWriter.clear(job.workspace().crossValidation());
  }

  /** Deletes what is left of a cross-validation with more folds or repeats. */
  private void deleteOtherFolds() throws IOException {
    Set<Path> known = new HashSet<>();
    plan.folds().forEach(fold -> known.add(fold.folder()));
    plan.folds().forEach(fold -> known.add(fold.folder().getParent()));
    for (Path repeat : list(job.workspace().crossValidation(), "repeat-")) {
      for (Path fold : list(repeat, "fold-")) {
        if (!known.contains(fold)) {
          Folders.delete(fold);
        }
      }
      if (!known.contains(repeat)) {
        Folders.delete(repeat);
      }
    }
  }

  private static List<Path> list(Path folder, String prefix) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(e -> e.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  private CrossValidated evaluate() throws XrayException, IOException {
    List<FoldCases> cases = new ArrayList<>();
    List<OutOfFoldImage> images = new ArrayList<>();
    List<FoldCalibration> calibrations = new ArrayList<>();
    for (FoldPlan fold : plan.folds()) {
      FoldResult.Standing standing = FoldResult.standing(fold);
      FoldResult result =
          standing
              .result()
              .orElseThrow(() -> new XrayException(fold.title() + ": " + standing.reason() + "."));
      FoldCalibration calibration = calibrate(fold, result);
      calibrations.add(calibration);
      List<Double> probabilities = result.probabilities(calibration.temperature());
      List<Integer> tested = fold.split().indices(Part.TEST);
      List<Case> ofFold = new ArrayList<>();
      for (int i = 0; i < tested.size(); i++) {
        LabeledImage image = plan.dataset().images().get(tested.get(i));
        ofFold.add(new Case(isPositive(image), probabilities.get(i), image.patient()));
        images.add(new OutOfFoldImage(fold.repeat(), fold.name(), image, probabilities.get(i)));
      }
      cases.add(new FoldCases(fold.repeat(), fold.fold(), fold.name(), tested, ofFold));
    }
    EvaluationSettings defaults = EvaluationSettings.defaults();
    return write(
        CrossEvaluator.evaluate(
            cases,
            job.recipe().thresholds(),
            new EvaluationSettings(
                defaults.confidence(),
                defaults.bootstrap(),
                job.seed().value(),
                job.recipe().evaluation().declaredPrevalence())),
        images,
        calibrations);
  }

  /** On the fold's own validation part, as the model of {@code train} is on its. */
  private FoldCalibration calibrate(FoldPlan fold, FoldResult result) {
    if (job.recipe().calibration() == Recipe.Calibration.NONE) {
      return FoldCalibration.NOT_ASKED;
    }
    List<Integer> validation = fold.split().indices(Part.VALIDATION);
    List<LogitCase> cases = new ArrayList<>();
    for (int i = 0; i < validation.size(); i++) {
      LabeledImage image = plan.dataset().images().get(validation.get(i));
      cases.add(new LogitCase(isPositive(image), result.validated().get(i)));
    }
    Optional<ModelCalibration> fitted = Calibrator.fit(cases);
    if (fitted.isEmpty()) {
      listener.warning(fold.title() + ": " + Calibrator.notFitted(cases.size()));
    }
    return new FoldCalibration(true, fitted);
  }

  private boolean isPositive(LabeledImage image) {
    return plan.dataset().classes().index(image.label()) == 1;
  }

  private CrossValidated write(
      CrossValidation result, List<OutOfFoldImage> images, List<FoldCalibration> calibrations)
      throws XrayException, IOException {
    Workspace files = job.workspace();
    CrossValidationData data =
        new CrossValidationData(
            job.job().name(),
            plan.dataset().classes(),
            settings.folds().isEmpty(),
            job.recipe().split().groupByPatient(),
            result,
            calibrations,
            images,
            leakage.accepted(),
            provenance());
    List<String> table = CrossValidationWriter.table(data);
    CrossValidationWriter.Written written =
        CrossValidationWriter.write(data, files.crossValidation());
    Stamp.write(files.crossValidationStamp(), plan.digest(job, settings), table, written.all());
    return new CrossValidated(result, written, String.join("\n", table));
  }

  private Provenance provenance() {
    Map<String, String> digests = new TreeMap<>();
    digests.put("dataset", CrossValidationPlan.digest(plan.dataset()));
    digests.put("crossValidation", plan.digest(job, settings));
    return new Provenance(
        job.recipe().name(),
        job.seed().value(),
        job.recipe().settings(),
        digests,
        Map.of("xray", Versions.xray(), "java", System.getProperty("java.specification.version")),
        runtime.info(),
        plan.dataset().counts(),
        LicenceCount.of(plan.dataset().images(), plan.dataset().classes()),
        plan.warnings());
  }
}
