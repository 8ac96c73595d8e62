package dev.xray.core;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A lock on a file that holds across processes, threads and class loaders. The file stays: to
 * remove it would take the lock from those who wait. The operating system frees the lock of a
 * process that dies.
 */
public final class LockedFile implements AutoCloseable {
  private static final int PAUSE = 50;

  private final FileChannel channel;

  private LockedFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits until nobody else holds the lock, and takes it.
   *
   * @param file made if it is not there, with its folder
   * @param waiting called once if somebody else holds it
   * @throws IOException if the file cannot be opened
   */
  public static LockedFile acquire(Path file, Runnable waiting)
      throws IOException, InterruptedException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      boolean told = false;
      while (!isLocked(channel)) {
        if (!told) {
          waiting.run();
          told = true;
        }
        Thread.sleep(PAUSE);
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      channel.close();
      throw e;
    }
    return new LockedFile(channel);
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // Held within this JVM.
      return false;
    }
  }

  /** Frees the lock. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
