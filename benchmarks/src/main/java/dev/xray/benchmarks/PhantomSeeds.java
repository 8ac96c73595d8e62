package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.DatasetReader;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.SourceSpec;
import dev.xray.core.dataset.Split;
import dev.xray.core.dataset.Splitter;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.Evaluator;
import dev.xray.core.evaluation.Thresholds;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.image.Pixels;
import dev.xray.core.image.Preprocessor;
import dev.xray.core.pipeline.Recipe;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.Predictor;
import dev.xray.core.training.Trainer;
import dev.xray.core.training.TrainingListener;
import dev.xray.core.training.TrainingPlan;
import dev.xray.core.training.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The example project's run on fresh phantoms, seed by seed: test AUC with the true labels, and
 * with the training labels shuffled, where a network that learns nothing but noise would stay near
 * 0.5.
 *
 * <p>Arguments: a folder to write phantoms to, then seeds. Prints a Markdown table.
 */
public final class PhantomSeeds {
  private static final Classes CLASSES = new Classes("normal", "covid");

  private final Recipe recipe =
      Recipe.article()
          .with(
              Map.of("preprocessing.width", 64, "preprocessing.height", 64, "training.epochs", 40));
  private final TensorFlowRuntime runtime = TensorFlowRuntime.load(RuntimeSettings.defaults());

  private PhantomSeeds() throws Exception {}

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    PhantomSeeds benchmark = new PhantomSeeds();
    System.out.println("| seed | test images | AUC | AUC, training labels shuffled |");
    System.out.println("|---|---|---|---|");
    for (String seed : List.of(arguments).subList(1, arguments.length)) {
      benchmark.run(Path.of(arguments[0]).resolve(seed), new Seed(Long.parseLong(seed)));
    }
  }

  private void run(Path folder, Seed seed) throws Exception {
    PhantomGenerator.generate(PhantomSettings.defaults(), seed, folder, done -> {});
    DatasetSpec spec =
        new DatasetSpec(
            CLASSES,
            List.of(
                source(folder, PhantomGenerator.POSITIVE, CLASSES.positive()),
                source(folder, PhantomGenerator.NEGATIVE, CLASSES.negative())));
    Dataset dataset = DatasetReader.read(spec, seed, warning -> {});
    Split split = Splitter.split(dataset.images(), CLASSES, recipe.split(), seed);
    InMemoryPixels all =
        new Preprocessor(recipe.preprocessing())
            .applyAll(
                dataset.images(), CLASSES, Runtime.getRuntime().availableProcessors(), done -> {});
    Pixels training = all.select(split.indices(Part.TRAINING));
    Pixels test = all.select(split.indices(Part.TEST));
    System.out.printf(
        "| %d | %d | %.3f | %.3f |%n",
        seed.value(),
        test.size(),
        auc(training, test, seed),
        auc(Shuffled.of(training, seed), test, seed));
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

  private double auc(Pixels training, Pixels test, Seed seed) throws Exception {
    TrainingPlan plan =
        new TrainingPlan(recipe.network(), recipe.training(), recipe.augmentation(), seed);
    TrainingResult result =
        new Trainer(runtime, plan)
            .train(training, Optional.empty(), TrainingListener.NONE, Optional.empty());
    try (Predictor predictor =
        new Predictor(runtime, recipe.network(), result.weights(), test.width(), test.height())) {
      float[] probabilities = predictor.predict(test);
      List<Case> cases = new ArrayList<>();
      for (int i = 0; i < test.size(); i++) {
        cases.add(new Case(test.label(i) == 1, probabilities[i], Optional.empty()));
      }
      return Evaluator.evaluate(cases, Thresholds.DEFAULT).rocAuc().value().orElseThrow();
    }
  }

  /** The same images with their labels permuted. */
  private record Shuffled(Pixels images, List<Integer> labels) implements Pixels {
    static Shuffled of(Pixels images, Seed seed) {
      List<Integer> labels = new ArrayList<>();
      for (int i = 0; i < images.size(); i++) {
        labels.add(images.label(i));
      }
      Collections.shuffle(labels, new Random(seed.derive("shuffled labels")));
      return new Shuffled(images, labels);
    }

    @Override
    public int size() {
      return images.size();
    }

    @Override
    public int width() {
      return images.width();
    }

    @Override
    public int height() {
      return images.height();
    }

    @Override
    public int label(int index) {
      return labels.get(index);
    }

    @Override
    public void read(int index, byte[] target) {
      images.read(index, target);
    }
  }
}
