package dev.xray.maven.launcher;

import dev.xray.maven.worker.WorkerEvent;

/** Hears what a worker tells, on the thread that waits for the worker. */
@FunctionalInterface
public interface WorkerListener {
  /** Hears an event. */
  void event(WorkerEvent event);
}
