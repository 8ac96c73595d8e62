package dev.xray.core.pipeline;

import dev.xray.core.XrayException;

/** There is no evaluation of the model that stands, on the data as they are: evaluate first. */
public final class OutdatedEvaluationException extends XrayException {
  private static final long serialVersionUID = 1L;

  OutdatedEvaluationException(String message) {
    super(message);
  }
}
