package dev.xray.core.pipeline;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Evaluator;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.image.PreprocessedImages;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.model.ModelDescription;
import dev.xray.core.report.ClassSamples;
import dev.xray.core.report.ConsoleTable;
import dev.xray.core.report.Drawing;
import dev.xray.core.report.ImageResult;
import dev.xray.core.report.PartReport;
import dev.xray.core.report.Provenance;
import dev.xray.core.report.ReportData;
import dev.xray.core.report.ReportWriter;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.History;
import dev.xray.core.training.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final InMemoryPixels pixels;
  private final List<String> digests;
  private final Path folder;

  private EvaluateStep(
      CheckedJob job,
      Prepared prepared,
      ModelBundle model,
      Path file,
      Optional<History> history,
      PreprocessedImages images,
      Path folder) {
    this.job = job;
    this.prepared = prepared;
    this.model = model;
    this.file = file;
    this.history = history;
    this.pixels = images.pixels();
    this.digests = images.digests();
    this.folder = folder;
  }

  /** Evaluates the job's own model: what stands in the bundle, which is what is shipped. */
  static Evaluated own(
      CheckedJob job, Trained trained, PreprocessedImages images, TensorFlowRuntime runtime)
      throws XrayException, IOException {
    Workspace files = job.workspace();
    Workspace.delete(files.evaluationStamp());
    Evaluated evaluated =
        new EvaluateStep(
                job,
                trained.prepared(),
                trained.content(),
                trained.bundle(),
                Optional.of(trained.history()),
                images,
                files.evaluation())
            .run(runtime);
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
    return new EvaluateStep(job, prepared, model, file, Optional.empty(), images, folder)
        .run(runtime);
  }

  private Evaluated run(TensorFlowRuntime runtime) throws XrayException, IOException {
    ReportWriter.clear(folder);
    Map<Part, PartReport> parts = new EnumMap<>(Part.class);
    try (Predictor predictor =
        new Predictor(
            runtime,
            model.description().network(),
            model.weights(),
            model.description().temperature(),
            pixels.width(),
            pixels.height())) {
      for (Part part : Part.values()) {
        List<Integer> indices = prepared.split().indices(part);
        if (!indices.isEmpty()) {
          parts.put(part, evaluate(indices, predictor.predict(pixels.select(indices))));
        }
      }
    }
    ReportData data =
        new ReportData(
            model.description().name(),
            prepared.dataset().classes(),
            parts,
            history,
            samples(),
            provenance());
    ReportWriter.Written written = ReportWriter.write(data, folder);
    return new Evaluated(evaluations(parts), written, table(parts));
  }

  private PartReport evaluate(List<Integer> indices, float[] probabilities) throws XrayException {
    List<ImageResult> images = new ArrayList<>();
    for (int i = 0; i < indices.size(); i++) {
      int index = indices.get(i);
      images.add(
          ImageResult.of(
              prepared.dataset().images().get(index),
              digests.get(index),
              probabilities[i],
              Optional.of(pixels.image(index))));
    }
    Evaluation evaluation =
        Evaluator.evaluate(
            images.stream().map(image -> image.toCase(prepared.dataset().classes())).toList(),
            model.description().allThresholds(),
            EvaluationSettings.defaults().withSeed(model.description().seed()));
    return new PartReport(evaluation, images);
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

  private Provenance provenance() throws IOException {
    Map<String, String> digests = new TreeMap<>();
    digests.put("dataset", prepared.manifest().digest());
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
        prepared.warnings());
  }

  private static Map<Part, Evaluation> evaluations(Map<Part, PartReport> parts) {
    Map<Part, Evaluation> evaluations = new EnumMap<>(Part.class);
    parts.forEach((part, report) -> evaluations.put(part, report.evaluation()));
    return evaluations;
  }

  private String table(Map<Part, PartReport> parts) {
    List<String> lines = new ArrayList<>();
    parts.forEach(
        (part, report) ->
            lines.addAll(
                ConsoleTable.lines(part, report.evaluation(), prepared.dataset().classes())));
    return String.join("\n", lines);
  }
}
