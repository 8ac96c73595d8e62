package dev.xray.core.report;

import dev.xray.core.Seed;
import dev.xray.core.XrayException;
import dev.xray.core.audit.Checks;
import dev.xray.core.audit.Finding;
import dev.xray.core.audit.NamedImage;
import dev.xray.core.audit.Severity;
import dev.xray.core.audit.leakage.Leakage;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Licence.Use;
import dev.xray.core.dataset.LicenceCount;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.ImageMeans;
import dev.xray.core.evaluation.ImageMeans.OfImage;
import dev.xray.core.explanation.ExplanationFigures;
import dev.xray.core.explanation.HeatMap;
import dev.xray.core.explanation.Localisation;
import dev.xray.core.explanation.MapMethod;
import dev.xray.core.explanation.Masks;
import dev.xray.core.explanation.SanityCheck;
import dev.xray.core.image.Placement;
import dev.xray.core.image.Preprocessing;
import dev.xray.core.network.LastConvolution.Grid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pages with everything on them: pictures of phantoms, long names, every section. */
final class PageExamples {
  private static final Preprocessing INPUT =
      new Preprocessing(
          Preprocessing.Equalization.NONE,
          Preprocessing.Fit.LETTERBOX,
          Preprocessing.Resampling.AREA,
          64,
          64);

  private final List<Path> images;

  private PageExamples(List<Path> images) {
    this.images = images;
  }

  /** Makes the phantoms. */
  static PageExamples in(Path folder) throws IOException, XrayException {
    PhantomGenerator.generate(
        PhantomSettings.defaults().withImages(6).withSize(220), new Seed(4), folder, done -> {});
    try (Stream<Path> files = Files.list(folder.resolve(PhantomGenerator.IMAGES))) {
      return new PageExamples(files.sorted().toList());
    }
  }

  /**
   * An audit in which class equals source.
   *
   * @param groups pairs that were found; beyond a hundred they are listed by name
   */
  AuditData audit(int groups) throws IOException, XrayException {
    Map<Path, GreyImage> pictures = new HashMap<>();
    for (Path image : images) {
      pictures.put(image, ImageCodec.decodeGrey(image));
    }
    List<List<NamedImage>> pairs =
        IntStream.range(0, groups)
            .mapToObj(i -> List.of(named(i, Part.TRAINING), named(i + 1, Part.TEST)))
            .toList();
    List<Finding> findings =
        List.of(
            finding(
                "patient.split", Severity.SERIOUS, List.of(List.of(of(0), of(1), of(2), of(3)))),
            finding("duplicate.near", Severity.SERIOUS, pairs),
            finding("duplicate.possible", Severity.NOTE, pairs.subList(0, 1)));
    return new AuditData(
        "covid-cxr",
        Examples.CLASSES,
        new Leakage(2_000, 3_512, findings),
        List.of("patient.split"),
        List.of(Checks.of("border", 0.9, 0.0001), Checks.of("header", 0.5, 0.4)),
        AuditSections.NONE
            .with(AuditExamples.associations())
            .with(AuditExamples.baselines())
            .with(ProbeSection.of(ProbeExamples.report()))
            .with(ExplanationSection.of(figures(true), Examples.CLASSES.positive())),
        new AuditProvenance(
            Map.of("dataset", "0".repeat(64), "model", "a".repeat(64)),
            Map.of(),
            Map.of("xray", "1.0")),
        pictures,
        ProbeExamples.report().examples(),
        Optional.of(new ShownMaps(Examples.CLASSES, MapMethod.HIRES_CAM, 0.5, explained(), 40)));
  }

  private NamedImage of(int index) {
    return named(index, index % 2 == 0 ? Part.TRAINING : Part.TEST);
  }

  private NamedImage named(int index, Part part) {
    return new NamedImage(
        "hospital_with_a_long_name_and_no_gap",
        "ward/1.2.826.0.1.3680043.8.498.74366087554402716023117863300" + index + ".png",
        "covid",
        part.name().toLowerCase(Locale.ROOT),
        Optional.of("hospital_with_a_long_name_and_no_gap/patient_" + index),
        images.get(index % images.size()));
  }

  private static Finding finding(String check, Severity severity, List<List<NamedImage>> groups) {
    return new Finding(
        check,
        severity,
        "103 pictures stand on both sides of the split, so that the network is tested on what it"
            + " has learned from: as copies that were turned, cropped, mirrored or the like.",
        "Look at them. If they show one radiograph, leave all but one of each group out.",
        groups);
  }

  /**
   * Explanations of all phantoms.
   *
   * @param trustworthy whether the maps depend on what was learned
   */
  ExplanationData explanations(boolean trustworthy) throws IOException, XrayException {
    Classes classes = Examples.CLASSES;
    return new ExplanationData(
        "covid-cxr",
        classes,
        MapMethod.HIRES_CAM,
        Map.of("seed", "1"),
        0.5,
        explained(),
        40,
        figures(trustworthy),
        Map.of("training", "cd".repeat(32)));
  }

