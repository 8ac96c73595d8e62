package dev.xray.core.dataset.fetch;

import dev.xray.core.XrayException;
import java.util.Optional;

/** Words what a server means by a status that is no success. */
interface Refusal {
  /**
   * The words.
   *
   * @param status of HTTP, from 400
   * @param host that answers
   * @param redirected whether it is another than the one that was asked
   * @param said what the server adds in words of its own; safe to show
   */
  XrayException of(int status, String host, boolean redirected, Optional<String> said);
}
