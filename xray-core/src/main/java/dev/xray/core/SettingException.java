package dev.xray.core;

/**
 * A setting has a value that cannot be used, or does not exist. A front end knows how its users
 * write the setting (the Maven plugin: {@code <epochs>} or {@code -Dxray.epochs}) and words the
 * error with it.
 */
public class SettingException extends XrayException {
  private static final long serialVersionUID = 1L;

  /** Name of the setting, such as {@code training.epochs}. */
  private final String setting;

  /** What is wrong and what to do, without the name of the setting. */
  private final String problem;

  /**
   * Constructs an exception.
   *
   * @param setting dotted name of the setting, such as {@code training.epochs} or {@code
   *     sources[0].images}
   * @param problem what is wrong with its value and what would be right; reads on after the name of
   *     the setting, such as {@code "is 1.5, but must be between 0 and 1"}
   */
  public SettingException(String setting, String problem) {
    super(setting + " " + problem);
    this.setting = setting;
    this.problem = problem;
  }

  /** Dotted name of the setting. */
  public String setting() {
    return setting;
  }

  /** What is wrong, without the name of the setting. */
  public String problem() {
    return problem;
  }
}
