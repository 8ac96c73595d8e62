package dev.xray.maven;

import dev.xray.core.SettingException;
import dev.xray.core.dataset.fetch.Credentials;
import dev.xray.core.dataset.fetch.Proxies;
import java.net.URI;
import java.util.Optional;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/**
 * The {@code <server>}s and {@code <proxy>}s of settings.xml as Maven itself uses them: decrypted,
 * and with the hosts that need no proxy.
 *
 * @param session Maven's
 */
record ServerSettings(RepositorySystemSession session) implements Proxies {
  /** Maven leaves a password that it cannot decrypt as it is. */
  private static final String STILL_ENCRYPTED = "(?s).*(?<!\\\\)\\{.+(?<!\\\\)}.*";

  /**
   * User and password of a server.
   *
   * @param setting what names the server, for errors
   * @param id of the server
   * @return empty if there is none with both
   * @throws SettingException if the password is encrypted and Maven cannot decrypt it
   */
  Optional<Credentials> find(String setting, String id) throws SettingException {
    RemoteRepository server = repository(id, "https://server.invalid");
    RemoteRepository known =
        new RemoteRepository.Builder(server)
            .setAuthentication(session.getAuthenticationSelector().getAuthentication(server))
            .build();
    AuthenticationContext context = AuthenticationContext.forRepository(session, known);
    if (context != null && isEncrypted(context.get(AuthenticationContext.PASSWORD))) {
      throw new SettingException(
          setting,
          "is '"
              + id
              + "', whose password in settings.xml is encrypted, but Maven cannot decrypt it: is"
              + " the master password of settings-security.xml the right one?");
    }
    return credentials(context, "the <server> " + id + " of settings.xml");
  }

  private static boolean isEncrypted(@Nullable String password) {
    return password != null && password.matches(STILL_ENCRYPTED);
  }

  @Override
  public Optional<Server> of(URI url) {
    RemoteRepository target = repository("xray-fetch", url.toString());
    Proxy proxy = session.getProxySelector().getProxy(target);
    if (proxy == null) {
      return Optional.empty();
    }
    RemoteRepository proxied = new RemoteRepository.Builder(target).setProxy(proxy).build();
    return Optional.of(
        new Server(
            proxy.getHost(),
            proxy.getPort(),
            credentials(
                AuthenticationContext.forProxy(session, proxied), "the <proxy> of settings.xml")));
  }

  private static RemoteRepository repository(String id, String url) {
    return new RemoteRepository.Builder(id, "default", url).build();
  }

  private static Optional<Credentials> credentials(
      @Nullable AuthenticationContext context, String whence) {
    if (context == null) {
      return Optional.empty();
    }
    try {
      String user = context.get(AuthenticationContext.USERNAME);
      String password = context.get(AuthenticationContext.PASSWORD);
      return user == null || password == null
          ? Optional.empty()
          : Optional.of(new Credentials(user, password, whence));
    } finally {
      AuthenticationContext.close(context);
    }
  }
}
