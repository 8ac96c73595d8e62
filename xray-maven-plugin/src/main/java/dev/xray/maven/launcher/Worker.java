package dev.xray.maven.launcher;

import dev.xray.core.Json;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.maven.launcher.WorkerException.Ending;
import dev.xray.maven.worker.ExitCode;
import dev.xray.maven.worker.WorkFolder;
import dev.xray.maven.worker.WorkerEvent;
import dev.xray.maven.worker.WorkerRequest;
import dev.xray.maven.worker.WorkerTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs tasks in forked JVMs and waits for them. A worker never outlives the call of {@link #run}:
 * it is killed when the calling thread is interrupted, when Maven shuts down and when its time is
 * over, and it ends by itself when Maven is killed.
 */
public final class Worker {
  private static final long POLL_MILLIS = 100;

  /** How long a worker may take to exit after it has said its last word. */
  private static final Duration FAREWELL = Duration.ofSeconds(20);

  private final JavaCommand command;
  private final Path logFile;
  private final Path workFolders;
  private final Optional<Duration> timeout;
  private final Consumer<String> output;

  /**
   * Constructs a worker that has not begun.
   *
   * @param command the JVM to fork
   * @param logFile receives what the JVM and its natives print
   * @param workFolders where folders for requests and temporary files are made
   * @param timeout how long a task may take; empty: as long as it takes
   * @param output hears each printed line, on the calling thread
   */
  public Worker(
      JavaCommand command,
      Path logFile,
      Path workFolders,
      Optional<Duration> timeout,
      Consumer<String> output) {
    this.command = command;
    this.logFile = logFile;
    this.workFolders = workFolders;
    this.timeout = timeout;
    this.output = output;
  }

  /**
   * Runs a task to its end.
   *
   * @param task what to do
   * @param listener hears of everything but the end
   * @return the task's result
   * @throws XrayException if the user's input cannot be used
   * @throws WorkerException if the worker ended without a result for another reason
   * @throws InterruptedException if the calling thread was interrupted; the worker is dead then
   */
  public WorkerEvent.Result run(WorkerTask task, WorkerListener listener)
      throws XrayException, WorkerException, IOException, InterruptedException {
    try (WorkFolder folder = new WorkFolder(workFolders);
        EventServer server = new EventServer()) {
      Json.write(folder.request(), new WorkerRequest(server.port(), server.token(), task));
      String kind = task.getClass().getSimpleName();
      Process process = command.prepare(folder, kind).start();
      Thread killer = new Thread(process::destroyForcibly, "xray-worker-killer");
      Runtime.getRuntime().addShutdownHook(killer);
      try {
        WorkerEvent.Result result = new Run(process, server, listener).await();
        command.keepClasses(folder, kind);
        return result;
      } finally {
        end(process, killer);
      }
    }
  }

  private static void end(Process process, Thread killer) throws InterruptedException {
    if (process.isAlive()) {
      process.destroyForcibly();
      process.waitFor(FAREWELL.toSeconds(), TimeUnit.SECONDS);
    }
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException e) {
      // Maven shuts down already.
    }
  }

  /** One process, from its start to its end. */
  private final class Run {
    private final Process process;
    private final EventServer server;
    private final WorkerListener listener;
    private final OutputLog log;
    private final long start = System.nanoTime();
    private long lastWord = start;
    private boolean timedOut;
    private Optional<WorkerEvent.Result> result = Optional.empty();
    private Optional<WorkerEvent.Failure> failure = Optional.empty();

    Run(Process process, EventServer server, WorkerListener listener) throws IOException {
      this.process = process;
      this.server = server;
      this.listener = listener;
      this.log = new OutputLog(process.getInputStream(), logFile);
    }

    WorkerEvent.Result await()
        throws XrayException, WorkerException, IOException, InterruptedException {
      while (process.isAlive() || !server.ended()) {
        server.next(POLL_MILLIS).ifPresent(this::hear);
        log.drain().forEach(output);
        watch();
      }
      for (Optional<WorkerEvent> rest = server.next(0); rest.isPresent(); rest = server.next(0)) {
        hear(rest.get());
      }
      log.finish();
      log.drain().forEach(output);
      return verdict();
    }

    private void hear(WorkerEvent event) {
      if (event instanceof WorkerEvent.Result done) {
        result = Optional.of(done);
        lastWord = System.nanoTime();
      } else if (event instanceof WorkerEvent.Failure failed) {
        failure = Optional.of(failed);
        lastWord = System.nanoTime();
      } else {
        listener.event(event);
      }
    }

    private void watch() throws IOException {
      if (!process.isAlive()) {
        server.stopWaiting();
      } else if (result.isPresent() || failure.isPresent()) {
        killAfter(FAREWELL, lastWord);
      } else if (timeout.isPresent() && killAfter(timeout.get(), start)) {
        timedOut = true;
      }
    }

    private boolean killAfter(Duration patience, long since) {
      boolean over = System.nanoTime() - since > patience.toNanos();
      if (over) {
        process.destroyForcibly();
      }
      return over;
    }

    private WorkerEvent.Result verdict() throws XrayException, WorkerException, IOException {
      if (result.isPresent()) {
        return result.get();
      }
      if (failure.isPresent()) {
        output.accept(failure.get().detail());
        throw worded(failure.get());
      }
      if (timedOut) {
        throw new WorkerException(
            Ending.TIMED_OUT,
            "The worker was stopped after "
                + timeout.get().toSeconds()
                + " seconds. Give it more with -Dxray.timeout (<timeout>), in seconds; training"
                + " resumes from its last checkpoint, if it has one.");
      }
      throw new Autopsy(
              process.exitValue(),
              server.connected(),
              log.lastLines(),
              log.file(),
              Autopsy.crashReport(command.crashFolder(), process.pid()))
          .words();
    }

    private WorkerException worded(WorkerEvent.Failure failed) throws XrayException {
      if (failed.code() == ExitCode.BAD_INPUT) {
        throw failed.setting().isPresent()
            ? new SettingException(failed.setting().get(), failed.text())
            : new XrayException(failed.text());
      }
      return switch (failed.code()) {
        case OUT_OF_MEMORY -> Autopsy.outOfMemory();
        case IO_TROUBLE ->
            new WorkerException(
                Ending.IO_TROUBLE, "A file could not be read or written: " + failed.text());
        default ->
            new WorkerException(
                Ending.BUG,
                "This is a bug in xray, please report it with "
                    + log.file()
                    + ": "
                    + failed.text());
      };
    }
  }
}
