package dev.xray.core.runtime;

import dev.xray.core.XrayException;
import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.TensorFlow;

/**
 * Unpacks and loads TensorFlow's native library. JavaCPP unpacks it on first use (683 MB) into the
 * {@link NativeCache}.
 */
final class NativeLibrary {
  private NativeLibrary() {}

  /**
   * Loads the library.
   *
   * @return version of the native library, such as {@code 2.18.0}
   * @throws XrayException if there is none for this platform, or it cannot be unpacked
   */
  static String load() throws XrayException {
    try {
      return NativeCache.locked("tensorflow", TensorFlow::version);
    } catch (IOException e) {
      throw new XrayException(
          "TensorFlow's native library cannot be unpacked: "
              + e.getMessage()
              + ". It needs 700 MB in ~/.javacpp/cache; another folder is chosen with"
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
              + "<version>:<classifier>, which must be on the class path; unpacking needs 700 MB in"
              + " ~/.javacpp/cache (another folder: -Dorg.bytedeco.javacpp.cachedir).",
          e);
    }
  }

  /** Operating system and architecture, such as {@code linux-x86_64}. */
  static String platform() {
    return Loader.Detector.getPlatform();
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }
}
