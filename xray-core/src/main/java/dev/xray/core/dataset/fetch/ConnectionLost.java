package dev.xray.core.dataset.fetch;

import java.io.IOException;

/** The other side does not answer, or not to the end: to be tried again. */
final class ConnectionLost extends IOException {
  private static final long serialVersionUID = 1L;

  ConnectionLost(String message) {
    super(message);
  }

  ConnectionLost(String message, Throwable cause) {
    super(message, cause);
  }
}
