package dev.xray.core.dataset.fetch;

import dev.xray.core.SettingException;
import java.util.regex.Pattern;

/**
 * A collection to fetch.
 *
 * @param name what sources call it; letters, digits, dots, hyphens and underscores
 * @param origin where it comes from
 */
public record FetchSpec(String name, Origin origin) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

  /**
   * Checks what can be checked without asking anybody.
   *
   * @param setting its dotted name, such as {@code fetch[0]}
   * @throws SettingException if something cannot be used
   */
  public void validate(String setting) throws SettingException {
    if (!NAME.matcher(name).matches()) {
      throw new SettingException(
          setting + ".name",
          "is '" + name + "', but may have letters, digits, dots, hyphens and underscores only.");
    }
    origin.validate(setting);
  }
}
