package dev.xray.core.model;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Says by how many KB a process grows while it predicts one image again and again, with a heap that
 * does not grow. The argument is the model.
 */
final class MemoryProbe {
  private static final int CALLS = 30_000;

  private MemoryProbe() {}

  public static void main(String[] args) throws Exception {
    ModelBundle bundle = ModelBundle.read(Path.of(args[0]));
    float[] pixels = new float[bundle.description().width() * bundle.description().height()];
    try (OnnxNetwork network = OnnxNetwork.of(bundle, 2)) {
      predict(network, pixels);
      long before = anonymous();
      predict(network, pixels);
      System.out.println(anonymous() - before);
    }
  }

  private static void predict(OnnxNetwork network, float[] pixels) {
    for (int i = 0; i < CALLS; i++) {
      network.probabilities(pixels, 1);
    }
  }

  /** KB of this process that no file holds. */
  private static long anonymous() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("RssAnon:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
