package dev.xray.core.pipeline;

import dev.xray.core.Disclaimer;
import dev.xray.core.training.EpochResult;
import dev.xray.core.training.TrainingListener;
import java.time.Instant;
import java.util.Optional;

/** Passes progress on and counts the epochs. */
final class Stopwatch implements TrainingListener {
  private final TrainingListener next;
  private int epochs;

  Stopwatch(TrainingListener next) {
    this.next = next;
  }

  /** Images that were learned from, each as often as it was. */
  long images(int imagesPerEpoch) {
    return (long) epochs * imagesPerEpoch;
  }

  TrainingRecord record(
      String digest,
      Instant started,
      double preprocessingSeconds,
      int imagesPerEpoch,
      TrainingSpeed speed,
      Optional<GitState> git) {
    double seconds = speed.seconds().epochs();
    return new TrainingRecord(
        digest,
        started.toString(),
        preprocessingSeconds,
        seconds,
        epochs,
        seconds == 0 ? 0 : images(imagesPerEpoch) / seconds,
        epochs == 0 ? Optional.empty() : Optional.of(speed),
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
    epochs++;
    next.epoch(result, of, epochSeconds);
  }

  @Override
  public void message(String text) {
    next.message(text);
  }
}
