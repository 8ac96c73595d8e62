package dev.xray.core.pipeline;

import dev.xray.core.Folders;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Evaluator;
import dev.xray.core.image.Pixels;
import dev.xray.core.image.PreprocessedImages;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.model.ModelDescription;
import dev.xray.core.report.AuditStatus;
import dev.xray.core.report.CalibrationReport;
import dev.xray.core.report.ClassSamples;
import dev.xray.core.report.ConsoleTable;
import dev.xray.core.report.CrossValidationDocument;
import dev.xray.core.report.Drawing;
import dev.xray.core.report.ImageResult;
import dev.xray.core.report.PartReport;
import dev.xray.core.report.Provenance;
import dev.xray.core.report.ReportData;
import dev.xray.core.report.ReportWriter;
import dev.xray.core.report.SliceReport;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.History;
import dev.xray.core.training.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** From a model and its data set to evaluation, predictions and report. */
final class EvaluateStep {
  /** Images of each class on the sample sheets. */
  private static final int SAMPLES = 24;

  private final CheckedJob job;
  private final Prepared prepared;
  private final ModelBundle model;
  private final Path file;
  private final Optional<History> history;
  private final Optional<CrossValidationDocument> crossValidation;
  private final Pixels pixels;
  private final List<String> digests;
  private final AuditStatus audit;
  private final Path folder;
  private final Slicing slicing;

  private EvaluateStep(
      CheckedJob job,
      Prepared prepared,
      ModelBundle model,
      Path file,
      Optional<History> history,
      Optional<CrossValidationDocument> crossValidation,
      PreprocessedImages images,
      AuditStatus audit,
      Path folder)
      throws SettingException {
    this.job = job;
    this.prepared = prepared;
    this.model = model;
    this.file = file;
    this.history = history;
    this.crossValidation = crossValidation;
    this.pixels = images.pixels();
    this.digests = images.digests();
    this.audit = audit;
    this.folder = folder;
    this.slicing = Slicing.of(job.recipe().evaluation(), prepared.everything());
  }

  /** Evaluates the job's own model: what stands in the bundle, which is what is shipped. */
  static Evaluated own(
      CheckedJob job,
      Trained trained,
      PreprocessedImages images,
      TensorFlowRuntime runtime,
      XrayListener listener)
      throws XrayException, IOException {
    Workspace files = job.workspace();
    Folders.delete(files.evaluationStamp());
    Evaluated evaluated =
        new EvaluateStep(
                job,
                trained.prepared(),
                trained.content(),
                trained.bundle(),
                Optional.of(trained.history()),
                CurrentCrossValidation.of(job, trained.prepared().dataset()),
                images,
                EvaluationVerdict.status(job, trained.prepared()),
                files.evaluation())
            .run(runtime, listener);
    try (Stream<Path> written = Files.list(files.evaluation())) {
      Stamp.write(
          files.evaluationStamp(),
          EvaluationDigest.of(job, trained.prepared()),
          evaluated.table().lines().toList(),
          written.filter(Files::isRegularFile).sorted().toList());
    }
    return evaluated;
  }

  /**
   * Evaluates a model from elsewhere on the job's data set, with the model's own preprocessing and
   * thresholds.
   *
   * @param file the bundle
   */
  static Evaluated other(CheckedJob job, Prepared prepared, Path file, XrayListener listener)
      throws XrayException, IOException {
    Drawing.check();
    ModelBundle model = ModelBundle.read(file);
    ModelDescription description = model.description();
    if (!description.classes().equals(prepared.dataset().classes())) {
      throw new SettingException(
          "classes",
          "are "
              + String.join(" and ", prepared.dataset().classes().names())
              + ", but the model "
              + description.name()
              + " tells "
              + String.join(" from ", description.classes().names())
              + ". Name the classes as the model does.");
    }
    listener.warning(
        "Nobody checked whether the model "
            + description.name()
            + " was trained on images of this data set. If it was, these figures are too good.");
    TensorFlowRuntime runtime = TensorFlowRuntime.load(job.job().runtime());
    runtime.notes().forEach(listener::warning);
    PreprocessedImages images =
        PreprocessStep.run(job, description.preprocessing(), prepared.dataset(), listener);
    Path folder = job.workspace().evaluationOf(description.name());
    return new EvaluateStep(
            job,
            prepared,
            model,
            file,
            Optional.empty(),
            Optional.empty(),
            images,
            AuditStatus.NONE,
            folder)
        .run(runtime, listener);
  }

