package dev.xray.benchmarks;

/** What the heap holds. */
final class Heap {
  private Heap() {}

  /** What is in use, without garbage, in MB. */
  static long usedMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
