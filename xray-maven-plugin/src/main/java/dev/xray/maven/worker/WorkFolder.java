package dev.xray.maven.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one run of a worker: its request, its arguments and its {@code java.io.tmpdir}, so
 * that what a library unpacks there is removed even if the worker is killed. Where the file system
 * knows permissions, only its owner may enter it. Its name carries the process id of the Maven that
 * made it.
 */
public final class WorkFolder implements AutoCloseable {
  private static final String PREFIX = "worker-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-\\d+");

  private final Path path;

  /** Makes a folder and removes those of Mavens that are no more. */
  public WorkFolder(Path parent) throws IOException {
    Files.createDirectories(parent);
    deleteAbandoned(parent);
    long pid = ProcessHandle.current().pid();
    path = Files.createTempDirectory(parent.toAbsolutePath(), PREFIX + pid + "-");
    Files.createDirectory(temporary());
  }

  /** The request. */
  public Path request() {
    return path.resolve("request.json");
  }

  /** The JVM's argument file. */
  public Path arguments() {
    return path.resolve("java.args");
  }

  /** Where the JVM archives the classes that it has loaded, if it is told to. */
  public Path classes() {
    return path.resolve("classes.jsa");
  }

  /** The worker's {@code java.io.tmpdir}; the folder itself is its parent. */
  public Path temporary() {
    return path.resolve("tmp");
  }

  @Override
  public void close() {
    delete(path);
  }

  private static void deleteAbandoned(Path parent) throws IOException {
    List<Path> folders;
    try (Stream<Path> stream = Files.list(parent)) {
      folders = stream.filter(WorkFolder::abandoned).toList();
    }
    folders.forEach(WorkFolder::delete);
  }

  private static boolean abandoned(Path folder) {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
  }

  /**
   * Deletes a working folder with its content, as far as possible: Windows keeps libraries that are
   * still mapped, and the next run tries again. Any other folder is left alone.
   */
  static void delete(Path folder) {
    if (!NAME.matcher(folder.getFileName().toString()).matches()) {
      return;
    }
    try (Stream<Path> stream = Files.walk(folder)) {
      stream.sorted(Comparator.reverseOrder()).forEach(WorkFolder::deleteQuietly);
    } catch (IOException | UncheckedIOException e) {
      // What stays is deleted by the next run.
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Likewise.
    }
  }
}
