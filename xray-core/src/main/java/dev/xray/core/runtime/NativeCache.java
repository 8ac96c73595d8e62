package dev.xray.core.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    Path folder = Files.createDirectories(folder());
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(".xray-" + library + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = lock(channel)) {
      assert lock.isValid();
      return task.run();
    }
  }

  /** Waits for the lock, also while another thread or class loader of this JVM holds it. */
  private static FileLock lock(FileChannel channel) throws IOException {
    while (true) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException e) {
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for another to unpack it", e);
    }
  }
}
