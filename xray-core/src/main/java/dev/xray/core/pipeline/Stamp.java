package dev.xray.core.pipeline;

import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a stage made, and from what: written last, so that a stage with a stamp is complete.
 *
 * @param inputs digest of everything that decides the outputs
 * @param summary what the stage told the user
 * @param outputs file, relative to the stamp's folder, to SHA-256
 */
record Stamp(String inputs, List<String> summary, SortedMap<String, String> outputs) {
  /** Stamps what a stage made. */
  static void write(Path stamp, String inputs, List<String> summary, Collection<Path> files)
      throws IOException {
    SortedMap<String, String> outputs = new TreeMap<>();
    for (Path file : files) {
      outputs.put(name(stamp, file), Hashes.sha256(Files.readAllBytes(file)));
    }
    Json.write(stamp, new Stamp(inputs, List.copyOf(summary), outputs));
  }

  /**
   * Reads a stamp.
   *
   * @throws XrayException if there is none, or it cannot be read; says so
   */
  static Stamp read(Path stamp) throws XrayException {
    if (!Files.isRegularFile(stamp)) {
      throw new XrayException("there is none yet");
    }
    try {
      return Json.read(stamp, Stamp.class);
    } catch (IOException e) {
      throw new XrayException(stamp + " cannot be read: " + e, e);
    }
  }

  /**
   * Makes sure that a file is what the stage made.
   *
   * @throws XrayException if it is missing, unknown or altered; says so
   */
  void verify(Path stamp, Path file) throws XrayException {
    verify(stamp, name(stamp, file));
  }

  /** SHA-256 that a file had when the stage made it. */
  String sha256(Path stamp, Path file) throws XrayException {
    return Optional.ofNullable(outputs.get(name(stamp, file)))
        .orElseThrow(() -> new XrayException(stamp + " does not name " + file.getFileName()));
  }

  /**
   * Makes sure that all files are what the stage made.
   *
   * @throws XrayException if one is missing or altered; says so
   */
  void verifyAll(Path stamp) throws XrayException {
    for (String output : outputs.keySet()) {
      verify(stamp, output);
    }
  }

  private void verify(Path stamp, String output) throws XrayException {
    Path file = stamp.resolveSibling(output);
    try {
      if (!Files.isRegularFile(file)) {
        throw new XrayException(file.getFileName() + " is missing");
      }
      if (!Hashes.sha256(Files.readAllBytes(file)).equals(outputs.get(output))) {
        throw new XrayException(file.getFileName() + " was altered");
      }
    } catch (IOException e) {
      throw new XrayException(file + " cannot be read: " + e, e);
    }
  }

  private static String name(Path stamp, Path file) {
    return stamp
        .toAbsolutePath()
        .getParent()
        .relativize(file.toAbsolutePath())
        .toString()
        .replace('\\', '/');
  }
}
