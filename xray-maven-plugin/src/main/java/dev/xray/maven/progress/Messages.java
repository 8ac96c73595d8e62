package dev.xray.maven.progress;

import dev.xray.maven.worker.WorkerEvent;
import org.apache.maven.plugin.logging.Log;

/** What is said in the same words on a terminal and in a log. */
final class Messages {
  private Messages() {}

  static void log(WorkerEvent event, Log log) {
    if (event instanceof WorkerEvent.Resumed resumed) {
      log.info("Resuming from the checkpoint after epoch " + resumed.completedEpochs() + ".");
    } else if (event instanceof WorkerEvent.Warning warning) {
      log.warn(warning.text());
    } else if (event instanceof WorkerEvent.Log message) {
      message.text().lines().forEach(log::info);
    }
  }
}
