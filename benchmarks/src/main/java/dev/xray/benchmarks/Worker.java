package dev.xray.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A contender in a process of its own that works when it is told to, so that of several no two run
 * at once. {@code benchmarks/peers/worker.py} is the same for Python.
 *
 * <p>It says {@code ready} once it is loaded. For each line of standard input it does a block of
 * work and answers {@code done}, seconds of wall clock, seconds of CPU and a result, all in one
 * line. It ends with its input.
 */
public final class Worker {
  private Worker() {}

  /** What a contender does. */
  public interface Task {
    /**
     * Does a block of work.
     *
     * @param words of the line that asked for it, such as {@code batches 16 20}
     * @return a figure to tell besides the time; NaN if there is none
     */
    double run(String[] words) throws Exception;
  }

  /**
   * Works until the input ends.
   *
   * @param task the contender's; what it says on standard output goes to standard error
   * @param ready what to say first, such as how far its output is from what is expected
   */
  public static void serve(Task task, String ready) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    answers.println("ready " + ready);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Stopwatch watch = new Stopwatch();
      double result = task.run(line.split(" "));
      watch.stop();
      answers.printf(
          Locale.ROOT, "done %.6f %.3f %.9g%n", watch.seconds(), watch.cpuSeconds(), result);
    }
  }
}
