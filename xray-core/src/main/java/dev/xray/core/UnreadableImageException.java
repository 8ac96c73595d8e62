package dev.xray.core;

/**
 * A file is not an image that can be decoded: truncated, empty, too large or of an unsupported
 * format.
 */
public class UnreadableImageException extends XrayException {
  private static final long serialVersionUID = 1L;

  /** The file, as the user knows it. */
  private final String file;

  /**
   * Constructs an exception.
   *
   * @param file the file, as the user knows it
   * @param problem what is wrong with it and what to do; reads on after the file's name
   */
  public UnreadableImageException(String file, String problem) {
    super(file + " " + problem);
    this.file = file;
  }

  /** The file, as the user knows it. */
  public String file() {
    return file;
  }
}
