package dev.xray.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * A few threads that help their callers with short tasks. A caller works on its tasks itself, and
 * helpers that are free take some of them; so no call waits for another one's. Made for tasks of
 * less than a millisecond, for which waking a sleeping thread, 50 µs, is dear: who waits stays
 * awake for a moment before it sleeps. Thread-safe. Close it when nobody calls it any more.
 */
final class HelperThreads implements AutoCloseable {
  /** How long to stay awake: longer than from one call to the next of who calls in a loop. */
  private static final long AWAKE_NANOS = 200_000;

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Queue<Job> jobs = new ConcurrentLinkedQueue<>();
  private final Queue<Thread> asleep = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /**
   * Starts threads, which keep no JVM alive.
   *
   * @param count any number, 0 too
   */
  HelperThreads(int count) {
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(this::help, "xray-helper-" + NUMBER.incrementAndGet());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /**
   * Runs a task for every index from 0 to {@code count - 1}, on this thread and on helpers, and
   * returns when all have ended. If some fail, one of the failures is thrown.
   */
  void run(int count, IntConsumer task) {
    Job job = new Job(count, task);
    if (count > 1 && !threads.isEmpty()) {
      jobs.add(job);
      wake(count - 1);
    }
    job.work();
    jobs.remove(job);
    job.await();
  }

  /** After a job was added: a helper looks for jobs once more after it is listed as asleep. */
  private void wake(int most) {
    Thread thread;
    for (int i = 0; i < most && (thread = asleep.poll()) != null; i++) {
      LockSupport.unpark(thread);
    }
  }

  private void help() {
    while (!closed) {
      Job job = jobs.peek();
      if (job != null) {
        job.work();
        jobs.remove(job);
      } else if (!soon(() -> closed || !jobs.isEmpty())) {
        Thread me = Thread.currentThread();
        asleep.add(me);
        if (jobs.isEmpty() && !closed) {
          LockSupport.park(this);
        }
        asleep.remove(me);
      }
    }
  }

  /** Whether something comes about while a thread stays awake for it. */
  private static boolean soon(BooleanSupplier condition) {
    long start = System.nanoTime();
    do {
      if (condition.getAsBoolean()) {
        return true;
      }
      Thread.onSpinWait();
    } while (System.nanoTime() - start < AWAKE_NANOS);
    return false;
  }

  /** Ends the threads. */
  @Override
  public void close() {
    closed = true;
    threads.forEach(LockSupport::unpark);
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tasks that are begun in the order of their indices, each by the next thread that is free. */
  private static final class Job {
    private final int count;
    private final IntConsumer task;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean callerSleeps;

    Job(int count, IntConsumer task) {
      this.count = count;
      this.task = task;
    }

    /** Works until all tasks are begun. */
    void work() {
      int i;
      while ((i = begun.getAndIncrement()) < count) {
        try {
          task.accept(i);
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        }
        if (ended.incrementAndGet() == count && callerSleeps) {
          LockSupport.unpark(caller);
        }
      }
    }

    /** Waits until all tasks have ended. Tasks are short: an interrupt is left for the caller. */
    void await() {
      if (!soon(() -> ended.get() == count)) {
        callerSleeps = true;
        boolean interrupted = false;
        while (ended.get() < count) {
          LockSupport.park(this);
          interrupted |= Thread.interrupted();
        }
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
      Throwable failed = failure.get();
      if (failed instanceof Error e) {
        throw e;
      } else if (failed != null) {
        throw (RuntimeException) failed;
      }
    }
  }
}
