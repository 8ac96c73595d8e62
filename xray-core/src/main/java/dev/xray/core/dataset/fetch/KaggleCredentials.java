package dev.xray.core.dataset.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where Kaggle's own tools look for the token, in their order. */
public final class KaggleCredentials {
  private KaggleCredentials() {}

  /**
   * The token: from {@code KAGGLE_USERNAME} and {@code KAGGLE_KEY}, or from {@code kaggle.json} in
   * {@code KAGGLE_CONFIG_DIR} or {@code ~/.kaggle}.
   *
   * @param environment of the process
   * @param home the user's folder
   * @return empty if there is none
   * @throws XrayException if there is a file, but not as Kaggle makes it; says nothing of its
   *     content
   */
  public static Optional<Credentials> find(Map<String, String> environment, Path home)
      throws XrayException, IOException {
    String user = environment.getOrDefault("KAGGLE_USERNAME", "");
    String key = environment.getOrDefault("KAGGLE_KEY", "");
    if (!user.isBlank() && !key.isBlank()) {
      return Optional.of(
          new Credentials(user.trim(), key.trim(), "KAGGLE_USERNAME and KAGGLE_KEY"));
    }
    String folder = environment.getOrDefault("KAGGLE_CONFIG_DIR", "");
    Path file =
        (folder.isBlank() ? home.resolve(".kaggle") : Path.of(folder)).resolve("kaggle.json");
    return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
  }

  private static Credentials read(Path file) throws XrayException, IOException {
    try {
      JsonNode token = Json.MAPPER.readTree(Files.readString(file));
      String user = token.path("username").asText("");
      String key = token.path("key").asText("");
      if (!user.isBlank() && !key.isBlank()) {
        return new Credentials(user, key, file.toString());
      }
    } catch (JsonProcessingException e) {
      // The cause would show what is in the file.
      throw unusable(file);
    }
    throw unusable(file);
  }

  private static XrayException unusable(Path file) {
    return new XrayException(
        file
            + " is no token as Kaggle makes it, {\"username\": \"...\", \"key\": \"...\"}: make a"
            + " new one at https://www.kaggle.com/settings.");
  }
}
