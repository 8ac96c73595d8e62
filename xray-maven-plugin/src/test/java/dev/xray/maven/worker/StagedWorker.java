package dev.xray.maven.worker;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.pipeline.XrayListener;
import dev.xray.core.training.EpochResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A real worker in a real JVM whose task is staged: the system property {@code act} says what
 * happens.
 */
public final class StagedWorker {
  private StagedWorker() {}

  /** Serves one request. */
  public static void main(String[] args) throws Exception {
    String act = System.getProperty("act");
    if (act.equals("mute")) {
      System.err.println("last words");
      System.exit(9);
    }
    WorkerMain.serve(Path.of(args[0]), (task, listener) -> play(act, listener));
  }

  private static TaskOutcome play(String act, XrayListener listener)
      throws XrayException, IOException {
    switch (act) {
      case "train" -> train(listener);
      case "bad-setting" -> throw new SettingException("training.epochs", "is 0.");
      case "bad-input" -> throw new XrayException("scan.png cannot be read.");
      case "io" -> throw new IOException("disk full");
      case "bug" -> throw new IllegalStateException("impossible");
      case "thrown-out-of-memory" -> throw new OutOfMemoryError("native");
      case "heap" -> fillHeap();
      case "killed" -> signal("KILL");
      case "crash" -> signal("SEGV");
      case "sleep" -> sleep(listener);
      default -> throw new IllegalArgumentException(act);
    }
    return new TaskOutcome(List.of("done"), Map.of());
  }

  private static void train(XrayListener listener) {
    System.out.println("printed by a native library");
    listener.resumed(1);
    listener.warning("careful");
    listener.message("hello");
    for (int epoch = 2; epoch <= 3; epoch++) {
      listener.batch(epoch, 3, 8, 16, 0.5, 0.75);
      listener.epoch(
          new EpochResult(epoch, 0.5, 0.75, OptionalDouble.of(0.6), OptionalDouble.empty()),
          3,
          1.5);
    }
  }

  private static void fillHeap() {
    long[][] heap = new long[1_000_000][];
    for (int i = 0; i < heap.length; i++) {
      heap[i] = new long[1_000_000];
    }
  }

  private static void signal(String name) throws IOException {
    String pid = Long.toString(ProcessHandle.current().pid());
    new ProcessBuilder("kill", "-" + name, pid).start();
    sleep();
  }

  private static void sleep(XrayListener listener) {
    listener.message("pid " + ProcessHandle.current().pid());
    sleep();
  }

  private static void sleep() {
    try {
      Thread.sleep(120_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
