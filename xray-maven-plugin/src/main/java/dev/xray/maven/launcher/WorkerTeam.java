package dev.xray.maven.launcher;

import dev.xray.core.XrayException;
import dev.xray.maven.worker.WorkerEvent;
import dev.xray.maven.worker.WorkerTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs several workers at a time. If one fails the others are stopped. */
public final class WorkerTeam {
  private static final long FAREWELL_SECONDS = 60;

  private WorkerTeam() {}

  /**
   * A worker and what it does.
   *
   * @param worker with a log file of its own
   * @param task what to do
   * @param listener hears of it; while it does, no other listener of the team hears anything
   */
  public record Member(Worker worker, WorkerTask task, WorkerListener listener) {}

  /**
   * Runs all to their ends.
   *
   * @return the results, as they came in
   * @throws XrayException if the user's input cannot be used
   * @throws WorkerException if a worker ended without a result for another reason
   * @throws InterruptedException if the calling thread was interrupted; the workers are dead then
   */
  public static List<WorkerEvent.Result> run(List<Member> members)
      throws XrayException, WorkerException, IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(members.size());
    try {
      CompletionService<WorkerEvent.Result> running = new ExecutorCompletionService<>(threads);
      Object turn = new Object();
      for (Member member : members) {
        running.submit(
            () ->
                member
                    .worker()
                    .run(
                        member.task(),
                        event -> {
                          synchronized (turn) {
                            member.listener().event(event);
                          }
                        }));
      }
      List<WorkerEvent.Result> results = new ArrayList<>();
      while (results.size() < members.size()) {
        results.add(running.take().get());
      }
      return results;
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static RuntimeException unwrapped(ExecutionException e)
      throws XrayException, WorkerException, IOException, InterruptedException {
    Throwable cause = e.getCause();
    if (cause instanceof XrayException input) {
      throw input;
    }
    if (cause instanceof WorkerException ended) {
      throw ended;
    }
    if (cause instanceof IOException file) {
      throw file;
    }
    if (cause instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    return new IllegalStateException(cause);
  }
}