  /**
   * What would make the evaluation fail, told before anything is trained.
   *
   * @throws SettingException if the model would learn from an external set, or a slice cannot be
   *     made
   */
  static void check(CheckedJob job, Prepared prepared) throws SettingException {
    for (int i = 0; i < prepared.externals().size(); i++) {
      prepared.externals().get(i).checkUnseen(prepared, i);
    }
    Slicing.of(job.recipe().evaluation(), prepared.everything());
  }

  private Evaluated run(TensorFlowRuntime runtime, XrayListener listener)
      throws XrayException, IOException {
    ReportWriter.clear(folder);
    ModelDescription description = model.description();
    Map<Part, PartReport> parts = new EnumMap<>(Part.class);
    Map<String, PartReport> externals = new LinkedHashMap<>();
    List<String> shared = new ArrayList<>();
    Optional<CalibrationReport> calibration;
    try (Predictor predictor = model.predictor(runtime)) {
      for (Part part : Part.values()) {
        List<Integer> indices = prepared.split().indices(part);
        if (!indices.isEmpty()) {
          parts.put(part, evaluate(select(indices), part != Part.TRAINING, predictor));
        }
      }
      calibration = calibration(parts.get(Part.TEST), predictor);
      for (ExternalData external : prepared.externals()) {
        PartReport report =
            evaluate(images(external, listener), true, predictor)
                .withCaution(external.classEqualsSource(job.job().seed()));
        externals.put(external.name(), report);
        SharedWithTest.warning(external.name(), report.images(), parts.get(Part.TEST).images())
            .ifPresent(shared::add);
      }
    }
    shared.forEach(listener::warning);
    ReportData data =
        new ReportData(
            description.name(),
            prepared.dataset().classes(),
            parts,
            externals,
            description.chosenThreshold(),
            job.recipe().evaluation().declaredPrevalence(),
            calibration,
            history,
            crossValidation,
            samples(),
            audit,
            provenance(shared));
    ReportWriter.Written written = ReportWriter.write(data, folder);
    Map<Part, Evaluation> ofParts = new EnumMap<>(Part.class);
    parts.forEach((part, report) -> ofParts.put(part, report.evaluation()));
    Map<String, Evaluation> ofExternals = new LinkedHashMap<>();
    externals.forEach((name, report) -> ofExternals.put(name, report.evaluation()));
    return new Evaluated(
        ofParts, ofExternals, written, String.join("\n", ConsoleTable.lines(data)));
  }

  /**
   * Images to evaluate.
   *
   * @param images what is known of them
   * @param pixels as the network sees them
   * @param digests of their pixels
   */
  private record Images(List<LabeledImage> images, Pixels pixels, List<String> digests) {}

  private Images select(List<Integer> indices) {
    return new Images(
        indices.stream().map(prepared.dataset().images()::get).toList(),
        pixels.select(indices),
        indices.stream().map(digests::get).toList());
  }

  private Images images(ExternalData external, XrayListener listener)
      throws XrayException, IOException {
    PreprocessedImages preprocessed =
        PreprocessStep.run(job, model.description().preprocessing(), external.dataset(), listener);
    return new Images(external.dataset().images(), preprocessed.pixels(), preprocessed.digests());
  }

