package dev.xray.maven.progress;

import dev.xray.maven.worker.WorkerEvent;
import java.util.function.DoubleSupplier;
import org.apache.maven.plugin.logging.Log;

/** For logs: one line an epoch, one line a finished stage. Of several trainings, the time left. */
public final class EpochLines implements Progress {
  private final Log log;
  private final boolean named;
  private final Trainings trainings;

  /** Writes to a log. */
  public EpochLines(Log log) {
    this(log, false, () -> System.nanoTime() / 1e9);
  }

  EpochLines(Log log, boolean named, DoubleSupplier clock) {
    this.log = log;
    this.named = named;
    this.trainings = new Trainings(clock);
  }

  /** Writes to a log in which several workers write: each line names its training. */
  public static EpochLines named(Log log) {
    return new EpochLines(log, true, () -> System.nanoTime() / 1e9);
  }

  @Override
  public void event(WorkerEvent event) {
    if (event instanceof WorkerEvent.Epoch epoch) {
      log.info(
          (named ? trainings.name() : "")
              + EpochFormat.epoch(epoch.result(), epoch.epochs(), epoch.seconds()));
    } else if (event instanceof WorkerEvent.Training training) {
      trainings.begin(training);
      trainings.left().ifPresent(left -> log.info((named ? trainings.name() : "") + left));
    } else if (event instanceof WorkerEvent.Progress progress) {
      if (progress.done() == progress.of()) {
        log.info(progress.stage() + ": " + progress.of() + " images");
      }
    } else {
      Messages.log(event, log);
    }
  }
}
