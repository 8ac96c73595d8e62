package dev.xray.maven.launcher;

import java.util.concurrent.Semaphore;
import org.eclipse.aether.SessionData;

/**
 * Limits how many workers of one build run at a time, whatever {@code -T} says, and divides the
 * cores among them. Shared by all modules of a build, even where they load the plugin twice, so it
 * lies in the session.
 */
public final class Permits {
  private static final String KEY = "dev.xray.maven.permits";

  /** A worker with less is hardly faster than its neighbour's wait. */
  private static final int CORES_FOR_ONE = 2;

  private final Semaphore semaphore;

  private Permits(Semaphore semaphore) {
    this.semaphore = semaphore;
  }

  /**
   * The permits of a build.
   *
   * @param session the data of the build's session
   * @param concurrency modules that Maven builds at a time
   */
  public static Permits of(SessionData session, int concurrency) {
    session.set(KEY, null, new Semaphore(workers(concurrency, cores()), true));
    if (session.get(KEY) instanceof Semaphore shared) {
      return new Permits(shared);
    }
    throw new IllegalStateException(KEY);
  }

  /** Workers at a time: one for each module that Maven builds at a time, but two cores for each. */
  static int workers(int concurrency, int cores) {
    return Math.max(1, Math.min(concurrency, cores / CORES_FOR_ONE));
  }

  /** Threads of each worker, so that together they use every core once. */
  public static int threads(int concurrency) {
    return Math.max(1, cores() / workers(concurrency, cores()));
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Waits for a permit. */
  public void acquire() throws InterruptedException {
    semaphore.acquire();
  }

  /** Gives the permit back. */
  public void release() {
    semaphore.release();
  }
}
