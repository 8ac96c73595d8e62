package dev.xray.maven.progress;

import dev.xray.core.training.EpochResult;
import dev.xray.maven.worker.WorkerEvent;
import java.util.Locale;
import java.util.OptionalDouble;

/** Words figures of training. */
public final class EpochFormat {
  private EpochFormat() {}

  /** Such as {@code Epoch 7/100 - loss 0.4123 - accuracy 0.871 - 2.1 s}. */
  static String epoch(EpochResult result, int epochs, double seconds) {
    int digits = Integer.toString(epochs).length();
    return format("Epoch %" + digits + "d/%d", result.epoch(), epochs)
        + figures(result)
        + format(" - %.1f s", seconds);
  }

  /** Such as {@code 100 epochs - loss 0.1234 - accuracy 0.950 - 63 s}. */
  static String training(WorkerEvent.Trained trained, double seconds) {
    EpochResult kept = trained.kept();
    return trained.epochs()
        + (trained.epochs() == 1 ? " epoch" : " epochs")
        + (kept.epoch() < trained.epochs() ? ", that of epoch " + kept.epoch() + " kept" : "")
        + figures(kept)
        + " - "
        + duration(seconds);
  }

  private static String figures(EpochResult result) {
    return format(" - loss %.4f - accuracy %.3f", result.loss(), result.accuracy())
        + optional(" - validation loss %.4f", result.validationLoss())
        + optional(" - validation accuracy %.3f", result.validationAccuracy());
  }

  /** Such as {@code 45 s}, {@code 3 min 20 s} or {@code 2 h 5 min}. */
  public static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    long minutes = whole / 60;
    return minutes < 60
        ? minutes + " min " + whole % 60 + " s"
        : minutes / 60 + " h " + minutes % 60 + " min";
  }

  private static String optional(String pattern, OptionalDouble value) {
    return value.isPresent() ? format(pattern, value.getAsDouble()) : "";
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
