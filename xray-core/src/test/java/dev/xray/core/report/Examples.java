package dev.xray.core.report;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.Licence.Use;
import dev.xray.core.dataset.LicenceCount;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.SourceCount;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Evaluator;
import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.ThresholdEvaluation;
import dev.xray.core.evaluation.Thresholds;
import dev.xray.core.image.PixelDigest;
import dev.xray.core.runtime.RuntimeInfo;
import dev.xray.core.training.EpochResult;
import dev.xray.core.training.History;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Made-up results with drawn pictures. */
final class Examples {
  static final Classes CLASSES = new Classes("normal", "covid");

  private static final List<ClassSamples> SAMPLES = samples();

  private Examples() {}

  /** A result like the article's: 46 test images, a few errors, no validation part. */
  static ReportData typical() throws SettingException {
    Map<Part, PartReport> parts = new EnumMap<>(Part.class);
    parts.put(Part.TRAINING, part("train", 132, 2.2, false));
    parts.put(Part.TEST, part("test", 46, 1.6, true));
    return data(parts, Optional.of(history(100, false)));
  }

  /** With a validation part, and images of which some outwit the network. */
  static ReportData withValidation() throws SettingException {
    Map<Part, PartReport> parts = new EnumMap<>(Part.class);
    parts.put(Part.TRAINING, part("train", 60, 2, false));
    parts.put(Part.VALIDATION, part("valid", 20, 1.5, false));
    parts.put(Part.TEST, part("test", 24, 0.6, true));
    return data(parts, Optional.of(history(12, true)));
  }

  /** A test part of exactly these images. */
  static ReportData of(ImageResult... test) throws SettingException {
    return data(Map.of(Part.TEST, evaluated(List.of(test))), Optional.empty());
  }

  /**
   * 40 test images that the network tells apart, and an external set of 30 negatives.
   *
   * @param falseAlarms how many of the external ones it calls positive
   */
  static ReportData withExternal(int falseAlarms) throws SettingException {
    ReportData good =
        of(
            IntStream.range(0, 40)
                .mapToObj(
                    i -> image("t" + i, i % 2 == 0 ? "covid" : "normal", i % 2 == 0 ? 0.9 : 0.1))
                .toArray(ImageResult[]::new));
    PartReport elsewhere =
        evaluated(
            IntStream.range(0, 30)
                .mapToObj(i -> image("e" + i, "normal", i < falseAlarms ? 0.8 : 0.2))
                .toList());
    return new ReportData(
        good.name(),
        CLASSES,
        good.parts(),
        Map.of("elsewhere", elsewhere),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        good.history(),
        Optional.empty(),
        good.samples(),
        AuditStatus.NONE,
        good.provenance());
  }

  /**
   * Typical, but at 0.5 the test set's sensitivity has an approximate interval, and its ROC AUC.
   */
  static ReportData approximate() throws SettingException {
    ReportData typical = typical();
    Evaluation test = typical.test().evaluation();
    Map<Metric, Estimate> scores = new EnumMap<>(test.scores());
    scores.computeIfPresent(Metric.ROC_AUC, (metric, figure) -> approximate(figure));
    List<ThresholdEvaluation> thresholds = new ArrayList<>(test.thresholds());
    Map<Metric, Estimate> figures = new EnumMap<>(thresholds.get(0).figures());
    figures.computeIfPresent(Metric.SENSITIVITY, (metric, figure) -> approximate(figure));
    thresholds.set(
        0,
        new ThresholdEvaluation(
            thresholds.get(0).threshold(), thresholds.get(0).confusion(), figures));
    Map<Part, PartReport> parts = new EnumMap<>(typical.parts());
    parts.put(
        Part.TEST,
        new PartReport(
            new Evaluation(
                test.images(),
                test.positives(),
                test.patients(),
                test.withoutPatient(),
                scores,
                thresholds,
                test.reliability()),
            typical.test().images()));
    return data(parts, typical.history());
  }

  private static Estimate approximate(Estimate figure) {
    Interval exact = figure.interval().orElseThrow();
    return new Estimate(
        figure.value(),
        figure.undefined(),
        Optional.of(
            new Interval(exact.low(), exact.high(), exact.confidence(), exact.method(), true)),
        figure.noInterval(),
        figure.support());
  }

  static ImageResult image(String file, String label, double probability) {
    GreyImage picture = picture(file.hashCode(), label.equals("covid"));
    return new ImageResult(
        "hospital",
        file,
        Hashes.sha256(file.getBytes(StandardCharsets.UTF_8)),
        PixelDigest.of(picture),
        Optional.of("patient of " + file),
        label,
        probability,
        Optional.of(() -> picture));
  }

  static PredictionData predictions() {
    return new PredictionData(
        "demo",
        CLASSES,
        Thresholds.DEFAULT,
        List.of(
            new PredictedImage("a.png", "1".repeat(64), 0.9375, Optional.of(picture(1, true))),
            new PredictedImage("b,\"c\".png", "2".repeat(64), 0.46875, Optional.empty())),
        Map.of("model", "3".repeat(64)));
  }

