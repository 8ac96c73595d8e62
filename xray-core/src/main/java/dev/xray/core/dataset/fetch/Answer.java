package dev.xray.core.dataset.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server said in the end, after all redirects.
 *
 * @param status of HTTP
 * @param url that was asked last; it may be signed: only its host may be shown
 * @param redirected whether another server than the one asked first answers
 * @param response with headers
 * @param body to be closed; nothing comes for too long: reading throws
 */
record Answer(
    int status, URI url, boolean redirected, HttpResponse<InputStream> response, InputStream body)
    implements AutoCloseable {
  String host() {
    return url.getHost();
  }

  Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  OptionalLong length() {
    return response.headers().firstValueAsLong("Content-Length");
  }

  /** Whether the end of the body is the end of the file, and not of the connection. */
  boolean isFramed() {
    return length().isPresent() || header("Transfer-Encoding").isPresent();
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
