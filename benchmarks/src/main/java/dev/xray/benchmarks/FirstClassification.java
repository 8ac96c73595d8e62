package dev.xray.benchmarks;

import dev.xray.core.model.Prediction;
import dev.xray.core.model.XrayClassifier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Loads a model from the class path, classifies one image, and prints how long that took. */
public final class FirstClassification {
  private FirstClassification() {}

  /**
   * Prints the seconds from the start of this process to the first probability.
   *
   * @param arguments name of the model; an image file
   */
  public static void main(String[] arguments) throws Exception {
    try (XrayClassifier classifier = XrayClassifier.fromClasspath(arguments[0])) {
      Prediction prediction = classifier.classify(Path.of(arguments[1]));
      Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
      double seconds = Duration.between(start, Instant.now()).toMillis() / 1e3;
      System.err.println(prediction);
      System.out.printf(Locale.ROOT, "%.2f%n", seconds);
    }
  }
}
