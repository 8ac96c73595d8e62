package dev.xray.maven.progress;

import dev.xray.maven.worker.WorkerEvent;
import org.apache.maven.plugin.logging.Log;

/** For logs: one line an epoch, one line a finished stage. */
public final class EpochLines implements Progress {
  private final Log log;

  /** Writes to a log. */
  public EpochLines(Log log) {
    this.log = log;
  }

  @Override
  public void event(WorkerEvent event) {
    if (event instanceof WorkerEvent.Epoch epoch) {
      log.info(EpochFormat.epoch(epoch.result(), epoch.epochs(), epoch.seconds()));
    } else if (event instanceof WorkerEvent.Progress progress) {
      if (progress.done() == progress.of()) {
        log.info(progress.stage() + ": " + progress.of() + " images");
      }
    } else {
      Messages.log(event, log);
    }
  }
}
