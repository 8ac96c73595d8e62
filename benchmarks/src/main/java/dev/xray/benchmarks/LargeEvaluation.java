package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Evaluator;
import dev.xray.core.evaluation.PairedCase;
import dev.xray.core.evaluation.PairedEvaluator;
import dev.xray.core.evaluation.ThresholdPair;
import dev.xray.core.evaluation.Thresholds;
import dev.xray.core.image.PixelCache;
import dev.xray.core.image.Pixels;
import dev.xray.core.image.Preprocessing;
import dev.xray.core.image.RecordCache;
import dev.xray.core.model.ModelCalibration;
import dev.xray.core.report.AuditStatus;
import dev.xray.core.report.CalibrationReport;
import dev.xray.core.report.ImageResult;
import dev.xray.core.report.PartReport;
import dev.xray.core.report.Provenance;
import dev.xray.core.report.ReportData;
import dev.xray.core.report.ReportWriter;
import dev.xray.core.report.SliceReport;
import dev.xray.core.runtime.OpenCvRuntime;
import dev.xray.core.runtime.RuntimeInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * How long everything takes that follows the predictions of a large evaluation: all figures of a
 * test part at two thresholds, with patients of two images, in {@value #COLUMNS} columns of slices,
 * before calibration, and of an external set of a fifth of the size; then all files. Arguments: a
 * folder, in which all is made; the number of images of the test part, 100,000 unless given; {@code
 * paired} to compare two models on them in place of that. The pictures are those of a hundred
 * phantoms, again and again. Ends with a digest of each file, to see whether a change changed any.
 */
public final class LargeEvaluation {
  private static final int COLUMNS = 4;
  private static final int PHANTOMS = 100;

  private final int images;
  private final EvaluationSettings settings =
      new EvaluationSettings(0.95, 2000, 1, OptionalDouble.of(0.1));

  private LargeEvaluation(int images) {
    this.images = images;
  }

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    LargeEvaluation large =
        new LargeEvaluation(arguments.length < 2 ? 100_000 : Integer.parseInt(arguments[1]));
    if (arguments.length > 2 && arguments[2].equals("paired")) {
      large.compare();
    } else {
      large.evaluate(folder);
    }
  }

  private void evaluate(Path folder) throws Exception {
    Pixels pixels = phantoms(folder);
    List<ImageResult> test = results("test", images, 1, pixels);
    List<ImageResult> elsewhere = results("elsewhere", images / 5, 0.7, pixels);
    Stopwatch all = new Stopwatch();
    Stopwatch figures = new Stopwatch();
    PartReport ofTest = report(test);
    PartReport ofElsewhere = report(elsewhere);
    Evaluation before = evaluate(sharper(test));
    System.out.println("figures: " + figures);
    Stopwatch files = new Stopwatch();
    Path report = folder.resolve("report");
    ReportWriter.write(
        new ReportData(
            "large",
            PhantomData.CLASSES,
            Map.of(Part.TEST, ofTest),
            Map.of("elsewhere", ofElsewhere),
            Optional.empty(),
            settings.prevalence(),
            Optional.of(
                new CalibrationReport(
                    new ModelCalibration("temperature", 1.7, "validation", 1000, 0.6, 0.5),
                    before)),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            AuditStatus.NONE,
            provenance()),
        report);
    System.out.println("files: " + files);
    System.out.println("together: " + all);
    System.out.printf("still in use on the heap: %,d MB%n", Heap.usedMegabytes());
    if (ofTest.images().isEmpty()) {
      throw new IllegalStateException("nothing was evaluated");
    }
    digests(report);
  }

  private static Pixels phantoms(Path folder) throws Exception {
    Path phantoms = folder.resolve("phantoms");
    if (!Files.exists(phantoms)) {
      PhantomGenerator.generate(
          PhantomSettings.defaults().withImages(PHANTOMS), new Seed(1), phantoms, done -> {});
    }
    OpenCvRuntime.load();
    Dataset dataset = PhantomData.read(phantoms, new Seed(1));
    return new PixelCache(RecordCache.in(folder.resolve("cache"), Long.MAX_VALUE, "benchmark"))
        .read(Preprocessing.article(), dataset.images(), dataset.classes(), 2, done -> {})
        .pixels();
  }

  private static List<ImageResult> results(
      String set, int count, double separation, Pixels pixels) {
    RandomGenerator random = new Seed(1).random("large evaluation " + set);
    List<ImageResult> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int index = i % pixels.size();
      boolean positive = i / 2 % 2 == 0;
      double logit = (positive ? separation : -separation) + 1.5 * random.nextGaussian();
      int age = 10 * random.nextInt(9);
      results.add(
          new ImageResult(
              "hospital-" + i % 5,
              String.format("images/%s-%06d-PA.png", set, i),
              String.format("%016x", new Seed(i).derive(set)).repeat(4),
              String.format("%016x", new Seed(i).derive("pixels of " + set)).repeat(4),
              Optional.of(set + " patient " + i / 2),
              PhantomData.CLASSES.names().get(positive ? 1 : 0),
              1 / (1 + Math.exp(-logit)),
              Optional.of(() -> pixels.image(index)),
              new TreeMap<>(
                  Map.of(
                      "sex",
                      i % 7 == 0 ? "unknown" : i / 2 % 2 == 0 ? "F" : "M",
                      "age",
                      age + " to " + (age + 9),
                      "view",
                      i % 3 == 0 ? "AP" : "PA",
                      "source",
                      "hospital-" + i % 5))));
    }
    return results;
  }

  /** As they were before a temperature of 1.7. */
  private static List<ImageResult> sharper(List<ImageResult> results) {
    return results.stream()
        .map(
            one -> {
              double odds = one.probability() / (1 - one.probability());
              return new ImageResult(
                  one.source(),
                  one.file(),
                  one.sha256(),
                  one.pixels(),
                  one.patient(),
                  one.label(),
                  1 / (1 + Math.pow(odds, -1.7)),
                  Optional.empty());
            })
        .toList();
  }

  private Evaluation evaluate(List<ImageResult> results) throws Exception {
    return Evaluator.evaluate(
        results.stream().map(one -> one.toCase(PhantomData.CLASSES)).toList(),
        Thresholds.DEFAULT,
        settings);
  }

  private PartReport report(List<ImageResult> results) throws Exception {
    List<SliceReport> slices = new ArrayList<>();
    for (String column : new TreeMap<>(results.get(0).attributes()).keySet()) {
      Map<String, List<ImageResult>> groups = new TreeMap<>();
      for (ImageResult one : results) {
        groups.computeIfAbsent(one.attributes().get(column), any -> new ArrayList<>()).add(one);
      }
      for (Map.Entry<String, List<ImageResult>> group : groups.entrySet()) {
        slices.add(new SliceReport(column, group.getKey(), evaluate(group.getValue())));
      }
    }
    return new PartReport(evaluate(results), results, slices);
  }

  private static Provenance provenance() {
    return new Provenance(
        "article",
        1,
        Map.of(),
        Map.of(),
        Map.of(),
        new RuntimeInfo("", "", RuntimeInfo.CPU, "", 2, 1, true),
        List.of(),
        List.of(),
        List.of());
  }

  private void compare() throws Exception {
    RandomGenerator random = new Seed(1).random("large comparison");
    List<PairedCase> cases = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      boolean positive = i / 2 % 2 == 0;
      double common = (positive ? 1 : -1) + random.nextGaussian();
      cases.add(
          new PairedCase(
              positive,
              1 / (1 + Math.exp(-common - random.nextGaussian())),
              1 / (1 + Math.exp(-common - 1.2 * random.nextGaussian())),
              Optional.of("patient " + i / 2)));
    }
    List<ThresholdPair> pairs =
        Thresholds.DEFAULT.stream().map(at -> new ThresholdPair(at, at)).toList();
    Stopwatch watch = new Stopwatch();
    String figures = PairedEvaluator.compare(cases, pairs, settings).toString();
    System.out.println("two models compared: " + watch);
    System.out.println(Hashes.sha256(figures.getBytes(StandardCharsets.UTF_8)));
  }

  private static void digests(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        System.out.printf(
            "%s %,d %s%n",
            Hashes.sha256(Files.readAllBytes(file)), Files.size(file), file.getFileName());
      }
    }
  }
}
