package dev.xray.core.runtime;

import dev.xray.core.XrayException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Independent tasks on several threads, with results in order. */
public final class Parallel {
  private static final AtomicInteger POOLS = new AtomicInteger();

  private Parallel() {}

  /**
   * Computes something from an index.
   *
   * @param <T> type of the result
   */
  @FunctionalInterface
  public interface Task<T> {
    /** Computes the result for an index; called on any thread. */
    T compute(int index) throws XrayException, IOException;
  }

  /**
   * Runs a task for every index from 0 to {@code count - 1}. If some fail, those not begun are
   * given up, and of the failures the one with the lowest index is thrown.
   *
   * @param threads how many run at a time; at least 1
   * @param count number of tasks
   * @param task what to do
   * @return the results in the order of their indices
   * @throws CancellationException if the calling thread is interrupted while it waits; its
   *     interrupt flag stays set
   */
  public static <T> List<T> map(int threads, int count, Task<T> task)
      throws XrayException, IOException {
    ExecutorService executor = executor(Math.max(1, Math.min(threads, count)));
    AtomicBoolean givenUp = new AtomicBoolean();
    try {
      List<Future<T>> futures = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        futures.add(executor.submit(guarded(task, i, givenUp)));
      }
      return results(futures);
    } finally {
      givenUp.set(true);
      executor.shutdownNow();
    }
  }

  private static ExecutorService executor(int threads) {
    int pool = POOLS.incrementAndGet();
    AtomicInteger workers = new AtomicInteger();
    return Executors.newFixedThreadPool(
        threads,
        work -> {
          Thread thread = new Thread(work, "xray-" + pool + "-" + workers.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  private static <T> Callable<T> guarded(Task<T> task, int index, AtomicBoolean givenUp) {
    return () -> {
      if (givenUp.get()) {
        throw new CancellationException();
      }
      try {
        return task.compute(index);
      } catch (Exception | Error e) {
        givenUp.set(true);
        throw e;
      }
    };
  }

  private static <T> List<T> results(List<Future<T>> futures) throws XrayException, IOException {
    List<T> results = new ArrayList<>(futures.size());
    for (Future<T> future : futures) {
      try {
        results.add(future.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      } catch (ExecutionException e) {
        rethrow(e.getCause());
      }
    }
    return results;
  }

  /** Throws what a task threw; a task that was given up threw nothing of its own. */
  private static void rethrow(Throwable cause) throws XrayException, IOException {
    if (cause instanceof XrayException e) {
      throw e;
    } else if (cause instanceof IOException e) {
      throw e;
    } else if (cause instanceof Error e) {
      throw e;
    } else if (!(cause instanceof CancellationException)) {
      throw (RuntimeException) cause;
    }
  }
}
