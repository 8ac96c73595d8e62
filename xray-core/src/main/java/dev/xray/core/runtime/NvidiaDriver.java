package dev.xray.core.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Looks for what TensorFlow needs before it can find a GPU, without loading anything. */
final class NvidiaDriver {
  private NvidiaDriver() {}

  /** Whether this machine may have a GPU that TensorFlow can use; {@code false} is certain. */
  static boolean mayBePresent() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (os.contains("mac")) {
      return false;
    }
    if (os.contains("win")) {
      String root = Optional.ofNullable(System.getenv("SystemRoot")).orElse("C:\\Windows");
      return Files.exists(Path.of(root, "System32", "nvcuda.dll"));
    }
    // The driver's control device, and the one that the Windows Subsystem for Linux has instead.
    return Files.exists(Path.of("/dev/nvidiactl")) || Files.exists(Path.of("/dev/dxg"));
  }
}
