package dev.xray.core.runtime;

import dev.xray.core.SettingException;

/**
 * How TensorFlow and OpenCV run.
 *
 * @param device where the network runs
 * @param threads threads for one TensorFlow operation (intra-op) and for preprocessing; at least 1
 * @param oneDnn whether TensorFlow uses oneDNN kernels: pinned, since its default depends on the
 *     CPU and it changes the last digits
 */
public record RuntimeSettings(Device device, int threads, boolean oneDnn) {
  /** Device {@code AUTO}, all cores, oneDNN on. */
  public static RuntimeSettings defaults() {
    return new RuntimeSettings(Device.AUTO, Runtime.getRuntime().availableProcessors(), true);
  }

  /**
   * Checks the ranges.
   *
   * @throws SettingException if {@code threads} is below 1
   */
  public void validate() throws SettingException {
    if (threads < 1) {
      throw new SettingException("runtime.threads", "is " + threads + ", but must be at least 1.");
    }
  }
}
