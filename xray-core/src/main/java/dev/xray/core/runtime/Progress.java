package dev.xray.core.runtime;

import java.util.function.IntConsumer;

/** Counts what several threads have done, and says so, one call after the other. Thread-safe. */
public final class Progress {
  private final IntConsumer listener;
  private int done;

  /**
   * Begins at 0.
   *
   * @param listener hears after each step how many are done, on the thread that did it
   */
  public Progress(IntConsumer listener) {
    this.listener = listener;
  }

  /** One more is done. */
  public synchronized void one() {
    listener.accept(++done);
  }
}
