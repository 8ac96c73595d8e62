package dev.xray.core.report;

import dev.xray.core.Seed;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.CrossEvaluator;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Evaluator;
import dev.xray.core.evaluation.FoldCases;
import dev.xray.core.model.ChosenThreshold;
import dev.xray.core.model.ModelCalibration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * Reports with everything on them: an external set, patients with several images of both classes,
 * slices of which some are too small, calibration, and a chosen threshold of many digits.
 */
final class LiveExample {
  static final List<Double> THRESHOLDS = List.of(0.37298342178, 0.5, 0.45);

  /** Neither the usual confidence nor a prevalence that the images have. */
  static final EvaluationSettings SETTINGS =
      new EvaluationSettings(0.9, 2000, 1, OptionalDouble.of(0.075));

  private LiveExample() {}

  static ReportData data() throws XrayException {
    Map<Part, PartReport> parts = new EnumMap<>(Part.class);
    parts.put(Part.TRAINING, set("training", 120, 2, false));
    parts.put(Part.VALIDATION, set("validation", 24, 1.4, false));
    parts.put(Part.TEST, set("test", 90, 1.1, true));
    ReportData example = Examples.typical();
    return new ReportData(
        example.name(),
        example.classes(),
        parts,
        Map.of("elsewhere", set("elsewhere", 40, 0.3, true)),
        Optional.of(
            new ChosenThreshold(
                THRESHOLDS.get(0), "sensitivity>=0.95", "validation", 10, 0, 4, 10)),
        SETTINGS.prevalence(),
        Optional.of(
            new CalibrationReport(
                new ModelCalibration("temperature", 1.7, "validation", 24, 0.6, 0.5),
                sharper(parts.get(Part.TEST).images()))),
        example.history(),
        Optional.of(CrossValidationDocument.of(crossValidation(5, 3))),
        example.samples(),
        AuditStatus.NONE,
        example.provenance());
  }

  /** A cross-validation of 90 images; in some folds nobody is missed. */
  static CrossValidationData crossValidation(int folds, int repeats) throws XrayException {
    List<FoldCases> cases = new ArrayList<>();
    List<FoldCalibration> calibrations = new ArrayList<>();
    RandomGenerator random = new Seed(9).random("cross-validation");
    for (int repeat = 1; repeat <= repeats; repeat++) {
      for (int fold = 1; fold <= folds; fold++) {
        List<Integer> images = new ArrayList<>();
        List<Case> tested = new ArrayList<>();
        for (int i = fold - 1; i < 90; i += folds) {
          boolean positive = i % 2 == 0;
          double logit = (positive ? 1.8 : -1.6) + random.nextGaussian() * 1.3;
          images.add(i);
          tested.add(
              new Case(positive, 1 / (1 + Math.exp(-logit)), Optional.of("patient " + i / 3)));
        }
        cases.add(new FoldCases(repeat, fold, "" + fold, images, tested));
        calibrations.add(
            new FoldCalibration(
                true,
                fold == 2
                    ? Optional.empty()
                    : Optional.of(
                        new ModelCalibration(
                            "temperature", 1 + fold, "validation", 13, 0.6, 0.5))));
      }
    }
    ReportData example = Examples.typical();
    return new CrossValidationData(
        example.name(),
        example.classes(),
        false,
        true,
        CrossEvaluator.evaluate(cases, THRESHOLDS, SETTINGS),
        calibrations,
        List.of(),
        List.of(),
        example.provenance());
  }

  /** What the evaluator says of some images. */
  static Evaluation evaluate(List<ImageResult> images, List<Double> thresholds)
      throws XrayException {
    List<Case> cases = images.stream().map(image -> image.toCase(Examples.CLASSES)).toList();
    return Evaluator.evaluate(cases, thresholds, SETTINGS);
  }

  /** As the images were before a temperature of 1.7. */
  private static Evaluation sharper(List<ImageResult> images) throws XrayException {
    List<Case> cases =
        images.stream()
            .map(
                image -> {
                  double odds = image.probability() / (1 - image.probability());
                  double sharp = 1 / (1 + Math.pow(odds, -1.7));
                  return new Case(image.positive(Examples.CLASSES), sharp, image.patient());
                })
            .toList();
    return Evaluator.evaluate(cases, THRESHOLDS, SETTINGS);
  }

