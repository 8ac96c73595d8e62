package dev.xray.maven;

import com.sun.management.OperatingSystemMXBean;
import dev.xray.core.SettingException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How many workers share the folds of a cross-validation. More than one pays only with many cores:
 * two workers of one thread do hardly more than one worker of two.
 *
 * @param threads of all workers together
 * @param memory of the machine, or of the container, in bytes
 */
record ParallelFolds(int threads, long memory) {
  /** What a worker of the article's network takes at its peak, measured. */
  static final long WORKER_BYTES = 1_600_000_000L;

  /** For Maven and everything else. */
  private static final long RESERVED_BYTES = 2_000_000_000L;

  /** A worker with fewer threads gains hardly anything. */
  private static final int THREADS_FOR_ONE = 2;

  /** On this machine. */
  static ParallelFolds here(int threads) {
    long memory =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : 0;
    return new ParallelFolds(threads, memory);
  }

  /**
   * Number of workers.
   *
   * @param asked by the user; null: as many as cores and memory allow
   * @param folds to train in all
   * @throws SettingException if as many as asked do not fit into memory
   */
  int workers(@Nullable Integer asked, int folds) throws SettingException {
    int fitting = Math.max(1, (int) Math.min(1000, (memory - RESERVED_BYTES) / WORKER_BYTES));
    if (asked == null) {
      return Math.max(1, Math.min(Math.min(threads / THREADS_FOR_ONE, fitting), folds));
    }
    if (asked < 1) {
      throw error("is " + asked + ", but must be at least 1.");
    }
    if (asked > fitting) {
      throw error(
          String.format(
              Locale.ROOT,
              "is %d, but a worker takes %.1f GB of memory and this machine has %.1f GB: %d at most.",
              asked,
              WORKER_BYTES / 1e9,
              memory / 1e9,
              fitting));
    }
    return Math.min(asked, folds);
  }

  private static SettingException error(String problem) {
    return new SettingException("crossValidation.parallelFolds", problem);
  }
}
