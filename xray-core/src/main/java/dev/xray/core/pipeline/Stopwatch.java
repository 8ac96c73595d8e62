package dev.xray.core.pipeline;

import dev.xray.core.Disclaimer;
import dev.xray.core.training.EpochResult;
import dev.xray.core.training.TrainingListener;
import java.time.Instant;
import java.util.Optional;

/** Passes progress on and adds up the time of the epochs. */
final class Stopwatch implements TrainingListener {
  private final TrainingListener next;
  private double seconds;
  private int epochs;

  Stopwatch(TrainingListener next) {
    this.next = next;
  }

  TrainingRecord record(
      String digest,
      Instant started,
      double preprocessingSeconds,
      int imagesPerEpoch,
      Optional<GitState> git) {
    return new TrainingRecord(
        digest,
        started.toString(),
        preprocessingSeconds,
        seconds,
        epochs,
        seconds == 0 ? 0 : epochs * imagesPerEpoch / seconds,
        System.getProperty("java.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        git,
        false,
        Disclaimer.TEXT);
  }

  @Override
  public void resumed(int completedEpochs) {
    next.resumed(completedEpochs);
  }

  @Override
  public void batch(int epoch, int of, int images, int ofImages, double loss, double accuracy) {
    next.batch(epoch, of, images, ofImages, loss, accuracy);
  }

  @Override
  public void epoch(EpochResult result, int of, double epochSeconds) {
    seconds += epochSeconds;
    epochs++;
    next.epoch(result, of, epochSeconds);
  }

  @Override
  public void message(String text) {
    next.message(text);
  }
}
