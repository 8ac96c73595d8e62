package dev.xray.core.pipeline;

import dev.xray.core.network.MatrixSpeed;
import dev.xray.core.network.NetworkSummary;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.TrainingTimes;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How fast a training was, and what its time went to.
 *
 * @param seconds of each stage
 * @param operationsPerImage floating point operations of a training step, {@link
 *     NetworkSummary#trainingOperations}
 * @param gflopPerSecond 10⁹ of these operations a second, over steps and waiting for batches
 * @param peakGflopPerSecond 10⁹ floating point operations a second with which this machine
 *     multiplied large matrices right after the training, {@link MatrixSpeed}; empty after one so
 *     short that measuring it would be felt
 * @param shareOfPeak the one over the other
 */
public record TrainingSpeed(
    TrainingTimes seconds,
    long operationsPerImage,
    double gflopPerSecond,
    OptionalDouble peakGflopPerSecond,
    OptionalDouble shareOfPeak) {
  /** Training time in seconds of which measuring the peak is a few per cent. */
  private static final double WORTH_MEASURING = 10;

  /**
   * Of a training that is over; measures the peak, if the training took long enough.
   *
   * @param images that were learned from in it, each as often as it was
   */
  static TrainingSpeed of(
      TensorFlowRuntime runtime, NetworkSummary network, TrainingTimes times, long images) {
    double speed =
        times.learning() == 0 ? 0 : network.trainingOperations() * images / 1e9 / times.learning();
    OptionalDouble peak =
        times.learning() < WORTH_MEASURING
            ? OptionalDouble.empty()
            : MatrixSpeed.gflopPerSecond(runtime);
    return new TrainingSpeed(
        times,
        network.trainingOperations(),
        speed,
        peak,
        peak.isPresent() ? OptionalDouble.of(speed / peak.getAsDouble()) : OptionalDouble.empty());
  }

  /**
   * For the end of the log.
   *
   * @param imagesPerSecond over the epochs
   * @param preprocessing its seconds
   */
  List<String> lines(double imagesPerSecond, double preprocessing) {
    return List.of(
        text(
            "Trained at %.1f images/s: %.1f GFLOP/s in its steps%s.",
            imagesPerSecond, gflopPerSecond, ofPeak()),
        text(
            "Time: %.1f s of preprocessing, %.1f s of building the network, %.1f s of epochs: steps %.0f%%,"
                + " waiting for batches %.0f%%, validation %.0f%%, checkpoints %.0f%%.",
            preprocessing,
            seconds.building(),
            seconds.epochs(),
            percent(seconds.steps()),
            percent(seconds.waiting()),
            percent(seconds.validation()),
            percent(seconds.checkpoints())));
  }

  private String ofPeak() {
    return shareOfPeak.isPresent()
        ? text(
            ", %.0f%% of the %.0f with which this machine multiplies large matrices",
            100 * shareOfPeak.getAsDouble(), peakGflopPerSecond.getAsDouble())
        : "";
  }

  private double percent(double part) {
    return 100 * part / seconds.epochs();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
