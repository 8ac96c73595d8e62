package dev.xray.core.report;

import dev.xray.core.Seed;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Evaluator;
import dev.xray.core.report.EvaluationDocument.SetDocument;
import dev.xray.core.report.EvaluationDocument.SliceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A page with everything on it: four sets, one of them external, patients with several images of
 * both classes, slices of which one is too small, and a threshold of many digits.
 *
 * @param page the full page
 * @param published the page as it may be published
 * @param sets what is on both
 */
record LiveExample(Path page, Path published, List<PageSet> sets) {
  static final List<Double> THRESHOLDS = List.of(0.5, 0.45, 0.37298342178);

  static LiveExample write(Path folder) throws XrayException, IOException {
    List<PageSet> sets =
        List.of(
            set("test", "test", 90, 1.1, true),
            set("elsewhere", "external", 40, 0.3, false),
            set("validation", "validation", 24, 1.4, false),
            set("training", "training", 120, 2, false));
    Path page = folder.resolve("report.html");
    Path published = folder.resolve("published-report.html");
    Files.write(page, HtmlReport.of(data(sets), sets, false));
    List<PageSet> anonymous = sets.stream().map(LiveExample::anonymous).toList();
    Files.write(published, HtmlReport.of(data(anonymous), anonymous, true));
    return new LiveExample(page, published, sets);
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
              Optional.of(pictures.get(i % pictures.size()))));
    }
    return new PartReport(evaluate(images, THRESHOLDS), images);
  }

  PageSet set(String name) {
    return sets.stream().filter(set -> set.name().equals(name)).findFirst().orElseThrow();
  }

  /** What the evaluator says of some images at a threshold. */
  static Evaluation evaluate(List<ImageResult> images, List<Double> thresholds)
      throws XrayException {
    List<Case> cases = images.stream().map(image -> image.toCase(Examples.CLASSES)).toList();
    return Evaluator.evaluate(cases, thresholds, EvaluationSettings.defaults());
  }

  private static ReportData data(List<PageSet> sets) throws XrayException {
    Map<Part, PartReport> parts = new EnumMap<>(Part.class);
    List<ImageResult> test = sets.get(0).images();
    parts.put(Part.TEST, new PartReport(evaluate(test, THRESHOLDS), test));
    ReportData example = Examples.typical();
    return new ReportData(
        example.name(),
        example.classes(),
        parts,
        example.history(),
        example.samples(),
        example.provenance());
  }

  private static PageSet set(
      String name, String role, int count, double separation, boolean pictures)
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
              pictures ? Optional.of(picture(i, positive)) : Optional.empty()));
    }
    return PageSet.of(
        name,
        SetDocument.of(role, evaluate(images, THRESHOLDS), slices(images)),
        images,
        LiveExample::attributes,
        Examples.CLASSES);
  }

  private static GreyImage picture(long seed, boolean positive) {
    return Examples.picture(seed, positive);
  }

  /** By the digits of the digest, which an anonymous image keeps. */
  private static Map<String, String> attributes(ImageResult image) {
    int digit = Character.digit(image.pixels().charAt(0), 16);
    return Map.of("sex", digit < 7 ? "F" : digit < 15 ? "M" : "not recorded");
  }

  private static List<SliceDocument> slices(List<ImageResult> images) throws XrayException {
    List<SliceDocument> slices = new ArrayList<>();
    for (String value : List.of("F", "M", "not recorded")) {
      List<ImageResult> members = members(images, value);
      if (!members.isEmpty()) {
        slices.add(
            SliceDocument.of("sex", value, members.size() < 10, evaluate(members, THRESHOLDS)));
      }
    }
    return slices;
  }

  static List<ImageResult> members(List<ImageResult> images, String sex) {
    return images.stream().filter(image -> attributes(image).get("sex").equals(sex)).toList();
  }

  private static PageSet anonymous(PageSet set) {
    Stream<ImageResult> images =
        set.images().stream()
            .map(
                image ->
                    new ImageResult(
                        image.source(),
                        image.pixels().substring(0, 12),
                        "",
                        image.pixels(),
                        image.patient(),
                        image.label(),
                        image.probability(),
                        Optional.empty()));
    return new PageSet(set.name(), set.document(), images.toList(), set.attributes());
  }
}
