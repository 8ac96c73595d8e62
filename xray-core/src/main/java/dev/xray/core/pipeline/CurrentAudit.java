package dev.xray.core.pipeline;

import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.report.AuditDocument;
import dev.xray.core.report.AuditWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The audit of a job's own model, known to speak of the model that stands and of the data as they
 * are.
 *
 * @param document what it says
 * @param files where it is
 */
public record CurrentAudit(AuditDocument document, AuditWriter.Written files) {
  private static final String MODEL = "model";

  /**
   * Finds it. Reads and hashes, loads no native library, writes nothing.
   *
   * @throws OutdatedAuditException if there is none, it cannot be read, it is not of this model, or
   *     something changed since
   * @throws XrayException if the data set or a setting cannot be used
   */
  public static CurrentAudit of(Job told) throws XrayException, IOException {
    CheckedJob job = CheckedJob.of(told);
    return of(job, PrepareStep.read(job));
  }

  static CurrentAudit of(CheckedJob job, Prepared prepared) throws XrayException, IOException {
    AuditWriter.Written files = AuditWriter.Written.in(job.workspace().audit());
    if (!Files.isRegularFile(files.json())) {
      throw new OutdatedAuditException(
          "There is no audit yet: " + files.json() + " is missing.", Optional.empty());
    }
    AuditDocument document = read(files.json());
    Optional<String> change = change(job, prepared, document);
    if (change.isPresent()) {
      throw outdated(change.get(), files.json());
    }
    return new CurrentAudit(document, files);
  }

  private static AuditDocument read(Path json) throws XrayException, IOException {
    try {
      return AuditDocument.read(json);
    } catch (XrayException e) {
      throw outdated("it cannot be read", json);
    }
  }

  private static OutdatedAuditException outdated(String change, Path json) {
    return new OutdatedAuditException(
        "The audit is not up to date, since " + change + ": " + json + ".", Optional.of(change));
  }

  /** What is wrong with it. */
  private static Optional<String> change(CheckedJob job, Prepared prepared, AuditDocument document)
      throws XrayException, IOException {
    String audited = document.provenance().digests().get(MODEL);
    if (audited == null) {
      return Optional.of("it looked at the data alone");
    }
    Path bundle = job.workspace().bundle();
    if (!Files.isRegularFile(bundle)
        || !Hashes.sha256(Files.readAllBytes(bundle)).equals(audited)) {
      return Optional.of("it is of another model");
    }
    if (!UpToDate.isPrepared(job, prepared)) {
      return Optional.of("images, labels or split changed");
    }
    return UpToDate.audit(job, prepared).isPresent()
        ? Optional.empty()
        : Optional.of(
            "its files were altered, its settings, masks or external sets changed, or another"
                + " version of xray made it");
  }
}
