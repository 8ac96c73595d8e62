package dev.xray.core.evaluation.gate;

/** An evaluation does not have the figure that a gate looks at; the message says why, in words. */
final class NoFigureException extends Exception {
  private static final long serialVersionUID = 1L;

  NoFigureException(String message) {
    super(message);
  }
}
