package dev.xray.core.evaluation.gate;

/**
 * What came of one demand of a gate.
 *
 * @param title what the demand is called, the same in each build
 * @param status whether it is met
 * @param text a sentence with the figure, its counts and what was asked for, or why it could not be
 *     told
 */
public record GateResult(String title, Status status, String text) {
  /** Whether a demand is met. */
  public enum Status {
    /** It is. */
    PASSED("passed"),
    /** It is not. */
    VIOLATED("violated"),
    /** There is no figure by which it could be told: as bad as a violation. */
    UNDECIDED("cannot be checked");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** In words. */
    public String text() {
      return text;
    }
  }

  /** Whether it is met. */
  public boolean passed() {
    return status == Status.PASSED;
  }
}
