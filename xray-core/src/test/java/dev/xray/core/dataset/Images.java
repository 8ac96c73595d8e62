package dev.xray.core.dataset;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Images for tests. */
public final class Images {
  private Images() {}

  /** An image without a file. */
  static LabeledImage of(String file, String label, Optional<String> patient) {
    return of("source", file, label, patient);
  }

  /** An image without a file, of a source. */
  static LabeledImage of(String source, String file, String label, Optional<String> patient) {
    return of(Path.of("/somewhere", file), source, file, label, "0123456789abcdef", patient);
  }

  /** An image of which no more is known. */
  public static LabeledImage of(
      Path path,
      String source,
      String file,
      String label,
      String sha256,
      Optional<String> patient) {
    return new LabeledImage(
        path,
        source,
        file,
        label,
        sha256,
        patient,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }
}
