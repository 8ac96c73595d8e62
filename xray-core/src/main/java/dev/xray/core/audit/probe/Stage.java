package dev.xray.core.audit.probe;

/** On what a change is made. */
public enum Stage {
  /**
   * On the decoded grey picture, before the model's preprocessing: how a picture was taken and
   * stored. The preprocessing then does what it would do to such a file, which is a part of what is
   * asked.
   */
  DECODED("decoded picture"),
  /**
   * On the pixels that the network sees, after preprocessing: what stands where. Before it, the
   * histogram equalisation would spread each local change over the whole picture, and nothing could
   * be said of the place.
   */
  PREPROCESSED("network's input");

  private final String text;

  Stage(String text) {
    this.text = text;
  }

  /** For a reader. */
  public String text() {
    return text;
  }
}
