package dev.xray.core.runtime;

import dev.xray.core.XrayException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    int workers = Math.max(1, Math.min(threads, count));
    ExecutorService executor = executor(workers);
    Run<T> run = new Run<>(count, task);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        running.add(executor.submit(run::work));
      }
      for (Future<?> worker : running) {
        worker.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("workers catch what tasks throw", e);
    } finally {
      run.givenUp = true;
      executor.shutdownNow();
    }
    return run.results();
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

  /** Tasks that are begun in the order of their indices, each by the next thread that is free. */
  private static final class Run<T> {
    private final Task<T> task;
    private final Object[] results;
    private final AtomicInteger next = new AtomicInteger();
    private final SortedMap<Integer, Throwable> failures =
        Collections.synchronizedSortedMap(new TreeMap<>());
    private volatile boolean givenUp;

    Run(int count, Task<T> task) {
      this.task = task;
      this.results = new Object[count];
    }

    void work() {
      while (!givenUp) {
        int i = next.getAndIncrement();
        if (i >= results.length) {
          return;
        }
        try {
          results[i] = task.compute(i);
        } catch (Exception | Error e) {
          failures.put(i, e);
          givenUp = true;
        }
      }
    }

    /** Whatever has a lower index than a task that failed was begun before it, and has ended. */
    @SuppressWarnings("unchecked") // only results of the task are put there
    List<T> results() throws XrayException, IOException {
      if (!failures.isEmpty()) {
        rethrow(failures.get(failures.firstKey()));
      }
      return (List<T>) Arrays.asList(results);
    }
  }

  private static void rethrow(Throwable failure) throws XrayException, IOException {
    if (failure instanceof XrayException e) {
      throw e;
    } else if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    } else {
      throw (RuntimeException) failure;
    }
  }
}
