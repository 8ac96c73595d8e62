package dev.xray.core.pipeline;

import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.report.AuditWriter;
import dev.xray.core.report.CrossValidationWriter;
import dev.xray.core.report.DataSheetWriter;
import dev.xray.core.report.ReportWriter;
import dev.xray.core.runtime.RuntimeInfo;
import dev.xray.core.runtime.RuntimeKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether a job's files are what a run would make, by content: data, settings, seed, versions
 * and the files themselves. Loads no native library, and writes nothing but what it remembers of
 * the digests of image files; only {@link #evaluated} and {@link #audited} leave in a standing
 * evaluation the verdict of the standing audit. A caller that finds nothing runs the job, which
 * decides again and says why it works.
 */
public final class UpToDate {
  private final CheckedJob job;
  private final Prepared prepared;

  private UpToDate(CheckedJob job, Prepared prepared) {
    this.job = job;
    this.prepared = prepared;
  }

  /**
   * What an earlier run left.
   *
   * @param summary lines to tell the user, warnings apart
   * @param warnings of reading the data set
   * @param manifest {@code manifest.json}
   * @param model the bundle
   * @param evaluation the evaluation's files
   */
  public record Standing(
      List<String> summary,
      List<String> warnings,
      Path manifest,
      Path model,
      ReportWriter.Written evaluation) {}

  /**
   * The manifest, if it is up to date.
   *
   * @throws XrayException if the data set or a setting cannot be used
   */
  public static Optional<Standing> prepared(Job job) throws XrayException, IOException {
    Optional<UpToDate> check = check(job);
    return check.isEmpty() || !check.get().isChecked()
        ? Optional.empty()
        : Optional.of(
            check.get().standing(List.of(PrepareStep.summary(check.get().prepared.manifest()))));
  }

  /**
   * Manifest and model, if they are up to date.
   *
   * @throws XrayException if the data set or a setting cannot be used
   */
  public static Optional<Standing> trained(Job job) throws XrayException, IOException {
    Optional<UpToDate> check = check(job);
    return check.isEmpty() || !check.get().isTrained()
        ? Optional.empty()
        : Optional.of(
            check
                .get()
                .standing(
                    List.of(
                        "The model is up to date: same data, settings, seed and versions.",
                        "Model: " + check.get().job.workspace().bundle())));
  }

  /**
   * Manifest, model and evaluation, if they are up to date.
   *
   * @throws XrayException if the data set or a setting cannot be used
   */
  public static Optional<Standing> evaluated(Job job) throws XrayException, IOException {
    Optional<UpToDate> check = check(job);
    return check.isEmpty() ? Optional.empty() : check.get().evaluated();
  }

  /**
   * What an earlier cross-validation left.
   *
   * @param summary lines to tell the user
   * @param warnings of reading the data set
   * @param files what it wrote
   */
  public record StandingCrossValidation(
      List<String> summary, List<String> warnings, CrossValidationWriter.Written files) {}

  /**
   * The cross-validation, if it is up to date.
   *
   * @throws XrayException if the data set or a setting cannot be used
   */
  public static Optional<StandingCrossValidation> crossValidated(
      Job told, CrossValidationSettings settings) throws XrayException, IOException {
    CheckedJob job = CheckedJob.of(told);
    Optional<RuntimeKey> runtime = RuntimeKey.foretell(told.runtime());
    if (told.force() || runtime.isEmpty()) {
      return Optional.empty();
    }
    CrossValidationPlan plan = CrossValidationPlan.of(job, settings, runtime.get());
    return stands(job.workspace().crossValidationStamp(), plan.digest(job, settings))
        .filter(stamp -> new FoldLeakageStep(job, settings, plan).stands())
        .map(
            stamp -> {
              List<String> summary = new ArrayList<>();
              summary.add(
                  "The cross-validation is up to date: same data, settings, seed and versions.");
              summary.addAll(stamp.summary());
              return new StandingCrossValidation(
                  summary,
                  plan.warnings(),
                  CrossValidationWriter.Written.in(job.workspace().crossValidation()));
            });
  }

  /** Whether the phantoms of a folder are what these settings and this seed would make. */
  public static boolean phantoms(PhantomSettings settings, long seed, Path folder) {
    return stands(PhantomStep.stamp(folder), PhantomStep.digest(settings, seed)).isPresent();
  }

  /** Empty where there is something to do whatever stands there. */
  private static Optional<UpToDate> check(Job told) throws XrayException, IOException {
    CheckedJob job = CheckedJob.of(told);
    return told.force() || told.copyTo().isPresent()
        ? Optional.empty()
        : Optional.of(new UpToDate(job, PrepareStep.read(job)));
  }

  /** Prepared, and the external sets were looked at too. */
  private boolean isChecked() throws IOException {
    return isPrepared() && LeakageStep.standing(job, prepared).isPresent();
  }

  private boolean isPrepared() throws IOException {
    Path file = job.workspace().manifest();
    return Files.isRegularFile(file)
        && Hashes.sha256(Files.readAllBytes(file)).equals(prepared.digest())
        && LeakageStep.passed(job, prepared);
  }

  /**
   * What an earlier audit left.
   *
   * @param summary lines to tell the user
   * @param warnings of reading the data set
   * @param files what it wrote
   */
  public record StandingAudit(
      List<String> summary, List<String> warnings, AuditWriter.Written files) {}

  /**
   * The audit, if it is up to date.
   *
   * @throws XrayException if the data set or a setting cannot be used
   */
  public static Optional<StandingAudit> audited(Job told) throws XrayException, IOException {
    Optional<UpToDate> check = check(told);
    if (check.isEmpty() || !check.get().isChecked()) {
      return Optional.empty();
    }
    CheckedJob job = check.get().job;
    Prepared prepared = check.get().prepared;
    Optional<Stamp> stamp = audit(job, prepared);
    if (stamp.isEmpty()) {
      return Optional.empty();
    }
    EvaluationVerdict.refresh(job, prepared);
    List<String> summary = new ArrayList<>();
    summary.add("The audit is up to date.");
    summary.addAll(stamp.get().summary());
    return Optional.of(
        new StandingAudit(
            summary, prepared.warnings(), AuditWriter.Written.in(job.workspace().audit())));
  }

  /**
   * What an earlier data sheet left.
   *
   * @param summary lines to tell the user
   * @param warnings of reading the data set
   * @param files what it wrote
   */
  public record StandingDataSheet(
      List<String> summary, List<String> warnings, DataSheetWriter.Written files) {}

  /**
   * The data sheet, if it is up to date.
   *
   * @throws XrayException if the data set or a setting cannot be used
   */
  public static Optional<StandingDataSheet> dataSheet(Job told) throws XrayException, IOException {
    if (told.force()) {
      return Optional.empty();
    }
    CheckedJob job = DataSheetStep.checked(told);
    Prepared prepared = PrepareStep.read(job);
    return stands(job.workspace().dataSheetStamp(), DataSheetStep.digest(job, prepared))
        .map(
            stamp -> {
              List<String> summary = new ArrayList<>();
              summary.add("The data sheet is up to date.");
              summary.addAll(stamp.summary());
              return new StandingDataSheet(
                  summary,
                  prepared.warnings(),
                  DataSheetWriter.Written.in(job.workspace().dataSheet()));
            });
  }

  /** The stamp of the audit of the data as they are and of the model that stands. */
  static Optional<Stamp> audit(CheckedJob job, Prepared prepared)
      throws XrayException, IOException {
    return stands(
        job.workspace().auditStamp(), AuditStep.digest(job, prepared, model(job, prepared)));
  }

  /** Whether images, labels and split are those of the manifest. */
  static boolean isPrepared(CheckedJob job, Prepared prepared) throws IOException {
    return new UpToDate(job, prepared).isPrepared();
  }

  /** The job's own model, if a current one stands in its folder. */
  static Optional<Path> model(CheckedJob job, Prepared prepared) throws XrayException, IOException {
    Path bundle = job.workspace().bundle();
    if (!Files.isRegularFile(bundle)) {
      return Optional.empty();
    }
    UpToDate check = new UpToDate(job, prepared);
    Optional<RuntimeKey> foretold = RuntimeKey.foretell(job.job().runtime());
    Optional<RuntimeKey> runtime =
        foretold.isPresent()
            ? foretold
            : check.ifAsked(RuntimeKey.of(ModelBundle.read(bundle).description().runtime()));
    return check.isTrained(runtime) ? Optional.of(bundle) : Optional.empty();
  }

  /**
   * What changed since the evaluation was made.
   *
   * @param recorded what the model was trained on; believed where only TensorFlow itself could tell
   *     what this machine would use
   * @return in words, to follow "since"; empty if nothing changed
   */
  static Optional<String> change(CheckedJob job, RuntimeInfo recorded)
      throws XrayException, IOException {
    UpToDate check = new UpToDate(job, PrepareStep.read(job));
    if (!check.isPrepared()) {
      return Optional.of("images, labels or split changed");
    }
    Optional<RuntimeKey> runtime = RuntimeKey.foretell(job.job().runtime());
    if (!check.isTrained(runtime.isPresent() ? runtime : check.ifAsked(RuntimeKey.of(recorded)))) {
      return Optional.of("settings, seed or versions are not those of the model that stands");
    }
    return stands(job.workspace().evaluationStamp(), EvaluationDigest.of(job, check.prepared))
            .isPresent()
        ? Optional.empty()
        : Optional.of(
            "its files were altered, a cross-validation was made or lost since, or another version"
                + " of xray made it");
  }

  /** A recorded runtime, if these settings allow for it. */
  private Optional<RuntimeKey> ifAsked(RuntimeKey recorded) {
    return recorded.threads() == job.job().runtime().threads()
            && recorded.oneDnn() == job.job().runtime().oneDnn()
        ? Optional.of(recorded)
        : Optional.empty();
  }

  private boolean isTrained() throws XrayException, IOException {
    return isTrained(RuntimeKey.foretell(job.job().runtime()));
  }

  private boolean isTrained(Optional<RuntimeKey> runtime) throws XrayException, IOException {
    if (runtime.isEmpty() || !isPrepared()) {
      return false;
    }
    String digest = TrainingDigest.of(job, prepared, runtime.get());
    return stands(job.workspace().modelStamp(), new Packaging(job, prepared, digest).digest())
        .isPresent();
  }

  private Optional<Standing> evaluated() throws XrayException, IOException {
    if (!isTrained()) {
      return Optional.empty();
    }
    Optional<Stamp> stamp =
        stands(job.workspace().evaluationStamp(), EvaluationDigest.of(job, prepared));
    if (stamp.isEmpty()) {
      return Optional.empty();
    }
    EvaluationVerdict.refresh(job, prepared);
    List<String> summary = new ArrayList<>();
    summary.add("Model and evaluation are up to date.");
    summary.addAll(stamp.get().summary());
    return Optional.of(standing(summary));
  }

  /** The stamp of a stage whose inputs are these and whose files are intact. */
  static Optional<Stamp> stands(Path file, String inputs) {
    try {
      Stamp stamp = Stamp.read(file);
      if (!stamp.inputs().equals(inputs)) {
        return Optional.empty();
      }
      stamp.verifyAll(file);
      return Optional.of(stamp);
    } catch (XrayException e) {
      return Optional.empty();
    }
  }

  private Standing standing(List<String> summary) {
    Workspace files = job.workspace();
    return new Standing(
        summary,
        prepared.warnings(),
        files.manifest(),
        files.bundle(),
        ReportWriter.Written.in(files.evaluation()));
  }
}
