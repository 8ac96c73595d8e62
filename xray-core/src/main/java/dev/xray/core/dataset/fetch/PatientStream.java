package dev.xray.core.dataset.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Gives up on a stream from which nothing comes for too long: closes it from another thread, since
 * the JDK's HTTP client has no time-out for bodies. Whatever goes wrong with reading is a {@link
 * ConnectionLost}.
 */
final class PatientStream extends FilterInputStream {
  private final Duration patience;
  private final ScheduledFuture<?> watch;
  private volatile long lastNanos = System.nanoTime();
  private volatile boolean gaveUp;

  PatientStream(InputStream in, Duration patience, ScheduledExecutorService watchdog) {
    super(in);
    this.patience = patience;
    long period = Math.max(1, patience.toMillis() / 4);
    this.watch = watchdog.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (System.nanoTime() - lastNanos > patience.toNanos()) {
      gaveUp = true;
      watch.cancel(false);
      try {
        in.close();
      } catch (IOException e) {
        // Whoever reads is told by its own exception.
        return;
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    // The time between two reads is the reader's own.
    lastNanos = System.nanoTime();
    int read;
    try {
      read = super.read(buffer, offset, length);
    } catch (IOException e) {
      throw gaveUp ? stalled() : new ConnectionLost("the connection broke", e);
    }
    if (read < 0 && gaveUp) {
      throw stalled();
    }
    lastNanos = System.nanoTime();
    return read;
  }

  private ConnectionLost stalled() {
    return new ConnectionLost("nothing came for " + patience.toSeconds() + " s");
  }

  @Override
  public void close() throws IOException {
    watch.cancel(false);
    super.close();
  }
}
