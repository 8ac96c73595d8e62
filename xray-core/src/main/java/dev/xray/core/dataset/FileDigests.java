package dev.xray.core.dataset;

import dev.xray.core.UnreadableImageException;
import dev.xray.core.codec.ImageCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * SHA-256 of image files. Remembers them between runs: a file of the same name, size, modification
 * time (in nanoseconds, where the file system has them) and inode is not read again. A file that
 * was modified while it kept all of these, which takes intent, is found by {@link #rehashing()}
 * alone. Thread-safe.
 *
 * <p>As with git's index, a file that was modified just before it was read is not remembered: a
 * second change within the same tick of the file system's clock would not show.
 */
public final class FileDigests {
  /** The coarsest clock of a file system in use, that of FAT. */
  private static final Duration TICK = Duration.ofSeconds(2);

  private final Optional<Path> memory;
  private final boolean rehash;
  private final Map<Path, FolderDigests> folders = new ConcurrentHashMap<>();

  private FileDigests(Optional<Path> memory, boolean rehash) {
    this.memory = memory;
    this.rehash = rehash;
  }

  /** Remembers nothing: reads every file. */
  public static FileDigests forgetful() {
    return new FileDigests(Optional.empty(), true);
  }

  /**
   * Remembers in a folder, which several builds may share at the same time. What is damaged there
   * is ignored and made anew. It holds no file name.
   */
  public static FileDigests rememberedIn(Path folder) {
    return new FileDigests(Optional.of(folder), false);
  }

  /** Reads every file again, and remembers what is found. */
  public FileDigests rehashing() {
    return new FileDigests(memory, true);
  }

  /**
   * SHA-256 of an image file.
   *
   * @param folder whose digests are remembered together
   * @param name of the file, relative to it
   * @param file the file
   * @param before its attributes, read earlier
   * @return lower-case hex
   * @throws UnreadableImageException if there is no such file, or it is too large
   * @throws IOException if it cannot be read
   */
  String sha256(Path folder, String name, Path file, BasicFileAttributes before)
      throws UnreadableImageException, IOException {
    if (memory.isEmpty()) {
      return hash(file);
    }
    FolderDigests digests = digests(folder);
    FolderDigests.Key key = FolderDigests.Key.of(name, before);
    Optional<String> known = rehash ? Optional.empty() : digests.find(key);
    if (known.isPresent()) {
      return known.get();
    }
    Instant now = Instant.now();
    String sha256 = hash(file);
    boolean settled = before.lastModifiedTime().toInstant().plus(TICK).isBefore(now);
    BasicFileAttributes after = Files.readAttributes(file, BasicFileAttributes.class);
    if (settled && key.equals(FolderDigests.Key.of(name, after))) {
      digests.put(key, sha256);
    }
    return sha256;
  }

  /** The same for a file at which nobody has looked before. */
  String sha256(Path folder, String name, Path file) throws UnreadableImageException, IOException {
    return memory.isEmpty()
        ? hash(file)
        : sha256(folder, name, file, Files.readAttributes(file, BasicFileAttributes.class));
  }

  /**
   * Writes down what was found out, if anything was. Where that cannot be done, the next run reads
   * the files again.
   */
  public void save() {
    folders.values().forEach(FolderDigests::save);
  }

  private static String hash(Path file) throws UnreadableImageException, IOException {
    return Hashes.sha256(ImageCodec.read(file, file.toString()));
  }

  private FolderDigests digests(Path folder) {
    return folders.computeIfAbsent(
        folder,
        any -> {
          String place = folder.toAbsolutePath().normalize().toString();
          return FolderDigests.open(
              memory.orElseThrow().resolve(Hashes.sha256(place.getBytes(StandardCharsets.UTF_8))));
        });
  }
}
