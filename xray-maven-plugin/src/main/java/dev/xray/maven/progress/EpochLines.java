package dev.xray.maven.progress;

import dev.xray.maven.worker.WorkerEvent;
import java.util.function.DoubleSupplier;
import org.apache.maven.plugin.logging.Log;

/**
 * For logs: one line an epoch, one line a finished stage. Of several trainings, of which each may
 * have a hundred epochs, one line a training, with the time left.
 */
public final class EpochLines implements Progress {
  private final Log log;
  private final Trainings trainings;

  /** Writes to a log, in which several workers may write. */
  public EpochLines(Log log) {
    this(log, () -> System.nanoTime() / 1e9);
  }

  EpochLines(Log log, DoubleSupplier clock) {
    this.log = log;
    this.trainings = new Trainings(clock);
  }

  @Override
  public void event(WorkerEvent event) {
    if (event instanceof WorkerEvent.Epoch epoch) {
      if (trainings.none()) {
        log.info(EpochFormat.epoch(epoch.result(), epoch.epochs(), epoch.seconds()));
      }
    } else if (event instanceof WorkerEvent.Training training) {
      trainings.begin(training);
    } else if (event instanceof WorkerEvent.Trained trained) {
      log.info(trainings.done(trained));
    } else if (event instanceof WorkerEvent.Progress progress) {
      if (progress.done() == progress.of()) {
        log.info(progress.stage() + ": " + progress.of() + " images");
      }
    } else {
      Messages.log(event, log);
    }
  }
}
