package dev.xray.core;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * JSON as xray writes it: indented, keys of maps sorted, absent values left out, the same bytes
 * every time.
 */
public final class Json {
  /** Thread-safe; do not reconfigure. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  private Json() {}

  /**
   * The JSON text of a value, with a newline at its end.
   *
   * @throws IllegalArgumentException if the value cannot be written: a bug
   */
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Writes a value to a file, atomically; makes the folder. */
  public static void write(Path file, Object value) throws IOException {
    AtomicFiles.write(file, text(value).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a value from a file.
   *
   * @throws XrayException if the file is not JSON of that type
   */
  public static <T> T read(Path file, Class<T> type) throws IOException, XrayException {
    return of(Files.readString(file), file, type);
  }

  /**
   * A value from what was read from a file.
   *
   * @param text all of it
   * @param file where it was read, for the message
   * @throws XrayException if the text is not JSON of that type
   */
  public static <T> T of(String text, Path file, Class<T> type) throws XrayException {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new XrayException(
          file
              + " cannot be read as JSON: "
              + e.getOriginalMessage()
              + " Delete it, so that it is made anew.",
          e);
    }
  }
}
