package dev.xray.core.pipeline;

import dev.xray.core.Folders;
import dev.xray.core.Seed;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.dataset.phantom.PhantomSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** From settings to phantoms in a folder. */
final class PhantomStep {
  private PhantomStep() {}

  /** Everything that decides the files. */
  private record Inputs(String xray, PhantomSettings settings, long seed) {}

  static void run(PhantomSettings settings, long seed, Path folder, XrayListener listener)
      throws XrayException, IOException {
    Folders.delete(stamp(folder));
    PhantomGenerator.generate(
        settings,
        new Seed(seed),
        folder,
        done -> listener.progress("Phantoms", done, settings.images()));
    List<Path> files = new ArrayList<>(List.of(folder.resolve(PhantomGenerator.METADATA)));
    for (String images :
        List.of(
            PhantomGenerator.IMAGES, PhantomGenerator.LUNG_MASKS, PhantomGenerator.LESION_MASKS)) {
      try (Stream<Path> found = Files.list(folder.resolve(images))) {
        files.addAll(found.toList());
      }
    }
    Stamp.write(stamp(folder), digest(settings, seed), List.of(), files);
  }

  /** What was made in a folder, and from what. */
  static Path stamp(Path folder) {
    return folder.resolve("phantoms.stamp.json");
  }

  /** SHA-256 over everything that decides the files. */
  static String digest(PhantomSettings settings, long seed) {
    Inputs inputs = new Inputs(Versions.xray(), settings, seed);
    return Hashes.sha256OfJson(inputs);
  }
}
