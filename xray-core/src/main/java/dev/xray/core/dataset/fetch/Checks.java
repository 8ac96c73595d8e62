package dev.xray.core.dataset.fetch;

import dev.xray.core.SettingException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What settings of several origins have in common. */
final class Checks {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private Checks() {}

  static void url(
      String setting, String text, Set<String> schemes, Optional<Credentials> credentials)
      throws SettingException {
    URI url;
    try {
      url = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new SettingException(setting, "is '" + withoutUser(text) + "', which is no URL.");
    }
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (url.getRawUserInfo() != null) {
      throw new SettingException(
          setting,
          "is '"
              + withoutUser(text)
              + "' with a user or password in it: these belong into a <server> of Maven's"
              + " settings.xml, whose id <server> names.");
    }
    if (!schemes.contains(scheme) || (!scheme.equals("file") && url.getHost() == null)) {
      throw new SettingException(
          setting, "is '" + withoutUser(text) + "', but must begin with https://.");
    }
    if (credentials.isPresent() && scheme.equals("http") && !isLoopback(url.getHost())) {
      throw new SettingException(
          setting, "is '" + text + "', where everybody could read the password: use https://.");
    }
  }

  static void sha256(String setting, Optional<String> sha256) throws SettingException {
    if (sha256.isPresent() && !SHA256.matcher(sha256.get()).matches()) {
      throw new SettingException(
          setting + ".sha256",
          "is '"
              + sha256.get()
              + "', but must be 64 hexadecimal digits in lower case, as sha256sum FILE prints"
              + " them.");
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }

  private static String withoutUser(String url) {
    return url.replaceFirst("//[^/@]*@", "//***@");
  }
}
