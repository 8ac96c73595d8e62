package dev.xray.core.runtime;

import dev.xray.core.LockedFile;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/**
 * JavaCPP's folder of unpacked native libraries, {@code ~/.javacpp/cache} or that of {@code
 * org.bytedeco.javacpp.cachedir}. JVMs that unpack at the same time disturb each other: it is done
 * under a lock on a file in that folder.
 */
final class NativeCache {
  private NativeCache() {}

  /** Something that unpacks. */
  @FunctionalInterface
  interface Task<T> {
    T run() throws IOException;
  }

  /**
   * The folder.
   *
   * @throws IOException if there is none that can be written
   */
  static Path folder() throws IOException {
    return Loader.getCacheDir().toPath();
  }

  /**
   * Runs a task while no other JVM, and nobody else in this one, runs one for the same library.
   *
   * @param library part of the lock file's name
   * @throws IOException if the folder cannot be written, or the thread is interrupted
   */
  static <T> T locked(String library, Task<T> task) throws IOException {
    LockedFile lock = lock(folder().resolve(".xray-" + library + ".lock"));
    try {
      return task.run();
    } finally {
      lock.close();
    }
  }

  private static LockedFile lock(Path file) throws IOException {
    try {
      return LockedFile.acquire(file, () -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for another to unpack it", e);
    }
  }
}
