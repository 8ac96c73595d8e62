package dev.xray.core.training;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The batches of epoch after epoch, each assembled on another thread while the one before it is in
 * the network. Two batches are filled in turn.
 */
final class BatchStream implements AutoCloseable {
  private final BatchAssembler assembler;
  private final int lastEpoch;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "xray-batches");
            thread.setDaemon(true);
            return thread;
          });
  private Batch spare;
  private Batch filling;
  private Future<?> filled;
  private int epoch;
  private int number;

  /**
   * Starts to assemble the first batch.
   *
   * @param firstEpoch from 1
   * @param lastEpoch of the run; nothing is assembled after it
   */
  BatchStream(BatchAssembler assembler, int firstEpoch, int lastEpoch) {
    this.assembler = assembler;
    this.lastEpoch = lastEpoch;
    this.epoch = firstEpoch;
    this.spare = assembler.newBatch();
    this.filling = assembler.newBatch();
    this.filled = start();
  }

  /** Batches in an epoch. */
  int batches() {
    return assembler.batches();
  }

  /** The next batch; valid until the call after the next. */
  Batch next() {
    await(filled);
    Batch ready = filling;
    filling = spare;
    spare = ready;
    number++;
    if (number == assembler.batches()) {
      number = 0;
      epoch++;
    }
    filled = start();
    return ready;
  }

  private Future<?> start() {
    Batch batch = filling;
    int batchEpoch = epoch;
    int batchNumber = number;
    return thread.submit(
        () -> {
          if (batchEpoch <= lastEpoch) {
            assembler.fill(batch, batchEpoch, batchNumber);
          }
        });
  }

  private static void await(Future<?> filled) {
    try {
      filled.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a batch.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A batch could not be assembled.", e.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
