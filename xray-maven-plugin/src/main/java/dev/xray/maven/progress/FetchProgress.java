package dev.xray.maven.progress;

import dev.xray.core.dataset.fetch.FetchListener;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.maven.plugin.logging.Log;

/**
 * Shows how fetching gets on: on a terminal by a line that is drawn over and over, in a log by a
 * line from time to time.
 */
public final class FetchProgress implements FetchListener, AutoCloseable {
  private static final long DRAW_NANOS = 100_000_000L;
  private static final long LOG_NANOS = 30_000_000_000L;

  /** Carriage return and erase to the end of the line. */
  private static final String CLEAR = "\r\u001b[K";

  private final Log log;
  private final Optional<PrintWriter> terminal;
  private final int columns;
  private final LongSupplier nanos;
  private long shown;

  FetchProgress(Log log, Optional<PrintWriter> terminal, int columns, LongSupplier nanos) {
    this.log = log;
    this.terminal = terminal;
    this.columns = columns;
    this.nanos = nanos;
    this.shown = nanos.getAsLong();
  }

  /**
   * Writes to a log, and to a terminal if somebody watches.
   *
   * @param terminal see {@link Terminal#watched}
   */
  public static FetchProgress of(Log log, Optional<Console> terminal) {
    return new FetchProgress(
        log, terminal.map(Console::writer), Terminal.columns(System.getenv()), System::nanoTime);
  }

  @Override
  public void info(String text) {
    clear();
    log.info(text);
  }

  @Override
  public void warning(String text) {
    clear();
    log.warn(text);
  }

  @Override
  public void progress(String what, long done, long total, String unit) {
    long now = nanos.getAsLong();
    if (now - shown < (terminal.isPresent() ? DRAW_NANOS : LOG_NANOS)) {
      return;
    }
    shown = now;
    String line = what + ": " + words(done, total, unit);
    if (terminal.isEmpty()) {
      log.info(line);
      return;
    }
    terminal.get().print(CLEAR + (line.length() < columns ? line : line.substring(0, columns - 1)));
    terminal.get().flush();
  }

  private static String words(long done, long total, String unit) {
    boolean bytes = unit.equals("bytes");
    String of = total < 0 ? "" : " of " + (bytes ? megabytes(total) : String.valueOf(total));
    return (bytes ? megabytes(done) : String.valueOf(done)) + of + (bytes ? " MB" : " " + unit);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
  }

  private void clear() {
    terminal.ifPresent(
        drawn -> {
          drawn.print(CLEAR);
          drawn.flush();
        });
  }

  @Override
  public void close() {
    clear();
  }
}
