package dev.xray.core.audit;

/** How much a finding weighs. The gravest comes first. */
public enum Severity {
  /** The build fails, unless the finding is accepted by its name. */
  SERIOUS,
  /** The result is weaker than it looks; the build goes on. */
  WARNING,
  /** Worth knowing. */
  NOTE
}
