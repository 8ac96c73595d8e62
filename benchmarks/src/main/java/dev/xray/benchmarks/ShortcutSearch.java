package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.XrayException;
import dev.xray.core.audit.probe.Originals;
import dev.xray.core.audit.probe.Probe;
import dev.xray.core.audit.probe.ProbeImages;
import dev.xray.core.audit.probe.ProbeReport;
import dev.xray.core.audit.probe.ProbeSettings;
import dev.xray.core.audit.probe.Prober;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.DatasetReader;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.Split;
import dev.xray.core.dataset.Splitter;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.image.Preprocessor;
import dev.xray.core.image.Shrunk;
import dev.xray.core.network.Weights;
import dev.xray.core.pipeline.Recipe;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.Predictor;
import dev.xray.core.training.Trainer;
import dev.xray.core.training.TrainingListener;
import dev.xray.core.training.TrainingPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shortcut probes of models that were trained on the article's two collections with other settings:
 * what a search for better ones may look at. It knows of no external set. So that many can be
 * tried, pictures are first reduced to {@value #SIDE} pixels.
 *
 * <p>Arguments: the folder of the collections, the seeds separated by commas. Standard input has a
 * line for each candidate: {@code PA} or {@code ALL}, for the positives, then settings {@code
 * name=value}, separated by blanks. Prints a row of a Markdown table for each candidate and seed.
 */
public final class ShortcutSearch {
  private static final Classes CLASSES = new Classes("normal", "covid");
  private static final List<Probe> SHOWN =
      List.of(
          Probe.BORDER_ONLY,
          Probe.CORNERS_SWAPPED,
          Probe.CENTRE_REMOVED,
          Probe.TILES_SHUFFLED,
          Probe.BORDER_REMOVED,
          Probe.GAMMA_LOWER,
          Probe.JPEG_50,
          Probe.SCALED_HALF);

  /** Longer side of the pictures that are kept, in pixels: several times the network's. */
  private static final int SIDE = 400;

  private final Path folder;
  private final Map<Path, GreyImage> pictures = new HashMap<>();
  private final int threads = Runtime.getRuntime().availableProcessors();
  private final TensorFlowRuntime runtime = TensorFlowRuntime.load(RuntimeSettings.defaults());

  private ShortcutSearch(Path folder) throws Exception {
    this.folder = folder;
  }

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    ShortcutSearch search = new ShortcutSearch(Path.of(arguments[0]));
    System.out.println(
        "| candidate | seed | AUC | shortcut | "
            + String.join(" | ", SHOWN.stream().map(Probe::key).toList())
            + " |");
    System.out.println("|---|---|---|---|" + "---|".repeat(SHOWN.size()));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      for (String seed : arguments[1].split(",")) {
        search.run(line.strip(), new Seed(Long.parseLong(seed)));
      }
    }
  }

  private void run(String candidate, Seed seed) throws Exception {
    String[] words = candidate.split(" +");
    Map<String, Object> settings = new TreeMap<>();
    for (int i = 1; i < words.length; i++) {
      String[] setting = words[i].split("=", 2);
      settings.put(setting[0], setting[1]);
    }
    Recipe recipe = Recipe.article().with(settings);
    recipe.validate();
    Dataset dataset = DatasetReader.read(spec(words[0]), seed, warning -> {});
    Split split = Splitter.split(dataset.images(), CLASSES, recipe.split(), seed);
    InMemoryPixels pixels = pixels(dataset.images(), recipe);
    Weights weights =
        new Trainer(
                runtime,
                new TrainingPlan(recipe.network(), recipe.training(), recipe.augmentation(), seed))
            .train(
                pixels.select(split.indices(Part.TRAINING)),
                Optional.empty(),
                TrainingListener.NONE,
                Optional.empty())
            .weights();
    List<Integer> test = split.indices(Part.TEST);
    List<LabeledImage> images = test.stream().map(dataset.images()::get).toList();
    int width = recipe.preprocessing().width();
    int height = recipe.preprocessing().height();
    try (Predictor predictor = new Predictor(runtime, recipe.network(), weights, width, height)) {
      ProbeReport report =
          Prober.run(
              new ProbeImages(
                  pixels.select(test),
                  new Pictures(images),
                  images.stream().map(LabeledImage::patient).toList(),
                  recipe.preprocessing()),
              predictor::predict,
              new ProbeSettings(0.5, seed, EvaluationSettings.defaults(), threads),
              done -> {});
      print(candidate, seed, report);
    }
  }

  private InMemoryPixels pixels(List<LabeledImage> images, Recipe recipe) throws Exception {
    Preprocessor preprocessor = new Preprocessor(recipe.preprocessing());
    List<GreyImage> small = new ArrayList<>();
    for (LabeledImage image : images) {
      small.add(preprocessor.apply(picture(image.path())));
    }
    return InMemoryPixels.of(
        recipe.preprocessing().width(),
        recipe.preprocessing().height(),
        small,
        images.stream().map(image -> CLASSES.index(image.label())).toList());
  }

  /** Decoded once for all candidates, and reduced. */
  private GreyImage picture(Path file) throws XrayException, IOException {
    GreyImage known = pictures.get(file);
    if (known == null) {
      known = Shrunk.of(ImageCodec.decodeGrey(Files.readAllBytes(file), file.toString()), SIDE);
      pictures.put(file, known);
    }
    return known;
  }

  /** The reduced pictures of the test part, all of which are known by now. */
  private final class Pictures implements Originals {
    private final List<LabeledImage> images;

    Pictures(List<LabeledImage> images) {
      this.images = images;
    }

    @Override
    public GreyImage decoded(int index) {
      return pictures.get(images.get(index).path());
    }

    @Override
    public Optional<GreyImage> mask(int index) {
      return Optional.empty();
    }

    @Override
    public String name(int index) {
      return images.get(index).file();
    }

    @Override
    public boolean hasMask(int index) {
      return false;
    }
  }

  private static void print(String candidate, Seed seed, ProbeReport report) {
    StringBuilder row =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s |",
                candidate,
                seed.value(),
                figure(report.auc()),
                figure(report.shortcut().value())));
    for (Probe probe : SHOWN) {
      report.results().stream()
          .filter(result -> result.probe() == probe)
          .forEach(
              result -> row.append(' ').append(figure(result.evaluation().auc())).append(" |"));
    }
    System.out.println(row);
  }

  private static String figure(Estimate estimate) {
    return estimate.value().isEmpty()
        ? "undefined"
        : String.format(Locale.ROOT, "%.3f", estimate.value().getAsDouble());
  }

  private DatasetSpec spec(String positives) {
    Map<String, String> where =
        switch (positives) {
          case "PA" -> Map.of("finding", "COVID-19", "view", "PA");
          case "ALL" -> Map.of("finding", "regex:COVID-19.*");
          default -> throw new IllegalArgumentException(positives);
        };
    return ArticleData.spec(folder, "covid-chestxray-dataset", where, "chest_xray");
  }
}
