package dev.xray.maven.launcher;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/**
 * Keeps what a worker and its natives print in a file, {@code worker.log}, and remembers the last
 * lines that are not mere start-up noise.
 */
final class OutputLog {
  private static final int REMEMBERED = 12;

  /**
   * Lines that say nothing: TensorFlow's information and warnings, the JVM's note on {@code
   * JAVA_TOOL_OPTIONS}.
   */
  private static final Pattern NOISE =
      Pattern.compile(
          "^\\s*$"
              + "|^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+: [IW] .*"
              + "|^[IW]0000 .*"
              + "|^WARNING: All log messages before absl::InitializeLog.*"
              + "|^To enable the following instructions:.*"
              + "|^Picked up \\w+_OPTIONS: .*");

  private final Path file;
  private final Deque<String> last = new ArrayDeque<>();
  private final ConcurrentLinkedQueue<String> fresh = new ConcurrentLinkedQueue<>();
  private final Thread thread;

  OutputLog(InputStream output, Path file) throws IOException {
    this.file = file;
    Files.createDirectories(file.toAbsolutePath().getParent());
    BufferedWriter writer = Files.newBufferedWriter(file);
    thread = new Thread(() -> copy(output, writer), "xray-worker-output");
    thread.setDaemon(true);
    thread.start();
  }

  Path file() {
    return file;
  }

  /** Lines that came since the last call, all of them. */
  List<String> drain() {
    List<String> lines = new ArrayList<>();
    for (String line = fresh.poll(); line != null; line = fresh.poll()) {
      lines.add(line);
    }
    return lines;
  }

  /** The last lines that are no noise. */
  List<String> lastLines() {
    synchronized (last) {
      return List.copyOf(last);
    }
  }

  /** Waits until the process' output is written; not for ever, since a grandchild may hold it. */
  void finish() throws InterruptedException {
    thread.join(5_000);
  }

  private void copy(InputStream output, BufferedWriter writer) {
    try (writer;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        writer.write(line);
        writer.newLine();
        writer.flush();
        fresh.add(line);
        remember(line);
      }
    } catch (IOException e) {
      // The process is gone.
    }
  }

  private void remember(String line) {
    if (NOISE.matcher(line).matches()) {
      return;
    }
    synchronized (last) {
      last.addLast(line);
      if (last.size() > REMEMBERED) {
        last.removeFirst();
      }
    }
  }
}
