package dev.xray.maven.progress;

import dev.xray.maven.launcher.WorkerListener;

/** Shows how a worker gets on; closed when the worker has ended, well or not. */
public interface Progress extends WorkerListener, AutoCloseable {
  @Override
  default void close() {}
}