  private static PartReport set(String name, int count, double separation, boolean pictures)
      throws XrayException {
    RandomGenerator random = new Seed(7).random(name);
    List<ImageResult> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean positive = random.nextInt(5) < 2;
      double logit = (positive ? separation : -separation) + random.nextGaussian() * 1.5;
      images.add(
          new ImageResult(
              "hospital",
              String.format("made-up-%s-%03d.png", name, i),
              String.format("%064x", new Seed(i).derive(name)),
              String.format("%016x", new Seed(i).derive("pixels " + name)).repeat(4),
              i % 7 == 0 ? Optional.empty() : Optional.of("patient " + name + i / 3),
              positive ? "covid" : "normal",
              1 / (1 + Math.exp(-logit)),
              pictures
                  ? Optional.of(Examples.shown(Examples.picture(i, positive)))
                  : Optional.empty(),
              Map.of("sex", i % 2 == 0 ? "F" : i % 9 == 0 ? "unknown" : "M")));
    }
    return new PartReport(
        evaluate(images, THRESHOLDS), images, name.equals("training") ? List.of() : slices(images));
  }

  private static List<SliceReport> slices(List<ImageResult> images) throws XrayException {
    List<SliceReport> slices = new ArrayList<>();
    for (String sex : List.of("F", "M", "unknown")) {
      List<ImageResult> members = members(images, sex);
      if (!members.isEmpty()) {
        slices.add(new SliceReport("sex", sex, evaluate(members, THRESHOLDS)));
      }
    }
    return slices;
  }

  static List<ImageResult> members(List<ImageResult> images, String sex) {
    return images.stream().filter(image -> sex.equals(image.attributes().get("sex"))).toList();
  }

  /** As many images with pictures and long names; the pictures repeat. */
  static ReportData many(int test, int training) throws XrayException {
    Map<Part, PartReport> parts = new EnumMap<>(Part.class);
    parts.put(Part.TEST, many("test", test));
    if (training > 0) {
      parts.put(Part.TRAINING, many("training", training));
    }
    ReportData example = Examples.typical();
    return new ReportData(
        example.name(),
        example.classes(),
        parts,
        example.history(),
        example.samples(),
        example.provenance());
  }

  /** As many images, with slices and an external set of a fifth of the size. */
  static ReportData large(int test) throws XrayException {
    ReportData many = many(test, 0);
    PartReport elsewhere = many("elsewhere", test / 5);
    return new ReportData(
        many.name(),
        many.classes(),
        Map.of(Part.TEST, sliced(many.test())),
        Map.of("elsewhere", sliced(elsewhere)),
        Optional.empty(),
        SETTINGS.prevalence(),
        Optional.empty(),
        many.history(),
        Optional.empty(),
        many.samples(),
        AuditStatus.NONE,
        many.provenance());
  }

  private static PartReport sliced(PartReport report) throws XrayException {
    return new PartReport(report.evaluation(), report.images(), slices(report.images()));
  }

  private static PartReport many(String name, int count) throws XrayException {
    List<GreyImage> pictures = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      pictures.add(Examples.picture(i, i % 2 == 0));
    }
    RandomGenerator random = new Seed(8).random(name);
    List<ImageResult> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean positive = i % 2 == 0;
      double logit = (positive ? 1 : -1) + random.nextGaussian() * 2;
      images.add(
          new ImageResult(
              "covid-chestxray-dataset",
              String.format("images/made-up-%s-%06d-with-a-long-name-PA.jpeg", name, i),
              String.format("%064x", i),
              String.format("%016x", new Seed(i).derive(name)).repeat(4),
              Optional.of("patient " + i / 2),
              positive ? "covid" : "normal",
              1 / (1 + Math.exp(-logit)),
              Optional.of(Examples.shown(pictures.get(i % pictures.size()))),
              Map.of("sex", i % 3 == 0 ? "F" : i % 50 == 0 ? "unknown" : "M")));
    }
    return new PartReport(evaluate(images, THRESHOLDS), images);
  }
}
