package dev.xray.benchmarks;

import java.time.Duration;

/** Wall clock and time of all CPUs, since other work may share the machine. */
final class Stopwatch {
  private final long start = System.nanoTime();
  private final double cpu = cpu();
  private double used = -1;

  private static double cpu() {
    Duration all = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return all.toMillis() / 1e3;
  }

  double cpuSeconds() {
    used = used < 0 ? cpu() - cpu : used;
    return used;
  }

  @Override
  public String toString() {
    return String.format(
        "%.1f s, %.1f s of CPU", (System.nanoTime() - start) / 1e9, cpuSeconds());
  }
}
