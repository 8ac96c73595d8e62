package dev.xray.core;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xray.core.codec.GreyImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Objects;

/** Reference values made by {@code src/test/reference/opencv_reference.py}. */
public final class ReferenceImages {
  private static final String FOLDER = "/reference/opencv/";

  private ReferenceImages() {}

  /** Bytes of an encoded image. */
  public static byte[] file(String name) throws IOException {
    try (InputStream stream = ReferenceImages.class.getResourceAsStream(FOLDER + name)) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    }
  }

  /** Pixels that opencv-python gives, from one of the JSON files. */
  public static GreyImage expected(String json, String name) throws IOException {
    JsonNode image = Json.MAPPER.readTree(file(json)).get("images").get(name);
    return new GreyImage(
        image.get("width").asInt(),
        image.get("height").asInt(),
        Base64.getDecoder().decode(image.get("pixels").asText()));
  }
}
