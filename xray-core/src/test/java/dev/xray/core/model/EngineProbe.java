package dev.xray.core.model;

import dev.xray.core.XrayException;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import java.nio.file.Path;

/** Classifies an image in a JVM of its own: arguments are the model, the image, the engine. */
final class EngineProbe {
  private EngineProbe() {}

  public static void main(String[] args) throws Exception {
    try (XrayClassifier classifier =
        XrayClassifier.of(
            ModelBundle.read(Path.of(args[0])),
            new RuntimeSettings(Device.CPU, 1, true),
            Engine.valueOf(args[2]))) {
      System.out.println("probability " + classifier.classify(Path.of(args[1])).probability());
    } catch (XrayException e) {
      System.out.println("error " + e.getMessage());
    }
  }
}
