package dev.xray.core.dataset.fetch;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A user name and a password or key. No text is ever made of them but what goes to the server that
 * they are for: not a record, so that none can be printed by accident.
 */
public final class Credentials {
  private final String user;
  private final String password;
  private final String whence;

  /**
   * Constructs credentials.
   *
   * @param whence where they were found, for messages, such as {@code the <server> hospital of
   *     settings.xml}
   */
  public Credentials(String user, String password, String whence) {
    this.user = user;
    this.password = password;
    this.whence = whence;
  }

  String user() {
    return user;
  }

  String password() {
    return password;
  }

  /** Value of the header {@code Authorization} or {@code Proxy-Authorization}. */
  String basic() {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /** A text of others, in case they have put the password into it. */
  String hiddenIn(String text) {
    return password.isEmpty() ? text : text.replace(password, "***").replace(basic(), "***");
  }

  @Override
  public String toString() {
    return "credentials from " + whence;
  }
}
