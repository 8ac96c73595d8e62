package dev.xray.maven.launcher;

import java.util.concurrent.Semaphore;
import org.eclipse.aether.SessionData;

/**
 * Limits how many workers of one build run at a time, whatever {@code -T} says: together they have
 * no more threads than there are cores. What a worker has does not depend on {@code -T}: the last
 * digits of weights depend on the number of threads, so a parallel build would train again what
 * another build has trained. Shared by all modules of a build, even where they load the plugin
 * twice, so it lies in the session.
 */
public final class Permits {
  private static final String KEY = "dev.xray.maven.permits";

  private final Semaphore semaphore;
  private final int cores;

  private Permits(Semaphore semaphore, int cores) {
    this.semaphore = semaphore;
    this.cores = cores;
  }

  /**
   * The permits of a build.
   *
   * @param session the data of the build's session
   */
  public static Permits of(SessionData session) {
    return of(session, cores());
  }

  static Permits of(SessionData session, int cores) {
    session.set(KEY, null, new Semaphore(cores, true));
    if (session.get(KEY) instanceof Semaphore shared) {
      return new Permits(shared, cores);
    }
    throw new IllegalStateException(KEY);
  }

  /** All cores of this machine: the threads of a worker for which nobody asked for fewer. */
  public static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /**
   * Waits until a worker with so many threads may run; one with more than there are cores waits for
   * all of them.
   */
  public void acquire(int threads) throws InterruptedException {
    semaphore.acquire(Math.min(threads, cores));
  }

  /** Gives back what was acquired. */
  public void release(int threads) {
    semaphore.release(Math.min(threads, cores));
  }
}
