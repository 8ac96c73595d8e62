package dev.xray.core.report;

import java.util.Optional;

/**
 * The sections of an audit that may be missing, since their half of the audit was not made.
 *
 * @param associations how far the label follows from what the files are
 * @param baselines how well null baselines do
 * @param probes what becomes of the score when pictures are changed
 * @param explanation where the model looks
 */
public record AuditSections(
    Optional<AssociationSection> associations,
    Optional<BaselineSection> baselines,
    Optional<ProbeSection> probes,
    Optional<ExplanationSection> explanation) {
  /** No section. */
  public static final AuditSections NONE =
      new AuditSections(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** The same with this section. */
  public AuditSections with(AssociationSection section) {
    return new AuditSections(Optional.of(section), baselines, probes, explanation);
  }

  /** The same with this section. */
  public AuditSections with(BaselineSection section) {
    return new AuditSections(associations, Optional.of(section), probes, explanation);
  }

  /** The same with this section. */
  public AuditSections with(ProbeSection section) {
    return new AuditSections(associations, baselines, Optional.of(section), explanation);
  }

  /** The same with this section. */
  public AuditSections with(ExplanationSection section) {
    return new AuditSections(associations, baselines, probes, Optional.of(section));
  }
}
