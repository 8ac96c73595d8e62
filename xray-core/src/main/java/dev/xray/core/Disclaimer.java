package dev.xray.core;

/** The statement that every artifact of xray carries. */
public final class Disclaimer {
  /** One line of plain text. */
  public static final String TEXT =
      "Not a medical device. For research and engineering only; not for diagnosis, triage or any clinical decision.";

  private Disclaimer() {}
}
