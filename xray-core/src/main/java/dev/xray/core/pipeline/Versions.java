package dev.xray.core.pipeline;

import dev.xray.core.runtime.OpenCvRuntime;
import java.util.Optional;

/** Versions that are recorded. */
final class Versions {
  private Versions() {}

  /**
   * Version of this library, from its jar's manifest; {@code development} when run from classes.
   */
  static String xray() {
    return Optional.ofNullable(Versions.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /** Everything that decides what becomes of an image file's bytes, besides settings. */
  static String ofDecoding() {
    return String.join(
        " ",
        xray(),
        OpenCvRuntime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
  }
}
