package dev.xray.maven.worker;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The worker's end of the channel on which it reports. A socket, not stdout: native libraries write
 * to stdout and stderr as they like. Thread-safe.
 */
final class EventChannel implements AutoCloseable {
  private static final int CONNECT_MILLIS = 10_000;

  private final Socket socket;
  private final BufferedWriter writer;
  private final Runnable lost;
  private volatile boolean closing;

  /**
   * Connects and introduces itself.
   *
   * @param lost is run once Maven has closed its end or has died
   */
  EventChannel(int port, String token, Runnable lost) throws IOException {
    this.lost = lost;
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
    writer =
        new BufferedWriter(
            new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
    send(new WorkerEvent.Hello(token));
    Thread watch = new Thread(this::watch, "xray-channel");
    watch.setDaemon(true);
    watch.start();
  }

  /** Sends an event; if nobody listens any longer, the worker ends. */
  synchronized void send(WorkerEvent event) {
    try {
      writer.write(WorkerEvent.Lines.write(event));
      writer.write('\n');
      writer.flush();
    } catch (IOException e) {
      lost.run();
    }
  }

  /** Maven never says a word: this read returns when its end is closed, by its death too. */
  private void watch() {
    try (InputStream in = socket.getInputStream()) {
      while (in.read() >= 0) {
        // Nothing is expected.
      }
    } catch (IOException e) {
      // A reset connection says the same as a closed one.
    }
    if (!closing) {
      lost.run();
    }
  }

  @Override
  public void close() throws IOException {
    closing = true;
    socket.close();
  }
}
