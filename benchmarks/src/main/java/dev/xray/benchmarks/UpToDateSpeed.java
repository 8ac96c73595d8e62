package dev.xray.benchmarks;

import dev.xray.core.pipeline.Job;
import dev.xray.core.pipeline.UpToDate;
import dev.xray.core.pipeline.Xray;
import java.nio.file.Path;

/**
 * How long it takes to tell that nothing changed. Arguments: a folder, in which all is made and
 * kept; the number of images, 100,000 unless given; how often to ask, twice unless given. Prepares
 * the data set if that was not done, which takes minutes, then asks as every goal of a build does.
 * The first answer of a JVM is the one that a build waits for.
 */
public final class UpToDateSpeed {
  private UpToDateSpeed() {}

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int images = arguments.length < 2 ? 100_000 : Integer.parseInt(arguments[1]);
    int times = arguments.length < 3 ? 2 : Integer.parseInt(arguments[2]);
    Job job = ManyImages.in(folder, images).job();
    ask(job);
    if (UpToDate.prepared(job).isEmpty()) {
      Stopwatch watch = new Stopwatch();
      Xray.of(job).prepare();
      System.out.println("prepared: " + watch);
    }
    for (int i = 0; i < times; i++) {
      ask(job);
    }
  }

  private static void ask(Job job) throws Exception {
    Stopwatch watch = new Stopwatch();
    boolean stands = UpToDate.prepared(job).isPresent();
    String time = watch.toString();
    System.out.println(
        (stands ? "found that nothing changed: " : "found that there is something to do: ") + time);
  }
}
