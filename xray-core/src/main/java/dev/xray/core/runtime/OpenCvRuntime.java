package dev.xray.core.runtime;

import dev.xray.core.XrayException;
import nu.pattern.OpenCV;
import org.opencv.core.Core;

/**
 * Loads OpenCV's native library, once per JVM. Thread-safe.
 *
 * <p>The library is unpacked into {@code java.io.tmpdir} (65 MB, deleted when the JVM ends
 * normally).
 */
public final class OpenCvRuntime {
  private static boolean loaded;

  private OpenCvRuntime() {}

  /**
   * Makes OpenCV usable; returns at once if it is. OpenCV's own threads are switched off, since
   * images are processed in parallel, one a thread.
   *
   * @throws XrayException if there is no OpenCV for this platform, or it cannot be unpacked
   */
  public static synchronized void load() throws XrayException {
    if (loaded) {
      return;
    }
    try {
      // Not loadShared(): it needs access that JDK 12 took away.
      OpenCV.loadLocally();
      Core.setNumThreads(1);
    } catch (RuntimeException | LinkageError e) {
      throw new XrayException(
          "OpenCV cannot be loaded on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + " ("
              + e.getMessage()
              + "). It needs Linux x86-64 or arm64 with glibc, macOS or Windows x86-64, and 65 MB in "
              + System.getProperty("java.io.tmpdir")
              + "; another folder is chosen with -Djava.io.tmpdir.",
          e);
    }
    loaded = true;
  }

  /** Version of the library, such as {@code 4.9.0}; does not load it. */
  public static String version() {
    return Core.VERSION;
  }
}
