package dev.xray.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Wall clock and time of all CPUs, since other work may share the machine. */
final class Stopwatch {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final long start = System.nanoTime();
  private final long cpu = PROCESS.getProcessCpuTime();
  private double seconds = -1;
  private double cpuSeconds;

  /** Stops, if that was not done. */
  Stopwatch stop() {
    if (seconds < 0) {
      seconds = (System.nanoTime() - start) / 1e9;
      cpuSeconds = (PROCESS.getProcessCpuTime() - cpu) / 1e9;
    }
    return this;
  }

  double seconds() {
    return stop().seconds;
  }

  double cpuSeconds() {
    return stop().cpuSeconds;
  }

  @Override
  public String toString() {
    return String.format("%.2f s, %.2f s of CPU", seconds(), cpuSeconds());
  }
}
