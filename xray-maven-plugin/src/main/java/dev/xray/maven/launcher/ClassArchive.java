package dev.xray.maven.launcher;

import dev.xray.core.AtomicFiles;
import dev.xray.core.dataset.Hashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The classes that a worker loads, as the JVM keeps them (class data sharing), so that the next
 * worker need not parse and verify them: half a second of a core. The first worker of a kind writes
 * the archive when it ends; it appears as a whole, and is never changed. The JVM itself checks that
 * an archive fits, and does without one that does not.
 */
final class ClassArchive {
  /** Of about 30 MB each; those that were used least recently make room. */
  static final int LIMIT = 10;

  private static final String ENDING = ".jsa";

  private final Path file;

  private ClassArchive(Path file) {
    this.file = file;
  }

  /**
   * The archive of workers that run alike.
   *
   * @param folder of archives
   * @param classPath of the worker
   * @param kind of its task: another loads other classes
   * @return empty where the JVM would refuse: it archives classes from jars alone
   */
  static Optional<ClassArchive> of(Path folder, List<Path> classPath, String kind) {
    StringBuilder key = new StringBuilder(kind);
    key.append('\n').append(Runtime.version()).append('\n').append(System.getProperty("java.home"));
    for (Path jar : classPath) {
      try {
        if (!Files.isRegularFile(jar)) {
          return Optional.empty();
        }
        key.append('\n').append(jar.toAbsolutePath());
        key.append('\n').append(Files.size(jar)).append(' ').append(Files.getLastModifiedTime(jar));
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    String name = Hashes.sha256(key.toString().getBytes(StandardCharsets.UTF_8));
    return Optional.of(new ClassArchive(folder.resolve(name + ENDING)));
  }

  /**
   * Whether somebody else decides on class data sharing.
   *
   * @param flags of a JVM
   */
  static boolean isDecidedIn(String flags) {
    return flags.contains("-Xshare") || flags.contains("Archive");
  }

  /**
   * Flags for the JVM. What it says of classes that it cannot archive goes to the worker's log.
   *
   * @param fresh where a worker writes the archive, if there is none
   */
  List<String> flags(Path fresh) {
    String use =
        Files.isRegularFile(file)
            ? "-XX:SharedArchiveFile=" + file
            : "-XX:ArchiveClassesAtExit=" + fresh;
    return List.of(use, "-Xshare:auto");
  }

  /** Keeps what a worker wrote, if it did. Fails silently: it costs the next one time, no more. */
  void keep(Path fresh) {
    try {
      if (Files.isRegularFile(fresh) && !Files.exists(file)) {
        AtomicFiles.write(file, temporary -> Files.copy(fresh, temporary));
        makeRoom();
      } else if (Files.exists(file)) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      }
    } catch (IOException e) {
      // As if there had been none.
    }
  }

  private void makeRoom() throws IOException {
    List<Path> archives;
    try (Stream<Path> files = Files.list(file.getParent())) {
      archives =
          files
              .filter(other -> other.toString().endsWith(ENDING))
              .sorted(Comparator.comparing(ClassArchive::lastUse).reversed())
              .toList();
    }
    for (Path old : archives.subList(Math.min(LIMIT, archives.size()), archives.size())) {
      Files.deleteIfExists(old);
    }
  }

  private static FileTime lastUse(Path archive) {
    try {
      return Files.getLastModifiedTime(archive);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