  private PartReport evaluate(Images images, boolean sliced, Predictor predictor)
      throws XrayException {
    float[] probabilities = predictor.predict(images.pixels());
    List<ImageResult> results = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      LabeledImage image = images.images().get(i);
      int index = i;
      results.add(
          ImageResult.of(
              image,
              images.digests().get(i),
              probabilities[i],
              Optional.of(() -> images.pixels().image(index)),
              slicing.attributes(image)));
    }
    return new PartReport(evaluation(results), results, sliced ? slices(results) : List.of());
  }

  private Evaluation evaluation(List<ImageResult> images) throws SettingException {
    return Evaluator.evaluate(
        images.stream().map(image -> image.toCase(prepared.dataset().classes())).toList(),
        model.description().allThresholds(),
        new EvaluationSettings(
            EvaluationSettings.defaults().confidence(),
            EvaluationSettings.defaults().bootstrap(),
            model.description().seed(),
            job.recipe().evaluation().declaredPrevalence()));
  }

  /** Not of the training part: how well it is known by heart in each slice tells nothing. */
  private List<SliceReport> slices(List<ImageResult> images) throws SettingException {
    List<SliceReport> slices = new ArrayList<>();
    for (String column : slicing.columns()) {
      SortedMap<String, List<ImageResult>> groups = new TreeMap<>(Slicing::compare);
      for (ImageResult image : images) {
        String value = image.attributes().getOrDefault(column, Slicing.UNKNOWN);
        groups.computeIfAbsent(value, any -> new ArrayList<>()).add(image);
      }
      for (Map.Entry<String, List<ImageResult>> group : groups.entrySet()) {
        slices.add(new SliceReport(column, group.getKey(), evaluation(group.getValue())));
      }
    }
    return slices;
  }

  /** The test part once more, with the logits as the network gives them. */
  private Optional<CalibrationReport> calibration(PartReport test, Predictor predictor)
      throws SettingException {
    if (model.description().calibration().isEmpty()) {
      return Optional.empty();
    }
    float[] logits = predictor.logits(select(prepared.split().indices(Part.TEST)).pixels());
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      ImageResult image = test.images().get(i);
      double probability = 1 / (1 + StrictMath.exp(-logits[i]));
      cases.add(
          new Case(image.positive(prepared.dataset().classes()), probability, image.patient()));
    }
    return Optional.of(
        new CalibrationReport(
            model.description().calibration().get(),
            Evaluator.evaluate(
                cases,
                model.description().allThresholds(),
                EvaluationSettings.defaults().withSeed(model.description().seed()))));
  }

  /** Images from all over the class, not the first ones. */
  private List<ClassSamples> samples() {
    List<ClassSamples> samples = new ArrayList<>();
    for (int label = 0; label <= 1; label++) {
      int wanted = label;
      int[] all =
          IntStream.range(0, pixels.size()).filter(i -> pixels.label(i) == wanted).toArray();
      int shown = Math.min(SAMPLES, all.length);
      String name =
          label == 0
              ? prepared.dataset().classes().negative()
              : prepared.dataset().classes().positive();
      samples.add(
          new ClassSamples(
              name,
              IntStream.range(0, shown)
                  .mapToObj(i -> pixels.image(all[i * all.length / shown]))
                  .toList()));
    }
    return samples;
  }

  /**
   * Where model and data come from.
   *
   * @param warnings besides those of reading the data set
   */
  private Provenance provenance(List<String> warnings) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    digests.put("dataset", prepared.digest());
    prepared.externals().forEach(set -> digests.put("external " + set.name(), set.digest()));
    digests.put("training", model.description().trainingDigest());
    digests.put("model", Hashes.sha256(Files.readAllBytes(file)));
    return new Provenance(
        model.description().recipe(),
        model.description().seed(),
        job.recipe().settings(),
        digests,
        Map.of("xray", Versions.xray(), "java", System.getProperty("java.specification.version")),
        model.description().runtime(),
        prepared.dataset().counts(),
        prepared.manifest().licences(),
        Stream.concat(prepared.warnings().stream(), warnings.stream()).toList());
  }
}
