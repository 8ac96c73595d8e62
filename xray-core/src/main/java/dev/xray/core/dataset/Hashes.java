package dev.xray.core.dataset;

import dev.xray.core.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as lower-case hexadecimal digits. */
public final class Hashes {
  private Hashes() {}

  /** SHA-256 of bytes. */
  public static String sha256(byte[] bytes) {
    return hex(sha256().digest(bytes));
  }

  /** SHA-256 of a value's {@link Json#text}, without holding that text. */
  public static String sha256OfJson(Object value) {
    MessageDigest digest = sha256();
    try {
      Json.MAPPER.writeValue(
          new DigestOutputStream(OutputStream.nullOutputStream(), digest), value);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    digest.update((byte) '\n');
    return hex(digest.digest());
  }

  /** A new SHA-256 digest. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Lower-case hexadecimal digits. */
  public static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
