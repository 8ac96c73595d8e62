package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.DatasetManifest;
import dev.xray.core.dataset.DatasetReader;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.SourceSpec;
import dev.xray.core.dataset.Split;
import dev.xray.core.dataset.Splitter;
import dev.xray.core.image.Pixels;
import dev.xray.core.image.Preprocessor;
import dev.xray.core.pipeline.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The article's two collections, read and split as a run of the plugin did. */
final class ArticleData {
  private final Recipe recipe;
  private final Dataset dataset;
  private final Split split;

  /**
   * Reads and splits them.
   *
   * @param folder of the two collections
   * @param recipe of the split and the preprocessing
   * @param seed of the split
   */
  ArticleData(Path folder, Recipe recipe, Seed seed) throws XrayException, IOException {
    this.recipe = recipe;
    this.dataset = DatasetReader.read(spec(folder, "covid", "normal"), seed, warning -> {});
    this.split = Splitter.split(dataset.images(), dataset.classes(), recipe.split(), seed);
  }

  /**
   * Reads them again.
   *
   * @param folder of the two collections
   * @param recipe of the run
   * @param manifest that the run wrote; names the seed
   * @throws XrayException if the images, their order or the split are not the run's
   */
  ArticleData(Path folder, Recipe recipe, DatasetManifest manifest)
      throws XrayException, IOException {
    Seed seed = new Seed(manifest.seed());
    this.recipe = recipe;
    this.dataset =
        DatasetReader.read(
            spec(folder, manifest.sources().get(0).source(), manifest.sources().get(1).source()),
            seed,
            warning -> {});
    this.split = Splitter.split(dataset.images(), dataset.classes(), recipe.split(), seed);
    String digest = DatasetManifest.of(dataset, split, recipe.split(), seed).digest();
    if (!digest.equals(manifest.digest())) {
      throw new XrayException("These are not the images and the split of the run's manifest.");
    }
  }

  /**
   * The two collections as in xray-examples/article/pom.xml.
   *
   * @param covid name of the first
   * @param normal name of the second
   */
  static DatasetSpec spec(Path folder, String covid, String normal) {
    return spec(folder, covid, Map.of("finding", "COVID-19", "view", "PA"), normal);
  }

  /** The same with other rows of the first. */
  static DatasetSpec spec(Path folder, String covid, Map<String, String> where, String normal) {
    Path collection = folder.resolve("covid-chestxray-dataset");
    return new DatasetSpec(
        new Classes("normal", "covid"),
        List.of(
            new SourceSpec(
                covid,
                Optional.of(collection.resolve("metadata.csv")),
                collection.resolve("images"),
                where,
                "covid",
                false),
            new SourceSpec(
                normal,
                Optional.empty(),
                folder.resolve("chest_xray/train/NORMAL"),
                Map.of(),
                "normal",
                true)));
  }

  /** All images with their files. */
  Dataset dataset() {
    return dataset;
  }

  /** The preprocessed images of a part. */
  Pixels pixels(Part part) throws XrayException, IOException {
    return pixels(split.indices(part).stream().map(dataset.images()::get).toList());
  }

  /** Some images, preprocessed. */
  Pixels pixels(List<LabeledImage> images) throws XrayException, IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    return new Preprocessor(recipe.preprocessing())
        .applyAll(images, dataset.classes(), threads, done -> {});
  }
}
