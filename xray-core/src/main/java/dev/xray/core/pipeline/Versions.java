package dev.xray.core.pipeline;

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
}
