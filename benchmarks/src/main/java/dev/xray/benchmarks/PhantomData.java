package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.DatasetReader;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.SourceSpec;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Generated phantoms as a data set, as all benchmarks read them. */
final class PhantomData {
  static final Classes CLASSES = new Classes("normal", "covid");

  private PhantomData() {}

  /**
   * Reads what {@link PhantomGenerator} wrote.
   *
   * @param folder into which it wrote
   */
  static Dataset read(Path folder, Seed seed) throws Exception {
    DatasetSpec spec =
        new DatasetSpec(
            CLASSES,
            List.of(
                source(folder, PhantomGenerator.POSITIVE, CLASSES.positive()),
                source(folder, PhantomGenerator.NEGATIVE, CLASSES.negative())));
    return DatasetReader.read(spec, seed, warning -> {});
  }

  private static SourceSpec source(Path folder, String finding, String label) {
    return new SourceSpec(
        label,
        Optional.of(folder.resolve(PhantomGenerator.METADATA)),
        folder.resolve(PhantomGenerator.IMAGES),
        Map.of("finding", finding),
        label,
        false);
  }
}
