package dev.xray.examples.app;

import dev.xray.core.Disclaimer;
import dev.xray.core.XrayException;
import dev.xray.core.model.Prediction;
import dev.xray.core.model.XrayClassifier;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/** Classifies image files with the model that came as a Maven dependency. */
public final class PhantomApp {
  private PhantomApp() {}

  /**
   * Prints a line for each image.
   *
   * @param files image files
   * @throws XrayException if the model or an image cannot be read
   * @throws IOException if a file cannot be opened
   */
  public static void main(String[] files) throws XrayException, IOException {
    run(System.out, files);
  }

  static void run(PrintStream out, String... files) throws XrayException, IOException {
    out.println(Disclaimer.TEXT);
    try (XrayClassifier classifier = XrayClassifier.fromClasspath("phantom-model")) {
      for (String file : files) {
        Prediction prediction = classifier.classify(Path.of(file));
        out.printf(
            Locale.ROOT, "%s: %s (%.3f)%n", file, prediction.label(), prediction.probability());
      }
    }
  }
}
