package dev.xray.core.runtime;

import dev.xray.core.XrayException;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.TensorFlow;

/**
 * Unpacks and loads TensorFlow's native library. JavaCPP unpacks it on first use into {@code
 * ~/.javacpp/cache} (683 MB), and JVMs that do so at the same time disturb each other: it is done
 * under a lock on a file in that folder.
 */
final class NativeLibrary {
  private static final String LOCK_FILE = ".xray-tensorflow.lock";

  private NativeLibrary() {}

  /**
   * Loads the library.
   *
   * @return version of the native library, such as {@code 2.18.0}
   * @throws XrayException if there is none for this platform, or it cannot be unpacked
   */
  static String load() throws XrayException {
    File cache = cacheFolder();
    Path lockFile = cache.toPath().resolve(LOCK_FILE);
    try {
      Files.createDirectories(cache.toPath());
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = lock(channel)) {
        assert lock.isValid();
        return TensorFlow.version();
      }
    } catch (IOException e) {
      throw new XrayException(
          "TensorFlow's native library cannot be unpacked into "
              + cache
              + ": "
              + e.getMessage()
              + ". It needs 700 MB there; another folder is chosen with"
              + " -Dorg.bytedeco.javacpp.cachedir.",
          e);
    } catch (LinkageError | RuntimeException e) {
      throw new XrayException(
          "TensorFlow's native library for "
              + platform()
              + " cannot be loaded: "
              + rootMessage(e)
              + ". There are natives for Linux x86-64 and arm64, macOS arm64 and Windows x86-64, in"
              + " org.tensorflow:tensorflow-core-native:"
              + "<version>:<classifier>, which must be on the class path; unpacking needs 700 MB in "
              + cache
              + " (another folder: -Dorg.bytedeco.javacpp.cachedir).",
          e);
    }
  }

  /** Operating system and architecture, such as {@code linux-x86_64}. */
  static String platform() {
    return Loader.Detector.getPlatform();
  }

  private static File cacheFolder() throws XrayException {
    try {
      return Loader.getCacheDir();
    } catch (IOException e) {
      throw new XrayException(
          "There is no folder to unpack TensorFlow's native library into: "
              + e.getMessage()
              + ". Choose one with -Dorg.bytedeco.javacpp.cachedir.",
          e);
    }
  }

  /** Waits for the lock, also while another class loader of this JVM holds it. */
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

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }
}
