package dev.xray.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes files so that a reader sees either the old content or the whole new one. */
public final class AtomicFiles {
  private AtomicFiles() {}

  /** What fills a file. */
  @FunctionalInterface
  public interface Filler {
    /** Writes the whole content to {@code temporary}. */
    void fill(Path temporary) throws IOException;
  }

  /** Writes bytes to a file; makes its folder. */
  public static void write(Path file, byte[] content) throws IOException {
    write(file, temporary -> Files.write(temporary, content));
  }

  /** Lets {@code filler} write a temporary file in the same folder, then moves it into place. */
  public static void write(Path file, Filler filler) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // Not createTempFile: its files can be read by their owner alone, and so could the results.
    Path temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      filler.fill(temporary);
      Files.move(
          temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
