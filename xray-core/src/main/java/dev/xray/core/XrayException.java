package dev.xray.core;

/**
 * The user's input cannot be used. The message says what is wrong, which file or setting, and what
 * to do about it; it is shown as it stands, without a stack trace. Bugs are unchecked exceptions
 * instead.
 */
public class XrayException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Constructs an exception.
   *
   * @param message one clear sentence or two, for the user
   */
  public XrayException(String message) {
    super(message);
  }

  /**
   * Constructs an exception with its technical cause, which is shown on request only.
   *
   * @param message one clear sentence or two, for the user
   * @param cause what was thrown below
   */
  public XrayException(String message, Throwable cause) {
    super(message, cause);
  }
}
