package dev.xray.core.dataset;

import dev.xray.core.SettingException;
import java.util.List;

/**
 * The two classes.
 *
 * @param negative name of class 0, such as {@code normal}
 * @param positive name of class 1, such as {@code covid}; a probability is always the probability
 *     of this class
 */
public record Classes(String negative, String positive) {
  /**
   * Checks the names.
   *
   * @throws SettingException if a name is blank, or cannot name a folder, or both are the same
   */
  public void validate() throws SettingException {
    validate("classes.negative", negative);
    validate("classes.positive", positive);
    if (negative.equalsIgnoreCase(positive)) {
      throw new SettingException(
          "classes.positive", "is " + positive + ", as the negative class: name two classes.");
    }
  }

  /** Both names in the order of their numbers. */
  public List<String> names() {
    return List.of(negative, positive);
  }

  /**
   * Number of a class.
   *
   * @return 0 for the negative class, 1 for the positive
   * @throws IllegalArgumentException if there is no such class
   */
  public int index(String label) {
    int index = names().indexOf(label);
    if (index < 0) {
      throw new IllegalArgumentException(label + " is none of the classes " + names());
    }
    return index;
  }

  private static void validate(String setting, String name) throws SettingException {
    if (name.isBlank() || !name.equals(name.strip())) {
      throw new SettingException(
          setting, "is '" + name + "', but must be a name without blanks at its ends.");
    }
    if (name.matches("\\.+|.*[/\\\\:*?\"<>|\\p{Cntrl}].*")) {
      throw new SettingException(
          setting, "is '" + name + "', but must be a name that a folder can have.");
    }
  }
}
