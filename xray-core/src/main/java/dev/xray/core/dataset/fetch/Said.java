package dev.xray.core.dataset.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.xray.core.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a server says about its refusal, as far as it is for people and safe to show. */
final class Said {
  private static final int MOST_READ = 4096;
  private static final int MOST_SHOWN = 300;

  private Said() {}

  /** The field {@code message} of a JSON body, cut, on one line, without the credentials. */
  static Optional<String> in(InputStream body, Optional<Credentials> credentials) {
    try {
      String text = new String(body.readNBytes(MOST_READ), StandardCharsets.UTF_8);
      JsonNode message = Json.MAPPER.readTree(text).path("message");
      String words = message.asText("").replaceAll("[\\p{Cntrl}\\s]+", " ").trim();
      String safe = credentials.map(secret -> secret.hiddenIn(words)).orElse(words);
      return Optional.of(safe.substring(0, Math.min(MOST_SHOWN, safe.length())))
          .filter(shown -> !shown.isEmpty());
    } catch (JsonProcessingException e) {
      // A page of HTML, which is not for a log.
      return Optional.empty();
    } catch (IOException e) {
      // The status alone says enough.
      return Optional.empty();
    }
  }
}
