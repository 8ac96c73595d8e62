package dev.xray.core.pipeline;

import dev.xray.core.Folders;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.audit.Severity;
import dev.xray.core.audit.leakage.AuditedFold;
import dev.xray.core.audit.leakage.Leakage;
import dev.xray.core.audit.leakage.LeakageChecks;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.report.AuditData;
import dev.xray.core.report.AuditProvenance;
import dev.xray.core.report.AuditSections;
import dev.xray.core.report.AuditWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The leakage firewall of a cross-validation: no fold is trained where one leaks. */
final class FoldLeakageStep {
  private final CheckedJob job;
  private final CrossValidationSettings settings;
  private final CrossValidationPlan plan;

  FoldLeakageStep(CheckedJob job, CrossValidationSettings settings, CrossValidationPlan plan) {
    this.job = job;
    this.settings = settings;
    this.plan = plan;
  }

  /**
   * Checks, unless the same was checked before.
   *
   * @throws XrayException if something serious was found that is not accepted; names the images,
   *     which {@code cross-validation/audit/audit.html} shows side by side
   */
  void run(XrayListener listener) throws XrayException, IOException {
    if (stands()) {
      return;
    }
    Workspace files = job.workspace();
    Folders.delete(files.crossValidationLeakageStamp());
    AuditWriter.clear(files.crossValidationAudit());
    List<LabeledImage> images = plan.dataset().images();
    Decoders.load(job, images);
    Leakage leakage =
        LeakageChecks.run(
            images,
            folds(),
            settings.folds().isEmpty(),
            job.records(),
            LeakageStep.forTraining(job),
            job.job().runtime().threads(),
            done -> listener.progress("Looking for leakage", done, images.size()));
    Firewall.pass(leakage, LeakageStep.accepted(job), () -> write(leakage), listener);
    Stamp.write(files.crossValidationLeakageStamp(), digest(), serious(leakage), List.of());
  }

  /** Whether the same passed before. */
  boolean stands() {
    try {
      return Stamp.read(job.workspace().crossValidationLeakageStamp()).inputs().equals(digest());
    } catch (XrayException e) {
      return false;
    }
  }

  /** What was accepted, for the result to say; names no file and no patient. */
  List<String> accepted() throws XrayException {
    return Stamp.read(job.workspace().crossValidationLeakageStamp()).summary();
  }

  private static List<String> serious(Leakage leakage) {
    return leakage.findings().stream()
        .filter(finding -> finding.severity() == Severity.SERIOUS)
        .map(finding -> finding.text() + " It was accepted by name: " + finding.check() + ".")
        .toList();
  }

  private List<AuditedFold> folds() {
    return plan.folds().stream()
        .map(
            fold ->
                new AuditedFold(
                    "fold "
                        + fold.name()
                        + (settings.repeats() > 1 ? " of repeat " + fold.repeat() : ""),
                    fold.split()))
        .toList();
  }

  private Path write(Leakage leakage) throws XrayException, IOException {
    return AuditWriter.write(
            new AuditData(
                job.job().name(),
                plan.dataset().classes(),
                leakage,
                List.copyOf(LeakageStep.accepted(job)),
                List.of(),
                AuditSections.NONE,
                new AuditProvenance(
                    Map.of("dataset", CrossValidationPlan.digest(plan.dataset())),
                    Map.of(
                        "audit.accept",
                        List.copyOf(LeakageStep.accepted(job)),
                        "crossValidation",
                        settings),
                    Map.of("xray", Versions.xray())),
                FindingPictures.of(leakage),
                Map.of(),
                Optional.empty()),
            job.workspace().crossValidationAudit())
        .page();
  }

  /** Everything that decides what is found, and whether it fails. */
  private record Inputs(
      String xray, String dataset, boolean bySource, List<String> folds, Set<String> accepted) {}

  private String digest() {
    Inputs inputs =
        new Inputs(
            Versions.xray(),
            CrossValidationPlan.digest(plan.dataset()),
            settings.folds().isEmpty(),
            plan.folds().stream()
                .map(fold -> fold.name() + " " + fold.repeat() + " " + Json.text(fold.split()))
                .toList(),
            LeakageStep.accepted(job));
    return Hashes.sha256OfJson(inputs);
  }
}
