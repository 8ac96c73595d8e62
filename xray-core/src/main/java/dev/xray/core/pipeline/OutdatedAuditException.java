package dev.xray.core.pipeline;

import dev.xray.core.XrayException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** There is no audit of the model that stands, on the data as they are: audit first. */
public final class OutdatedAuditException extends XrayException {
  private static final long serialVersionUID = 1L;

  @Nullable private final String change;

  OutdatedAuditException(String message, Optional<String> change) {
    super(message);
    this.change = change.orElse(null);
  }

  /** What is wrong with the audit that is there, to follow "since"; empty where there is none. */
  Optional<String> change() {
    return Optional.ofNullable(change);
  }
}
