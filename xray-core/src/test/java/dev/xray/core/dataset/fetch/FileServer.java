package dev.xray.core.dataset.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web server with one file. It knows ranges and ETags, as object stores do, and can be told to
 * answer the next requests in other ways: break off, refuse, redirect.
 */
final class FileServer implements AutoCloseable {
  /** What to do with one request. */
  interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }

  /** What was asked. */
  record Asked(
      String pathAndQuery,
      Optional<String> authorization,
      Optional<String> range,
      Optional<String> ifRange,
      Optional<String> proxyAuthorization) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Answering> next = new ArrayDeque<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile byte[] file;
  private volatile String tag;
  private volatile Answering always = this::serve;

  FileServer(byte[] file) throws IOException {
    this.file = file;
    this.tag = "\"one\"";
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  void replace(byte[] other, String otherTag) {
    file = other;
    tag = otherTag;
  }

  /** Adds what to do with a request to come; afterwards the file is served. */
  FileServer then(Answering answering) {
    synchronized (next) {
      next.add(answering);
    }
    return this;
  }

  /** What to do with every request for which nothing else is said. */
  void always(Answering answering) {
    always = answering;
  }

  /** Serves what is asked for, but breaks off when it has sent so many bytes. */
  Answering cutAfter(int bytes) {
    return exchange -> serve(exchange, bytes);
  }

  static Answering status(int status, String body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  private void handle(HttpExchange exchange) throws IOException {
    asked.add(
        new Asked(
            exchange.getRequestURI().toString(),
            header(exchange, "Authorization"),
            header(exchange, "Range"),
            header(exchange, "If-Range"),
            header(exchange, "Proxy-Authorization")));
    Answering now;
    synchronized (next) {
      now = next.isEmpty() ? always : next.remove();
    }
    try {
      now.answer(exchange);
    } finally {
      exchange.close();
    }
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  void serve(HttpExchange exchange) throws IOException {
    serve(exchange, Integer.MAX_VALUE);
  }

  private void serve(HttpExchange exchange, int most) throws IOException {
    byte[] all = file;
    int from = 0;
    int status = 200;
    exchange.getResponseHeaders().set("ETag", tag);
    Optional<String> range = header(exchange, "Range");
    if (range.isPresent() && header(exchange, "If-Range").equals(Optional.of(tag))) {
      from = Integer.parseInt(range.get().replaceAll("\\D", ""));
      status = 206;
      if (from >= all.length) {
        exchange.getResponseHeaders().set("Content-Range", "bytes */" + all.length);
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (all.length - 1) + "/" + all.length);
    }
    exchange.sendResponseHeaders(status, all.length - from);
    OutputStream out = exchange.getResponseBody();
    out.write(all, from, Math.min(most, all.length - from));
    out.flush();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
