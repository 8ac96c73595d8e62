package dev.xray.core.dataset.fetch;

import dev.xray.core.XrayException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLException;

/**
 * Asks web servers. Redirects are followed here and not by the JDK's client, which would take the
 * credentials along to wherever it is sent: they go to the scheme, host and port that they are for,
 * and nowhere else.
 */
final class Http implements AutoCloseable {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MOST_REDIRECTS = 10;

  private final HttpClient client;
  private final Proxies proxies;
  private final Duration timeout;
  private final ScheduledExecutorService watchdog;

  Http(Duration timeout, Proxies proxies) {
    this.timeout = timeout;
    this.proxies = proxies;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .proxy(new Selector(proxies))
            .build();
    this.watchdog =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "xray-fetch-watchdog");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Gets an address.
   *
   * @param headers besides credentials
   * @param credentials for the server of {@code url}
   * @throws ConnectionLost if the other side does not answer
   * @throws XrayException if asking again cannot help
   */
  Answer get(URI url, Map<String, String> headers, Optional<Credentials> credentials)
      throws IOException, XrayException, InterruptedException {
    URI next = url;
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      boolean own = isSameServer(url, next);
      HttpResponse<InputStream> response = send(next, headers, credentials.filter(secret -> own));
      Optional<String> location = response.headers().firstValue("Location");
      if (!REDIRECTS.contains(response.statusCode()) || location.isEmpty()) {
        return new Answer(
            response.statusCode(),
            next,
            !own,
            response,
            new PatientStream(response.body(), timeout, watchdog));
      }
      response.body().close();
      next = redirect(next, location.get());
    }
    throw new XrayException(
        url.getHost() + " redirects in a circle: more than " + MOST_REDIRECTS + " times.");
  }

  static URI redirect(URI from, String location) throws XrayException {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new XrayException(from.getHost() + " redirects to what is no URL.", e);
    }
    boolean safe =
        "https".equals(to.getScheme())
            || ("http".equals(to.getScheme()) && "http".equals(from.getScheme()));
    if (to.getHost() == null || !safe) {
      throw new XrayException(
          from.getHost()
              + " redirects to "
              + to.getScheme()
              + "://"
              + to.getHost()
              + ", which is not safe: xray does not go there.");
    }
    return to;
  }

  private HttpResponse<InputStream> send(
      URI url, Map<String, String> headers, Optional<Credentials> credentials)
      throws IOException, XrayException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).timeout(timeout).header("User-Agent", "xray");
    headers.forEach(request::header);
    credentials.ifPresent(secret -> request.header("Authorization", secret.basic()));
    // Not by an Authenticator: with one, the client throws at a 401 that names no scheme.
    proxies
        .of(url)
        .flatMap(Proxies.Server::credentials)
        .ifPresent(secret -> request.header("Proxy-Authorization", secret.basic()));
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (SSLException e) {
      throw new XrayException(
          "The connection to "
              + url.getHost()
              + " is not safe: "
              + e.getMessage()
              + ". Where a proxy with a certificate of its own is in between, give its certificate"
              + " to Java's trust store.",
          e);
    } catch (HttpTimeoutException e) {
      throw new ConnectionLost(
          url.getHost() + " does not answer within " + timeout.toSeconds() + " s", e);
    } catch (ConnectException e) {
      throw new ConnectionLost(
          isUnknown(e)
              ? "there is no host " + url.getHost()
              : url.getHost() + " cannot be connected to",
          e);
    } catch (IOException e) {
      throw new ConnectionLost("the connection to " + url.getHost() + " broke", e);
    }
  }

  private static boolean isUnknown(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSameServer(URI a, URI b) {
    return Objects.equals(a.getScheme(), b.getScheme())
        && a.getHost().equalsIgnoreCase(b.getHost())
        && a.getPort() == b.getPort();
  }

  @Override
  public void close() {
    watchdog.shutdownNow();
  }

  /** The JDK's form of {@link Proxies}. */
  static final class Selector extends ProxySelector {
    private final Proxies proxies;

    Selector(Proxies proxies) {
      this.proxies = proxies;
    }

    @Override
    public List<Proxy> select(URI url) {
      return List.of(
          proxies
              .of(url)
              .map(
                  server ->
                      new Proxy(
                          Proxy.Type.HTTP, new InetSocketAddress(server.host(), server.port())))
              .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI url, SocketAddress address, IOException e) {
      // There is no other proxy to go to.
    }
  }
}
