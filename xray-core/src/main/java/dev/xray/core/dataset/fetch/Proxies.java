package dev.xray.core.dataset.fetch;

import java.net.URI;
import java.util.Optional;

/** Which proxy to take to an address. */
@FunctionalInterface
public interface Proxies {
  /** None to anywhere. */
  Proxies NONE = url -> Optional.empty();

  /** The proxy to take to this address; empty: go there directly. */
  Optional<Server> of(URI url);

  /**
   * A proxy.
   *
   * @param host its name or address
   * @param port its port
   * @param credentials if it asks for any
   */
  record Server(String host, int port, Optional<Credentials> credentials) {}
}
