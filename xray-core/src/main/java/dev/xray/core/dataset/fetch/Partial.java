package dev.xray.core.dataset.fetch;

import dev.xray.core.Json;
import dev.xray.core.XrayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A download as far as it has come: the bytes, and what the server called the file, so that it can
 * be asked for the rest of the same file and no other.
 */
final class Partial {
  private final Path file;
  private final Path record;

  /**
   * What the server said of the file.
   *
   * @param validator its strong ETag or date of change, to be given back in {@code If-Range}
   * @param length in bytes
   * @param complete whether all of it has come
   */
  record State(Optional<String> validator, Optional<Long> length, boolean complete) {}

  private Partial(Path file) {
    this.file = file;
    this.record = file.resolveSibling(file.getFileName() + ".json");
  }

  static Partial of(Path file) {
    return new Partial(file);
  }

  Path file() {
    return file;
  }

  long size() throws IOException {
    return Files.isRegularFile(file) ? Files.size(file) : 0;
  }

  State state() throws IOException {
    if (!Files.isRegularFile(record) || !Files.isRegularFile(file)) {
      return new State(Optional.empty(), Optional.empty(), false);
    }
    try {
      return Json.read(record, State.class);
    } catch (XrayException e) {
      // Written by another version: begin anew.
      return new State(Optional.empty(), Optional.empty(), false);
    }
  }

  /** Forgets the bytes, and remembers what the server says of the file that is to come. */
  void begin(Optional<String> validator, Optional<Long> length) throws IOException {
    forget();
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.createFile(file);
    Json.write(record, new State(validator, length, false));
  }

  /** To be called when the bytes are on the disk and are all there are. */
  void complete() throws IOException {
    State state = state();
    Json.write(record, new State(state.validator(), Optional.of(size()), true));
  }

  boolean isComplete() throws IOException {
    State state = state();
    return state.complete() && state.length().isPresent() && state.length().get() == size();
  }

  void forget() throws IOException {
    Files.deleteIfExists(record);
    Files.deleteIfExists(file);
  }
}
