package dev.xray.core.dataset.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.util.Optional;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Connections of JGit through the proxies that we are told, instead of the JVM's. */
final class ProxiedConnections implements HttpConnectionFactory {
  private final HttpConnectionFactory factory = new JDKHttpConnectionFactory();
  private final Proxies proxies;

  ProxiedConnections(Proxies proxies) {
    this.proxies = proxies;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, null);
  }

  @Override
  public HttpConnection create(URL url, @Nullable Proxy ofTheJvm) throws IOException {
    Optional<Proxies.Server> server = proxies.of(URI.create(url.toString()));
    Proxy proxy =
        server
            .map(
                told -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(told.host(), told.port())))
            .orElse(Proxy.NO_PROXY);
    HttpConnection connection = factory.create(url, proxy);
    server
        .flatMap(Proxies.Server::credentials)
        .ifPresent(secret -> connection.setRequestProperty("Proxy-Authorization", secret.basic()));
    return connection;
  }
}
