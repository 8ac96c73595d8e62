package dev.xray.core.audit.probe;

/** What a change should do to the score of a model that sees the disease. */
public enum Expectation {
  /**
   * The score should fall towards guessing, since the disease was taken away or torn apart. A model
   * that still tells the classes apart, rightly or in reverse, sees something else.
   */
  FALLS("should fall to 0.5"),
  /**
   * The score should stay, since nothing of the disease was touched. A model that loses it relies
   * on what was changed.
   */
  STAYS("should stay");

  private final String text;

  Expectation(String text) {
    this.text = text;
  }

  /** For a reader. */
  public String text() {
    return text;
  }
}
