package dev.xray.maven.launcher;

import dev.xray.maven.worker.WorkerEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Maven's end of the channel: listens on a free port of the loopback interface, takes the one
 * connection that brings the token and hands out its events. Whoever comes without the token is
 * turned away.
 */
final class EventServer implements AutoCloseable {
  private static final int TOKEN_BYTES = 32;
  private static final int HELLO_MILLIS = 10_000;
  private static final int HELLO_CHARS = 1_000;

  private final ServerSocket server;
  private final String token;
  private final BlockingQueue<WorkerEvent> events = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean connected;
  private volatile Socket client = new Socket();

  EventServer() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    token = HexFormat.of().formatHex(random);
    thread = new Thread(this::serve, "xray-worker-events");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  InetAddress address() {
    return server.getInetAddress();
  }

  String token() {
    return token;
  }

  /** Whether the worker has ever introduced itself. */
  boolean connected() {
    return connected;
  }

  /** Whether no further event will arrive than those that wait already. */
  boolean ended() {
    return !thread.isAlive();
  }

  /** The next event, if one comes in time. */
  Optional<WorkerEvent> next(long millis) throws InterruptedException {
    return Optional.ofNullable(events.poll(millis, TimeUnit.MILLISECONDS));
  }

  /** Stops waiting for a worker that will not come; one that has come is heard to its end. */
  void stopWaiting() throws IOException {
    server.close();
  }

  private void serve() {
    try {
      while (!connected) {
        greet(server.accept());
      }
    } catch (IOException e) {
      // Closed from this side, or the worker is gone: its exit code tells the rest.
    }
  }

  private void greet(Socket socket) throws IOException {
    try (socket) {
      socket.setSoTimeout(HELLO_MILLIS);
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      if (isHello(reader)) {
        client = socket;
        connected = true;
        server.close();
        socket.setSoTimeout(0);
        reader.lines().map(WorkerEvent.Lines::read).forEach(events::add);
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      // A stranger, or a worker that was cut off: neither says anything more.
    }
  }

  private boolean isHello(BufferedReader reader) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = reader.read(); c != '\n'; c = reader.read()) {
      if (c < 0 || line.length() > HELLO_CHARS) {
        return false;
      }
      line.append((char) c);
    }
    return WorkerEvent.Lines.read(line.toString()) instanceof WorkerEvent.Hello hello
        && MessageDigest.isEqual(
            hello.token().getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    server.close();
    client.close();
  }
}
