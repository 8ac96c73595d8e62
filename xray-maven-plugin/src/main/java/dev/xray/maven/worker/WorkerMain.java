package dev.xray.maven.worker;

import dev.xray.core.Json;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.pipeline.XrayListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the forked JVM begins: reads its request, does the task, reports, exits. */
public final class WorkerMain {
  private WorkerMain() {}

  /**
   * Runs one task.
   *
   * @param args the request file
   */
  public static void main(String[] args) throws IOException, XrayException {
    serve(Path.of(args[0]), (task, listener) -> new TaskRunner(listener).run(task));
  }

  /** Does a task. */
  @FunctionalInterface
  interface Runner {
    /** Runs it to its end. */
    TaskOutcome run(WorkerTask task, XrayListener listener) throws XrayException, IOException;
  }

  /** Reads the request, lets {@code runner} do the task, reports, exits. */
  static void serve(Path file, Runner runner) throws IOException, XrayException {
    WorkerRequest request = Json.read(file, WorkerRequest.class);
    Files.delete(file);
    Runnable orphaned = () -> endOrphaned(file.toAbsolutePath().getParent());
    ExitCode code;
    try (EventChannel channel = new EventChannel(request.port(), request.token(), orphaned)) {
      code = run(request.task(), runner, channel);
    }
    System.exit(code.code());
  }

  private static ExitCode run(WorkerTask task, Runner runner, EventChannel channel) {
    long start = System.nanoTime();
    try {
      TaskOutcome outcome = runner.run(task, new EventListener(channel::send));
      double seconds = (System.nanoTime() - start) / 1e9;
      channel.send(
          new WorkerEvent.Result(outcome.summary(), outcome.files(), seconds, PeakMemory.bytes()));
      return ExitCode.DONE;
    } catch (SettingException e) {
      return fail(channel, ExitCode.BAD_INPUT, Optional.of(e.setting()), e.problem(), e);
    } catch (XrayException e) {
      return fail(channel, ExitCode.BAD_INPUT, Optional.empty(), e.getMessage(), e);
    } catch (IOException e) {
      return fail(channel, ExitCode.IO_TROUBLE, Optional.empty(), e.toString(), e);
    } catch (OutOfMemoryError e) {
      return fail(channel, ExitCode.OUT_OF_MEMORY, Optional.empty(), e.toString(), e);
    } catch (RuntimeException | Error e) {
      return fail(channel, ExitCode.BUG, Optional.empty(), e.toString(), e);
    }
  }

  private static ExitCode fail(
      EventChannel channel, ExitCode code, Optional<String> setting, String text, Throwable e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    System.err.print(trace);
    channel.send(new WorkerEvent.Failure(code, setting, text, trace.toString()));
    return code;
  }

  /**
   * Ends at once, since nobody waits for the result: what is finished lies in its place already,
   * and everything else is a temporary file or can be resumed. The working folder goes too, for
   * nobody else is left to delete it.
   */
  private static void endOrphaned(Path folder) {
    WorkFolder.delete(folder);
    Runtime.getRuntime().halt(ExitCode.ORPHANED.code());
  }
}
