package dev.xray.maven.launcher;

import dev.xray.maven.launcher.WorkerException.Ending;
import dev.xray.maven.worker.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Words the end of a worker that left no message of its own.
 *
 * @param exitCode as the operating system gives it; 128 + n for signal n
 * @param introduced whether it ever reached the channel
 * @param lastLines of its output
 * @param log where all of its output is
 * @param crashReport the JVM's description of a crash, if it wrote one
 */
record Autopsy(
    int exitCode,
    boolean introduced,
    List<String> lastLines,
    Path log,
    Optional<Path> crashReport) {
  private static final int SIGNALLED = 128;
  private static final int SIGHUP = SIGNALLED + 1;
  private static final int SIGINT = SIGNALLED + 2;
  private static final int SIGKILL = SIGNALLED + 9;
  private static final int SIGTERM = SIGNALLED + 15;
  private static final String RESUMES =
      "Run the same command again: training resumes from its last checkpoint, if it has one.";

  /** Signals of a crash: SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV. */
  private static final List<Integer> CRASHES =
      List.of(SIGNALLED + 4, SIGNALLED + 6, SIGNALLED + 7, SIGNALLED + 8, SIGNALLED + 11);

  /** The JVM's crash report of a process, if there is one. */
  static Optional<Path> crashReport(Path folder, long pid) throws IOException {
    String name = "hs_err_pid" + pid + ".log";
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().equals(name)).findFirst();
    }
  }

  WorkerException words() {
    if (exitCode == ExitCode.OUT_OF_MEMORY.code()) {
      return outOfMemory();
    }
    if (crashReport.isPresent() || CRASHES.contains(exitCode)) {
      return crashed();
    }
    if (exitCode == SIGKILL) {
      return new WorkerException(
          Ending.KILLED,
          "The worker was killed (SIGKILL). Most often the system does this when memory runs out:"
              + " close other programs, or use smaller images or batches. "
              + RESUMES);
    }
    if (exitCode == SIGINT || exitCode == SIGTERM || exitCode == SIGHUP) {
      return new WorkerException(Ending.KILLED, "The worker was interrupted. " + RESUMES);
    }
    return introduced ? unknown() : notStarted();
  }

  static WorkerException outOfMemory() {
    return new WorkerException(
        Ending.OUT_OF_MEMORY,
        "The worker ran out of memory. Give it more, for example with -Dxray.argLine=-Xmx6g"
            + " (<argLine>-Xmx6g</argLine>), or use smaller images (<width>, <height>) or batches"
            + " (<batchSize>).");
  }

  private WorkerException crashed() {
    String report = crashReport.map(file -> "; crash report: " + file).orElse("");
    return new WorkerException(
        Ending.CRASHED,
        "A native library crashed the worker (exit code "
            + exitCode
            + report
            + "). "
            + RESUMES
            + " If it crashes again, try -Dxray.oneDnn=false or -Dxray.device=cpu, and report it."
            + tail());
  }

  private WorkerException notStarted() {
    return new WorkerException(
        Ending.NOT_STARTED,
        "The worker's JVM did not start (exit code "
            + exitCode
            + "). Check <argLine> (-Dxray.argLine), if you set it."
            + tail());
  }

  private WorkerException unknown() {
    return new WorkerException(
        Ending.BUG,
        "The worker ended without a word (exit code " + exitCode + "). " + RESUMES + tail());
  }

  private String tail() {
    String lines = String.join(System.lineSeparator() + "  ", lastLines);
    return System.lineSeparator()
        + (lines.isEmpty() ? "It printed nothing." : "Its last words, from " + log + ":")
        + (lines.isEmpty() ? "" : System.lineSeparator() + "  " + lines);
  }
}
