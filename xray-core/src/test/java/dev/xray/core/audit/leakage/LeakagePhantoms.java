package dev.xray.core.audit.leakage;

import dev.xray.core.Seed;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.dataset.phantom.PhantomSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Phantoms among which nothing leaks until a test plants it. */
final class LeakagePhantoms {
  private LeakagePhantoms() {}

  /** Generates 16 into a folder; their files, sorted. */
  static List<Path> in(Path folder) throws Exception {
    PhantomGenerator.generate(
        PhantomSettings.defaults().withImages(16).withSize(160), new Seed(3), folder, done -> {});
    try (Stream<Path> all = Files.list(folder.resolve(PhantomGenerator.IMAGES))) {
      return all.sorted().toList();
    }
  }
}
