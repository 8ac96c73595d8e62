package dev.xray.core.report;

import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.report.AuditDocument.AlarmDocument;
import dev.xray.core.report.AuditDocument.VerdictDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether a result was audited, and what the audit came to; stands in {@code evaluation.json}.
 *
 * @param status {@value #AUDITED}: by an audit of this very model and these data; {@value
 *     #OUTDATED}: there is an audit, but not of them; {@value #NOT_AUDITED}
 * @param reason what is wrong with an outdated audit, to follow "since"
 * @param verdict where it was audited
 * @param checks statistical checks that were made, where it was audited
 * @param alarms names of those that raised an alarm, in the order of {@code audit.json}
 * @param sha256 of the {@code audit.json} that says so, lower-case hex
 */
public record AuditStatus(
    String status,
    Optional<String> reason,
    Optional<VerdictDocument> verdict,
    Optional<Integer> checks,
    Optional<List<String>> alarms,
    Optional<String> sha256) {
  /** An audit of this very model and data stands. */
  public static final String AUDITED = "audited";

  /** An audit stands, of something else. */
  public static final String OUTDATED = "outdated";

  /** There is no audit. */
  public static final String NOT_AUDITED = "not audited";

  /** There is no audit. */
  public static final AuditStatus NONE = unaudited(NOT_AUDITED, Optional.empty());

  /** Copies the list. */
  public AuditStatus {
    alarms = alarms.map(List::copyOf);
  }

  /**
   * There is an audit, but it says nothing of this result.
   *
   * @param reason such as {@code "it is of another model"}
   */
  public static AuditStatus outdated(String reason) {
    return unaudited(OUTDATED, Optional.of(reason));
  }

  private static AuditStatus unaudited(String status, Optional<String> reason) {
    return new AuditStatus(
        status, reason, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * What an audit of this very model and data says.
   *
   * @param json its {@code audit.json}
   * @throws XrayException if the file is not such a document
   * @throws IOException if it cannot be read
   */
  public static AuditStatus of(Path json) throws XrayException, IOException {
    String text = Files.readString(json); // once: the digest is that of what was understood
    AuditDocument document = AuditDocument.of(text, json);
    return new AuditStatus(
        AUDITED,
        Optional.empty(),
        Optional.of(document.verdict()),
        Optional.of(document.alarms().size()),
        Optional.of(
            document.alarms().stream()
                .filter(AlarmDocument::raised)
                .map(AlarmDocument::check)
                .toList()),
        Optional.of(Hashes.sha256(text.getBytes(StandardCharsets.UTF_8))));
  }
}
