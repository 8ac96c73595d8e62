package dev.xray.core.pipeline;

import dev.xray.core.Folders;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.training.History;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Trained models by their training digest, in a folder that survives {@code clean} and that several
 * builds may use at the same time: an entry is a folder that appears as a whole and never changes.
 * The entries that were used least recently make room for new ones.
 */
final class ModelCache {
  /** Some fifty models of the article's size. */
  static final long LIMIT = 1L << 30;

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final String BUNDLE = "model.jar";
  private static final String HISTORY = "history.json";
  private static final String RECORD = "training.json";
  private static final String STAMP = "stamp.json";

  private final Path folder;
  private final long limit;

  ModelCache(Path folder) {
    this(folder, LIMIT);
  }

  ModelCache(Path folder, long limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /**
   * A model that was trained with this digest; its files are verified. An entry that is damaged is
   * removed.
   */
  Optional<Kept> find(String digest, XrayListener listener) throws IOException {
    Path entry = folder.resolve(digest);
    if (!Files.isDirectory(entry)) {
      return Optional.empty();
    }
    try {
      Path stamp = entry.resolve(STAMP);
      Stamp.read(stamp).verifyAll(stamp);
      Kept kept =
          new Kept(
              ModelBundle.read(entry.resolve(BUNDLE)),
              Json.read(entry.resolve(HISTORY), History.class),
              Json.read(entry.resolve(RECORD), TrainingRecord.class));
      if (!kept.bundle().description().trainingDigest().equals(digest)) {
        throw new XrayException("it holds another model");
      }
      touch(stamp);
      return Optional.of(kept);
    } catch (XrayException | IOException e) {
      listener.warning(
          "The cached model " + entry + " cannot be used, and is removed: " + e.getMessage() + ".");
      Folders.delete(entry);
      return Optional.empty();
    }
  }

  /** Keeps the model of a workspace; a cache that cannot be written never fails a training. */
  void put(String digest, Workspace files, XrayListener listener) {
    Path entry = folder.resolve(digest);
    if (Files.isDirectory(entry)) {
      return;
    }
    try {
      Path temporary = folder.resolve(digest + "." + UUID.randomUUID() + ".tmp");
      try {
        fill(temporary, files);
        makeRoom(size(temporary));
        Files.move(temporary, entry, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Folders.delete(temporary);
      }
    } catch (FileSystemException e) {
      if (!Files.isDirectory(entry)) {
        listener.warning("The model cannot be kept in the cache " + folder + ": " + e + ".");
      }
    } catch (IOException e) {
      listener.warning("The model cannot be kept in the cache " + folder + ": " + e + ".");
    }
  }

  /** Forgets a model, if it is there. */
  void remove(String digest) throws IOException {
    Folders.delete(folder.resolve(digest));
  }

  private static void fill(Path temporary, Workspace files) throws IOException {
    Files.createDirectories(temporary);
    Files.copy(files.bundle(), temporary.resolve(BUNDLE));
    Files.copy(files.history(), temporary.resolve(HISTORY));
    Files.copy(files.trainingRecord(), temporary.resolve(RECORD));
    Stamp.write(
        temporary.resolve(STAMP),
        "",
        List.of(),
        List.of(temporary.resolve(BUNDLE), temporary.resolve(HISTORY), temporary.resolve(RECORD)));
  }

  private void makeRoom(long wanted) throws IOException {
    List<Path> entries;
    try (Stream<Path> found = Files.list(folder)) {
      entries =
          found
              .filter(entry -> DIGEST.matcher(entry.getFileName().toString()).matches())
              .sorted(Comparator.comparing(ModelCache::lastUse))
              .toList();
    }
    long total = wanted;
    for (Path entry : entries) {
      total += size(entry);
    }
    for (Path entry : entries) {
      if (total <= limit) {
        return;
      }
      total -= size(entry);
      Folders.delete(entry);
    }
  }

  private static void touch(Path stamp) throws IOException {
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.now()));
  }

  private static FileTime lastUse(Path entry) {
    try {
      return Files.getLastModifiedTime(entry.resolve(STAMP));
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static long size(Path entry) throws IOException {
    long size = 0;
    try (Stream<Path> files = Files.list(entry)) {
      for (Path file : files.toList()) {
        size += Files.size(file);
      }
    }
    return size;
  }
}
