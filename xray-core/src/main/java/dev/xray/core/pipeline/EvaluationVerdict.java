package dev.xray.core.pipeline;

import dev.xray.core.Folders;
import dev.xray.core.XrayException;
import dev.xray.core.report.AuditStatus;
import dev.xray.core.report.EvaluationDocument;
import dev.xray.core.report.ReportWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an evaluation says of the audit. An evaluation does not depend on the audit, so that its
 * stamp does not name one: what it says is exchanged when the audit changes.
 */
final class EvaluationVerdict {
  private EvaluationVerdict() {}

  /** Whether the job's own model is audited, on the data as they are. */
  static AuditStatus status(CheckedJob job, Prepared prepared) throws XrayException, IOException {
    try {
      return AuditStatus.of(CurrentAudit.of(job, prepared).files().json());
    } catch (OutdatedAuditException e) {
      return e.change().map(AuditStatus::outdated).orElse(AuditStatus.NONE);
    }
  }

  /**
   * Makes the evaluation that stands, if there is one, say what is so now.
   *
   * @return whether it said something else
   */
  static boolean refresh(CheckedJob job, Prepared prepared) throws XrayException, IOException {
    Workspace files = job.workspace();
    Optional<Stamp> standing = standing(job, prepared);
    if (standing.isEmpty()) {
      return false;
    }
    Path json = ReportWriter.Written.in(files.evaluation()).evaluation();
    AuditStatus status = status(job, prepared);
    if (EvaluationDocument.read(json).audit().equals(status)) {
      return false;
    }
    // Without its stamp, what is half exchanged is made anew.
    Folders.delete(files.evaluationStamp());
    ReportWriter.exchange(
        status, CurrentCrossValidation.of(job, prepared.dataset()), files.evaluation());
    List<Path> outputs =
        standing.get().outputs().keySet().stream()
            .map(files.evaluationStamp()::resolveSibling)
            .toList();
    Stamp.write(
        files.evaluationStamp(), standing.get().inputs(), standing.get().summary(), outputs);
    return true;
  }

  private static Optional<Stamp> standing(CheckedJob job, Prepared prepared) throws IOException {
    try {
      return UpToDate.stands(job.workspace().evaluationStamp(), EvaluationDigest.of(job, prepared));
    } catch (XrayException e) {
      // There is no finished model of which an evaluation could speak.
      return Optional.empty();
    }
  }
}
