package dev.xray.core.dataset.fetch;

import dev.xray.core.Json;
import dev.xray.core.XrayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code xray.lock.json}: what each collection held when it was fetched first, to be kept with the
 * POM. The same content gives the same bytes: there is no time and no place of this machine in it.
 *
 * @param formatVersion {@link #FORMAT}
 * @param collections by name
 */
public record LockFile(int formatVersion, Map<String, Locked> collections) {
  /** Its usual name. */
  public static final String NAME = "xray.lock.json";

  static final int FORMAT = 1;

  /**
   * A collection.
   *
   * @param tag of a git repository, if it was named by one
   * @param commit of a git repository, 40 hex digits
   * @param files how many
   * @param bytes of all files together
   * @param sha256 of the text that {@code sha256sum} prints for the files, sorted by path
   */
  public record Locked(
      Optional<String> tag, Optional<String> commit, int files, long bytes, String sha256) {
    Content content() {
      return new Content(files, bytes, sha256);
    }

    static Locked of(Source source, Content content) {
      return new Locked(
          source.tag(), source.commit(), content.files(), content.bytes(), content.sha256());
    }

    static Locked of(Content content) {
      return new Locked(
          Optional.empty(), Optional.empty(), content.files(), content.bytes(), content.sha256());
    }

    /** Whether it is the same, by whatever name it was asked for. */
    boolean isSameAs(Locked other) {
      return commit.equals(other.commit) && content().equals(other.content());
    }
  }

  /** Reads the file; one that is not there holds nothing. */
  static LockFile read(Path file) throws IOException, XrayException {
    if (!Files.exists(file)) {
      return new LockFile(FORMAT, Map.of());
    }
    LockFile read = Json.read(file, LockFile.class);
    if (read.formatVersion() != FORMAT) {
      throw new XrayException(
          file
              + " has format version "
              + read.formatVersion()
              + ", but this version of xray reads "
              + FORMAT
              + ": use the version of xray that wrote it.");
    }
    return read;
  }

  Optional<Locked> find(String name) {
    return Optional.ofNullable(collections.get(name));
  }

  LockFile with(Map<String, Locked> more) {
    Map<String, Locked> all = new TreeMap<>(collections);
    all.putAll(more);
    return new LockFile(FORMAT, all);
  }
}
