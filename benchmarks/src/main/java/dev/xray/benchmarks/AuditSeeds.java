package dev.xray.benchmarks;

import dev.xray.benchmarks.AuditedPhantoms.Pointing;
import dev.xray.benchmarks.AuditedPhantoms.Result;
import dev.xray.core.Folders;
import dev.xray.core.Json;
import dev.xray.core.Seed;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.dataset.phantom.Shortcut;
import dev.xray.core.pipeline.Recipe;
import dev.xray.core.runtime.RuntimeSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * The whole audit on phantoms, seed by seed, in two arms that differ in the planted marker alone.
 * Everything of the generator but the number of images is its frozen default. The article's recipe
 * learns from half of the images, at 64 by 64 pixels, and is tested and audited on the other half.
 *
 * <p>Arguments: a folder, the number of images, epochs, threads, {@code clean}, {@code planted} or
 * {@code both}, first and last seed, then settings of the recipe such as {@code
 * augmentation.zoom=0.1}. What is done is kept in the folder and not done again, so that an
 * interrupted run goes on, and two processes can share the work. Prints Markdown tables.
 */
public final class AuditSeeds {
  private static final int SIDE = 64;
  private static final String OUTSIDE_LUNGS = "outsideLungs";

  private final Path folder;
  private final AuditedPhantoms phantoms;

  private AuditSeeds(Path folder, int images, int epochs, int threads, List<String> settings)
      throws Exception {
    this.folder = folder;
    Map<String, Object> overrides = new TreeMap<>();
    overrides.put("preprocessing.width", SIDE);
    overrides.put("preprocessing.height", SIDE);
    overrides.put("training.epochs", epochs);
    for (String setting : settings) {
      overrides.put(setting.split("=")[0], setting.split("=")[1]);
    }
    RuntimeSettings defaults = RuntimeSettings.defaults();
    phantoms =
        new AuditedPhantoms(
            PhantomSettings.defaults().withImages(images),
            new Learner(
                Recipe.article().with(overrides),
                new RuntimeSettings(defaults.device(), threads, defaults.oneDnn())));
  }

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    AuditSeeds benchmark =
        new AuditSeeds(
            Path.of(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            List.of(arguments).subList(7, arguments.length));
    List<Shortcut> arms =
        switch (arguments[4]) {
          case "clean" -> List.of(Shortcut.OFF);
          case "planted" -> List.of(Shortcut.PLANTED);
          default -> List.of(Shortcut.OFF, Shortcut.PLANTED);
        };
    List<Long> seeds =
        LongStream.rangeClosed(Long.parseLong(arguments[5]), Long.parseLong(arguments[6]))
            .boxed()
            .toList();
    for (long seed : seeds) {
      for (Shortcut arm : arms) {
        benchmark.result(arm, seed);
      }
    }
    for (Shortcut arm : arms) {
      System.out.println("\n### " + name(arm) + "\n");
      List<Result> results = new ArrayList<>();
      for (long seed : seeds) {
        results.add(benchmark.result(arm, seed));
      }
      printRuns(seeds, results);
      printSummary(results);
      printPointing(results);
    }
  }

  private static String name(Shortcut arm) {
    return arm == Shortcut.OFF ? "clean" : "planted";
  }

  private Result result(Shortcut arm, long seed) throws Exception {
    Path kept = folder.resolve(name(arm) + "-" + seed + ".json");
    if (!Files.exists(kept)) {
      Path images = folder.resolve(name(arm) + "-" + seed);
      Json.write(kept, phantoms.run(arm, new Seed(seed), images));
      Folders.delete(images);
      System.err.println(kept.getFileName() + " is done.");
    }
    return Json.read(kept, Result.class);
  }

  private static void printRuns(List<Long> seeds, List<Result> results) {
    System.out.println(
        "| seed | test images | AUC | reversed hospital | outside the lungs (baseline) | lungs"
            + " removed (probe) | shortcut | found positives | HiResCAM on a lesion | alarms |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    for (int i = 0; i < results.size(); i++) {
      Result result = results.get(i);
      System.out.printf(
          "| %d | %d | %s | %s | %s | %s | %s | %d | %s | %s |%n",
          seeds.get(i),
          result.testImages(),
          text(result.auc()),
          text(result.reversed().orElse(Double.NaN)),
          text(result.baselines().get(OUTSIDE_LUNGS)),
          text(result.probes().get("lungsRemoved")),
          text(result.shortcut().orElse(Double.NaN)),
          result.found(),
          result.pointing().containsKey("HiResCAM")
              ? text(result.pointing().get("HiResCAM").lesionHits())
              : "–",
          result.alarms().isEmpty() ? "none" : String.join(", ", result.alarms()));
    }
  }

  private static void printSummary(List<Result> results) {
    System.out.println("\n| figure | mean | median | lowest | highest |\n|---|---|---|---|---|");
    row("AUC", results, Result::auc);
    row("reversed hospital", results, result -> result.reversed().orElse(Double.NaN));
    row("shortcut", results, result -> result.shortcut().orElse(Double.NaN));
    for (String id : results.get(0).baselines().keySet()) {
      row("baseline " + id, results, result -> result.baselines().get(id));
    }
    for (String key : results.get(0).probes().keySet()) {
      row("probe " + key, results, result -> result.probes().get(key));
    }
    System.out.printf(
        "%nAlarms: %d of %d.%n",
        results.stream().filter(result -> !result.alarms().isEmpty()).count(), results.size());
  }

  private static void row(String name, List<Result> results, ToDoubleFunction<Result> figure) {
    double[] sorted =
        results.stream()
            .mapToDouble(figure)
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return;
    }
    int n = sorted.length;
    double sum = 0;
    for (double value : sorted) {
      sum += value;
    }
    System.out.printf(
        "| %s | %s | %s | %s | %s |%n",
        name,
        text(sum / n),
        text((sorted[(n - 1) / 2] + sorted[n / 2]) / 2),
        text(sorted[0]),
        text(sorted[n - 1]));
  }

  private static void printPointing(List<Result> results) {
    int found = results.stream().mapToInt(Result::found).sum();
    System.out.printf(
        "%n%d found positives, at least %d for a seed.%n%n",
        found, results.stream().mapToInt(Result::found).min().orElse(0));
    System.out.println(
        "| points | on a lesion, of all found | median over seeds | lowest | highest | in the lungs"
            + " | share on lesions | share in the lungs |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (String name : results.get(0).pointing().keySet()) {
      double[] hits =
          results.stream()
              .filter(result -> result.found() > 0)
              .mapToDouble(result -> result.pointing().get(name).lesionHits())
              .sorted()
              .toArray();
      int n = hits.length;
      System.out.printf(
          "| %s | %s | %s | %s | %s | %s | %s | %s |%n",
          name,
          text(pooled(results, name, Pointing::lesionHits)),
          text((hits[(n - 1) / 2] + hits[n / 2]) / 2),
          text(hits[0]),
          text(hits[n - 1]),
          text(pooled(results, name, Pointing::lungHits)),
          text(pooled(results, name, Pointing::lesionShare)),
          text(pooled(results, name, Pointing::lungShare)));
    }
  }

  /** The mean over all found positives of all seeds. */
  private static double pooled(
      List<Result> results, String name, ToDoubleFunction<Pointing> figure) {
    double sum = 0;
    int found = 0;
    for (Result result : results) {
      if (result.found() > 0) {
        sum += result.found() * figure.applyAsDouble(result.pointing().get(name));
        found += result.found();
      }
    }
    return sum / found;
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }
}
