package dev.xray.core.dataset.fetch;

import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/** Gives credentials to the server that they are for, and to none that it redirects to. */
final class GitCredentials extends CredentialsProvider {
  private final URI server;
  private final Credentials credentials;

  GitCredentials(URI server, Credentials credentials) {
    this.server = server;
    this.credentials = credentials;
  }

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public boolean supports(CredentialItem... items) {
    return Arrays.stream(items)
        .allMatch(
            item ->
                item instanceof CredentialItem.Username || item instanceof CredentialItem.Password);
  }

  @Override
  public boolean get(URIish url, CredentialItem... items) {
    if (!isFor(url) || !supports(items)) {
      return false;
    }
    for (CredentialItem item : items) {
      if (item instanceof CredentialItem.Username user) {
        user.setValue(credentials.user());
      } else if (item instanceof CredentialItem.Password password) {
        password.setValue(credentials.password().toCharArray());
      }
    }
    return true;
  }

  private boolean isFor(URIish url) {
    return Objects.equals(url.getScheme(), server.getScheme())
        && server.getHost() != null
        && server.getHost().equalsIgnoreCase(url.getHost())
        && url.getPort() == server.getPort();
  }
}