  /** A data sheet with an external set, of which little is known. */
  DataSheetData dataSheet() throws IOException, XrayException {
    List<DataSheetSet.Picture> pictures = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      pictures.add(
          new DataSheetSet.Picture(
              "hospital_with_a_long_name_and_no_gap",
              i < 6 ? "normal" : "covid",
              "ward/1.2.826.0.1.3680043.8.498.74366087554402716023117863300" + i + ".png",
              Optional.of(ImageCodec.decodeGrey(images.get(i % images.size())))));
    }
    List<Breakdown> known =
        Stream.of("source", "view", "sex", "age", "longer side in pixels", "file format")
            .map(
                title ->
                    new Breakdown(
                        "view",
                        title,
                        title.equals("age") ? "Median 44, from 1 to 88 years." : "",
                        List.of(
                            value("AP SUPINE, IN THE WARD", 1, 70),
                            value("hospital_with_a_long_name_and_no_gap_at_all_2020", 88, 2),
                            value(Breakdown.MISSING, 0, 17))))
            .toList();
    List<LicenceCount> licences =
        List.of(
            new LicenceCount("CC-BY-4.0", Use.OPEN, Map.of("normal", 89, "covid", 2)),
            new LicenceCount("CC-BY-NC-SA-4.0", Use.NON_COMMERCIAL, Map.of("covid", 70)),
            new LicenceCount(
                "as agreed with the hospital_with_a_long_name_and_no_gap in writing",
                Use.UNRECOGNISED,
                Map.of("covid", 17)));
    return new DataSheetData(
        "covid-cxr",
        Examples.CLASSES,
        List.of(
            new DataSheetSet(
                DataSheetSet.DATA_SET,
                Map.of("normal", 89, "covid", 89),
                62,
                3,
                licences,
                known,
                pictures),
            new DataSheetSet(
                "other-hospital",
                Map.of("normal", 0, "covid", 5),
                0,
                5,
                List.of(new LicenceCount("unknown", Use.UNKNOWN, Map.of("covid", 5))),
                List.of(new Breakdown("sex", "sex", "", List.of(value(Breakdown.MISSING, 0, 5)))),
                List.of(
                    new DataSheetSet.Picture("other", "covid", "broken.png", Optional.empty())))),
        Examples.typical().provenance().sources(),
        Map.of("patients", "Adults of two hospitals in 2020; children of one to five years."),
        List.of("hospital_with_a_long_name_and_no_gap: 2 of 91 matching rows have no image."),
        Map.of("dataset", "0".repeat(64)),
        Map.of("xray", "1.0"));
  }

  private static Breakdown.Value value(String value, int negatives, int positives) {
    return new Breakdown.Value(value, Map.of("normal", negatives, "covid", positives));
  }

  private List<ExplainedImage> explained() throws IOException, XrayException {
    List<ExplainedImage> explained = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      explained.add(explained(i, images.get(i), Examples.CLASSES));
    }
    return explained;
  }

  private static ExplainedImage explained(int index, Path file, Classes classes)
      throws IOException, XrayException {
    GreyImage picture = ImageCodec.decodeGrey(file);
    RandomGenerator random = new Seed(6).random("page examples", index);
    float[] values = new float[12 * 12];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    String name = file.getFileName().toString();
    return new ExplainedImage(
        "ward/1.2.826.0.1.3680043.8.498.743660875544027160231178633004711-" + name,
        "ab".repeat(32),
        index == 5 ? Optional.empty() : Optional.of(classes.names().get(index % 2)),
        0.93 - 0.15 * index,
        2.6,
        new HeatMap(new Grid(12, 12, 2, 5), values),
        Masks.read(MaskFinder.besideImages(), file, name, picture, INPUT),
        picture,
        Placement.of(INPUT, picture.width(), picture.height()));
  }

  private static ExplanationFigures figures(boolean trustworthy) {
    Estimate similarity = trustworthy ? mean(-0.1, 0.2, 0.1) : mean(0.9, 1, 0.95);
    List<SanityCheck.Stage> stages =
        Stream.of("dense2", "dense1", "convolution2", "convolution1")
            .map(layer -> new SanityCheck.Stage(layer, similarity, similarity, similarity))
            .toList();
    Estimate hits =
        ImageMeans.share(
            IntStream.range(0, 50)
                .mapToObj(i -> new OfImage(i % 5 == 0 ? 0 : 1, Optional.empty()))
                .toList());
    List<Localisation.Row> baselines =
        Stream.of("A random point", Localisation.RANDOM_IN_LUNGS, "The lungs' centre")
            .map(name -> new Localisation.Row(name, hits, hits, mean(0.2, 0.4), mean(0.7, 0.8)))
            .toList();
    return new ExplanationFigures(
        20,
        50,
        Stream.of(MapMethod.HIRES_CAM, MapMethod.GRAD_CAM)
            .map(
                method ->
                    new ExplanationFigures.OfMethod(
                        method,
                        new SanityCheck.Result(stages, trustworthy),
                        Optional.of(
                            new Localisation.Row(
                                method.text(), hits, hits, mean(0.5, 1), mean(0.9, 0.8)))))
            .toList(),
        baselines);
  }

  private static Estimate mean(double... values) {
    return ImageMeans.mean(
        Arrays.stream(values).mapToObj(each -> new OfImage(each, Optional.empty())).toList(),
        -1,
        1);
  }
}
