package dev.xray.core.runtime;

import dev.xray.core.XrayException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What of the runtime decides the last digits of trained weights. Unlike {@link RuntimeInfo} it can
 * mostly be told without loading a native library.
 *
 * @param tensorFlowJava version of TensorFlow's Java API, which is that of one native library, such
 *     as {@code 1.1.0}
 * @param openCv version, such as {@code 4.9.0}
 * @param device as {@link RuntimeInfo#device()}
 * @param platform operating system and architecture, such as {@code linux-x86_64}
 * @param threads threads for one operation
 * @param oneDnn whether oneDNN kernels are used
 */
public record RuntimeKey(
    String tensorFlowJava,
    String openCv,
    String device,
    String platform,
    int threads,
    boolean oneDnn) {
  private static final String VERSION =
      "/META-INF/maven/org.tensorflow/tensorflow-core-api/pom.properties";

  /** The key of what really runs. */
  public static RuntimeKey of(RuntimeInfo info) throws XrayException {
    return new RuntimeKey(
        tensorFlowJavaVersion(),
        info.openCv(),
        info.device(),
        info.platform(),
        info.intraOpThreads(),
        info.oneDnn());
  }

  /**
   * The key that a process with these settings will have, told without loading a native library.
   *
   * @return empty where only TensorFlow itself can tell: with a GPU, or a driver of one
   */
  public static Optional<RuntimeKey> foretell(RuntimeSettings settings) throws XrayException {
    boolean cpu =
        settings.device() == Device.CPU
            || (settings.device() == Device.AUTO && !NvidiaDriver.mayBePresent());
    return cpu
        ? Optional.of(
            new RuntimeKey(
                tensorFlowJavaVersion(),
                OpenCvRuntime.version(),
                RuntimeInfo.CPU,
                NativeLibrary.platform(),
                settings.threads(),
                settings.oneDnn()))
        : Optional.empty();
  }

  /** As its jar tells it; {@code unknown} where it was repackaged without. */
  private static String tensorFlowJavaVersion() throws XrayException {
    try (InputStream in = RuntimeKey.class.getResourceAsStream(VERSION)) {
      if (in == null) {
        return "unknown";
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "unknown").toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      throw new XrayException("The version of TensorFlow's jar cannot be read: " + e, e);
    }
  }
}
