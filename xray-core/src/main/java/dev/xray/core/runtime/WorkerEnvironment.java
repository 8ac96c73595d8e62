package dev.xray.core.runtime;

import java.util.Map;
import java.util.TreeMap;

/**
 * What must stand in the environment of a process in which TensorFlow is to run with given
 * settings. TensorFlow reads these variables once, when its native library is loaded, so a process
 * cannot set them for itself: whoever starts it does. Loads no native library.
 */
public final class WorkerEnvironment {
  /** Whether oneDNN kernels are used: 1 or 0. */
  static final String ONE_DNN = "TF_ENABLE_ONEDNN_OPTS";

  /** Whether GPU kernels add in a fixed order: 1. */
  static final String DETERMINISTIC = "TF_DETERMINISTIC_OPS";

  /** Settings of the C library's memory allocator. */
  static final String ALLOCATOR = "GLIBC_TUNABLES";

  private WorkerEnvironment() {}

  /**
   * The variables to add to a worker's environment.
   *
   * <ul>
   *   <li>{@code TF_ENABLE_ONEDNN_OPTS}: oneDNN as asked for. Its default depends on the CPU.
   *   <li>{@code TF_DETERMINISTIC_OPS}: GPU kernels that add in a fixed order.
   *   <li>{@code TF_CPP_MIN_LOG_LEVEL=2}: errors only, no start-up notes.
   *   <li>{@code GLIBC_TUNABLES=glibc.malloc.hugetlb=1}, unless this process has one: activations
   *       lie on large pages where Linux offers them on demand. A step of the article's network was
   *       7% shorter; other platforms ignore it.
   * </ul>
   *
   * @param settings as later given to {@link TensorFlowRuntime#load} in that process
   * @return name to value, sorted by name
   */
  public static Map<String, String> of(RuntimeSettings settings) {
    Map<String, String> environment = new TreeMap<>();
    environment.put(ONE_DNN, settings.oneDnn() ? "1" : "0");
    environment.put(DETERMINISTIC, "1");
    environment.put("TF_CPP_MIN_LOG_LEVEL", "2");
    environment.put(ALLOCATOR, System.getenv().getOrDefault(ALLOCATOR, "glibc.malloc.hugetlb=1"));
    return environment;
  }
}
