package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.audit.Alarms;
import dev.xray.core.audit.probe.ImageFiles;
import dev.xray.core.audit.probe.Probe;
import dev.xray.core.audit.probe.ProbeImages;
import dev.xray.core.audit.probe.ProbeReport;
import dev.xray.core.audit.probe.ProbeSettings;
import dev.xray.core.audit.probe.Prober;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.LungMasks;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.dataset.phantom.Shortcut;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.image.Pixels;
import dev.xray.core.image.Preprocessor;
import dev.xray.core.network.Weights;
import dev.xray.core.pipeline.Recipe;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.Predictor;
import dev.xray.core.training.Trainer;
import dev.xray.core.training.TrainingListener;
import dev.xray.core.training.TrainingPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shortcut probes of models that were trained on phantoms, seed by seed, in two arms that differ in
 * the planted marker alone: without it, and with it. Each model learns from {@value #TRAINING}
 * phantoms and is probed with {@value #TEST} others, and the planted one is also tested in the
 * hospital where the marker stands on the other class.
 *
 * <p>Arguments: a folder to write phantoms to, the number of epochs, then seeds. Prints a Markdown
 * table with a row for each model, then one with the median, lowest and highest AUC of each probe.
 */
public final class ProbeSeeds {
  private static final int TRAINING = 400;
  private static final int TEST = 400;
  private static final double THRESHOLD = 0.5;

  private final Path folder;
  private final Recipe recipe;
  private final int threads = Runtime.getRuntime().availableProcessors();
  private final TensorFlowRuntime runtime = TensorFlowRuntime.load(RuntimeSettings.defaults());
  private final Map<String, List<Double>> areas = new TreeMap<>();

  private ProbeSeeds(Path folder, int epochs) throws Exception {
    this.folder = folder;
    this.recipe =
        Recipe.article()
            .with(
                Map.of(
                    "preprocessing.width",
                    64,
                    "preprocessing.height",
                    64,
                    "training.epochs",
                    epochs));
  }

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    ProbeSeeds benchmark = new ProbeSeeds(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    System.out.println(
        "| arm | seed | AUC | AUC, reversed hospital | lungs removed | border only | corners"
            + " swapped | shortcut | alarms |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    for (Shortcut arm : List.of(Shortcut.OFF, Shortcut.PLANTED)) {
      for (String seed : List.of(arguments).subList(2, arguments.length)) {
        benchmark.run(arm, new Seed(Long.parseLong(seed)));
      }
    }
    benchmark.printProbes();
  }

  private void run(Shortcut arm, Seed seed) throws Exception {
    Images training = images(arm, TRAINING, seed, "training");
    Seed fresh = new Seed(seed.derive("fresh phantoms"));
    Images test = images(arm, TEST, fresh, "test");
    Weights weights = train(training.pixels(), seed);
    try (Predictor predictor = new Predictor(runtime, recipe.network(), weights, 64, 64)) {
      ProbeReport report = probe(test, predictor, seed);
      String reversed =
          arm == Shortcut.OFF
              ? ""
              : figure(
                  probe(images(Shortcut.REVERSED, TEST, fresh, "test"), predictor, seed).auc());
      print(arm, seed, report, reversed);
    }
  }

  private ProbeReport probe(Images images, Predictor predictor, Seed seed) throws Exception {
    return Prober.run(
        new ProbeImages(
            images.pixels(),
            new ImageFiles(images.images(), LungMasks.in(Optional.empty())),
            images.images().stream().map(LabeledImage::patient).toList(),
            recipe.preprocessing()),
        predictor::predict,
        new ProbeSettings(THRESHOLD, seed, EvaluationSettings.defaults(), threads),
        done -> {});
  }

  private void print(Shortcut arm, Seed seed, ProbeReport report, String reversed) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %s | %s | %s | %s | %s | %s | %s |%n",
        arm == Shortcut.OFF ? "clean" : "planted",
        seed.value(),
        figure(report.auc()),
        reversed,
        area(report, Probe.LUNGS_REMOVED),
        area(report, Probe.BORDER_ONLY),
        area(report, Probe.CORNERS_SWAPPED),
        figure(report.shortcut().value()),
        Alarms.of(report.checks()).stream()
            .filter(Alarms.Alarm::raised)
            .map(alarm -> alarm.check().id().replace("probe.", ""))
            .toList());
    report
        .results()
        .forEach(
            result ->
                areas
                    .computeIfAbsent(
                        (arm == Shortcut.OFF ? "clean | " : "planted | ") + result.probe().text(),
                        any -> new ArrayList<>())
                    .add(result.evaluation().auc().value().orElseThrow()));
  }

  private static String area(ProbeReport report, Probe probe) {
    return report.results().stream()
        .filter(result -> result.probe() == probe)
        .map(result -> figure(result.evaluation().auc()))
        .findFirst()
        .orElse("");
  }

  private static String figure(Estimate estimate) {
    return estimate.value().isEmpty()
        ? "undefined"
        : String.format(Locale.ROOT, "%.3f", estimate.value().getAsDouble())
            + estimate
                .interval()
                .map(
                    bounds ->
                        String.format(Locale.ROOT, " (%.3f to %.3f)", bounds.low(), bounds.high()))
                .orElse("");
  }

  private void printProbes() {
    System.out.println();
    System.out.println("| arm | probe | median AUC | lowest | highest |");
    System.out.println("|---|---|---|---|---|");
    areas.forEach(
        (name, values) -> {
          List<Double> sorted = values.stream().sorted().toList();
          double median = (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
          System.out.printf(
              Locale.ROOT,
              "| %s | %.3f | %.3f | %.3f |%n",
              name,
              median,
              sorted.get(0),
              sorted.get(sorted.size() - 1));
        });
  }

  private record Images(List<LabeledImage> images, Pixels pixels) {}

  private Images images(Shortcut arm, int number, Seed seed, String name) throws Exception {
    Path phantoms = folder.resolve(seed.value() + "-" + name + "-" + arm);
    PhantomGenerator.generate(
        PhantomSettings.defaults().withImages(number).withShortcut(arm),
        seed,
        phantoms,
        done -> {});
    Dataset dataset = PhantomData.read(phantoms, seed);
    Pixels pixels =
        new Preprocessor(recipe.preprocessing())
            .applyAll(dataset.images(), PhantomData.CLASSES, threads, done -> {})
            .pixels();
    return new Images(dataset.images(), pixels);
  }

  private Weights train(Pixels training, Seed seed) throws Exception {
    return new Trainer(
            runtime,
            new TrainingPlan(recipe.network(), recipe.training(), recipe.augmentation(), seed))
        .train(training, Optional.empty(), TrainingListener.NONE, Optional.empty())
        .weights();
  }
}