  static History history(int epochs, boolean validated) {
    RandomGenerator random = new Seed(5).random("history");
    List<EpochResult> results = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double progress = Math.exp(-4.0 * epoch / epochs);
      double loss = 0.12 + 0.58 * progress + 0.04 * random.nextDouble();
      double accuracy = 0.96 - 0.42 * progress - 0.03 * random.nextDouble();
      results.add(
          new EpochResult(
              epoch,
              loss,
              accuracy,
              validated ? OptionalDouble.of(loss + 0.08) : OptionalDouble.empty(),
              validated ? OptionalDouble.of(accuracy - 0.05) : OptionalDouble.empty()));
    }
    return new History(results, OptionalInt.empty());
  }

  /** Two dark ovals on grey, with a bright patch where positive: shaped like a chest. */
  static GreyImage picture(long seed, boolean positive) {
    RandomGenerator random = new Seed(seed).random("picture");
    int side = 200;
    double shift = random.nextDouble(-12, 12);
    double size = random.nextDouble(0.85, 1.1);
    double patchX = 55 + random.nextInt(10) + (random.nextBoolean() ? 80 : 0);
    byte[] pixels = new byte[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double lungs =
            Math.min(oval(x, y, 62 + shift, 95, 38 * size), oval(x, y, 140 + shift, 95, 36 * size));
        double level = 205 - 150 / (1 + Math.exp(8 * (lungs - 1)));
        level += 14 * Math.sin(y / 5.0 + Math.abs(x - 100) / 40.0);
        if (positive) {
          level += 80 * Math.exp(-Math.pow(oval(x, y, patchX + shift, 125, 20), 2));
        }
        level += 10 * random.nextGaussian();
        pixels[y * side + x] = (byte) Math.max(0, Math.min(255, level));
      }
    }
    return new GreyImage(side, side, pixels);
  }

  /** As a result gives it. */
  static Supplier<GreyImage> shown(GreyImage picture) {
    return () -> picture;
  }

  private static double oval(double x, double y, double cx, double cy, double radius) {
    return Math.hypot((x - cx) / radius, (y - cy) / (radius * 1.7));
  }

  private static PartReport part(String prefix, int count, double separation, boolean pictures)
      throws SettingException {
    RandomGenerator random = new Seed(3).random(prefix);
    List<ImageResult> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean positive = i % 2 == 0;
      double logit = (positive ? separation : -separation) * 1.3 + random.nextGaussian() * 1.9;
      images.add(
          new ImageResult(
              positive ? "covid-chestxray-dataset" : "chest_xray",
              positive
                  ? String.format("images/made-up-%s-%04d-PA.jpeg", prefix, i)
                  : String.format("NORMAL/IM-%04d-0001.jpeg", i),
              String.format("%064x", new Seed(i).derive(prefix)),
              String.format("%016x", new Seed(i).derive("pixels " + prefix)).repeat(4),
              positive ? Optional.of("patient " + i / 3) : Optional.empty(),
              positive ? "covid" : "normal",
              1 / (1 + Math.exp(-logit)),
              pictures ? Optional.of(shown(picture(i, positive))) : Optional.empty()));
    }
    return evaluated(images);
  }

  private static PartReport evaluated(List<ImageResult> images) throws SettingException {
    List<Case> cases = images.stream().map(image -> image.toCase(CLASSES)).toList();
    return new PartReport(
        Evaluator.evaluate(cases, Thresholds.DEFAULT, EvaluationSettings.defaults()), images);
  }

  private static ReportData data(Map<Part, PartReport> parts, Optional<History> history) {
    return new ReportData("covid-cxr", CLASSES, parts, history, SAMPLES, provenance());
  }

  private static List<ClassSamples> samples() {
    return List.of(
        new ClassSamples(
            "normal", IntStream.range(0, 12).mapToObj(i -> picture(100 + i, false)).toList()),
        new ClassSamples(
            "covid", IntStream.range(0, 12).mapToObj(i -> picture(200 + i, true)).toList()));
  }

  private static Provenance provenance() {
    return new Provenance(
        "article",
        1,
        Map.of(
            "training.epochs",
            100,
            "training.batchSize",
            16,
            "network.dropout",
            0.6,
            "preprocessing.width",
            200,
            "augmentation.rotation",
            15.0,
            "split.testShare",
            0.25),
        Map.of("model", "ab".repeat(32), "dataset", "cd".repeat(32), "training", "ef".repeat(32)),
        Map.of("xray", "0.1.0-SNAPSHOT", "java", "17"),
        new RuntimeInfo("2.18.0", "4.9.0", "CPU", "linux-x86_64", 2, 1, true),
        List.of(
            new SourceCount(
                "covid-chestxray-dataset",
                "covid",
                Map.of("finding", "COVID-19", "view", "PA"),
                279,
                91,
                List.of("gone-1.jpeg", "gone-2.png"),
                0,
                0,
                89),
            new SourceCount("chest_xray", "normal", Map.of(), 110, 110, List.of(), 0, 21, 89)),
        List.of(
            new LicenceCount("CC-BY-4.0", Use.OPEN, Map.of("normal", 89, "covid", 2)),
            new LicenceCount(
                "CC-BY-NC-SA-4.0", Use.NON_COMMERCIAL, Map.of("normal", 0, "covid", 70)),
            new LicenceCount("unknown", Use.UNKNOWN, Map.of("normal", 0, "covid", 17))),
        List.of("covid-chestxray-dataset: 2 of 91 matched rows have no image and are left out."));
  }
}
