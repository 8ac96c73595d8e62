package dev.xray.core.runtime;

import dev.xray.core.XrayException;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URL;
import java.util.Map;
import nu.pattern.OpenCV;
import org.bytedeco.javacpp.Loader;
import org.opencv.core.Core;

/**
 * Loads OpenCV's native library, once per JVM. Thread-safe.
 *
 * <p>The library is unpacked once (65 MB) into the folder where JavaCPP keeps TensorFlow's, under
 * the name of its jar, and so of its version. A copy of another size or time, such as one that was
 * cut off, is replaced. Where that folder cannot be written, or another class loader of this JVM
 * has loaded the copy, one more is unpacked into {@code java.io.tmpdir}, and deleted when the JVM
 * ends normally.
 */
public final class OpenCvRuntime {
  /** Where the jar holds the library of a platform, as JavaCPP names platforms. */
  private static final Map<String, String> FOLDERS =
      Map.of(
          "linux-x86_64", "linux/x86_64",
          "linux-arm64", "linux/ARMv8",
          "macosx-x86_64", "osx/x86_64",
          "macosx-arm64", "osx/ARMv8",
          "windows-x86_64", "windows/x86_64");

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
      loadKept();
    } catch (IOException | UnsatisfiedLinkError e) {
      loadOwn();
    }
    loaded = true;
  }

  /** Version of the library, such as {@code 4.9.0}; does not load it. */
  public static String version() {
    return Core.VERSION;
  }

  /** The library in the folder of unpacked ones, unpacked if need be. */
  static File unpacked() throws IOException {
    String folder = FOLDERS.getOrDefault(NativeLibrary.platform(), "");
    String resource =
        "/nu/pattern/opencv/" + folder + "/" + System.mapLibraryName(Core.NATIVE_LIBRARY_NAME);
    URL url = Core.class.getResource(resource);
    if (folder.isEmpty() || url == null) {
      throw new FileNotFoundException(resource);
    }
    return NativeCache.locked("opencv", () -> Loader.cacheResource(url));
  }

  private static void loadKept() throws IOException {
    System.load(unpacked().getAbsolutePath());
    Core.setNumThreads(1);
  }

  private static void loadOwn() throws XrayException {
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
              + "). It needs Linux x86-64 or arm64 with glibc, macOS or Windows x86-64, and 65 MB in"
              + " ~/.javacpp/cache (another folder: -Dorg.bytedeco.javacpp.cachedir) or in "
              + System.getProperty("java.io.tmpdir")
              + " (another: -Djava.io.tmpdir).",
          e);
    }
  }
}
