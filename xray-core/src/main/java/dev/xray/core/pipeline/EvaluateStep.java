package dev.xray.core.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.evaluation.Evaluator;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.report.ClassSamples;
import dev.xray.core.report.ConsoleTable;
import dev.xray.core.report.ImageResult;
import dev.xray.core.report.PartReport;
import dev.xray.core.report.Provenance;
import dev.xray.core.report.ReportData;
import dev.xray.core.report.ReportWriter;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** From a model and its data set to evaluation, predictions and report. */
final class EvaluateStep {
  /** Images of each class on the sample sheets. */
  private static final int SAMPLES = 24;

  private final CheckedJob job;
  private final Trained trained;
  private final Dataset dataset;
  private final InMemoryPixels pixels;

  EvaluateStep(CheckedJob job, Trained trained, InMemoryPixels pixels) {
    this.job = job;
    this.trained = trained;
    this.dataset = trained.prepared().dataset();
    this.pixels = pixels;
  }

  /** Predicts with the weights that stand in the bundle: what is evaluated is what is shipped. */
  Evaluated run(TensorFlowRuntime runtime) throws XrayException, IOException {
    ReportWriter.clear(job.workspace().evaluation());
    ModelBundle bundle = ModelBundle.read(trained.bundle());
    Map<Part, PartReport> parts = new EnumMap<>(Part.class);
    try (Predictor predictor =
        new Predictor(
            runtime, job.recipe().network(), bundle.weights(), pixels.width(), pixels.height())) {
      for (Part part : Part.values()) {
        List<Integer> indices = trained.prepared().split().indices(part);
        if (!indices.isEmpty()) {
          parts.put(part, evaluate(indices, predictor.predict(pixels.select(indices))));
        }
      }
    }
    ReportData data =
        new ReportData(
            job.job().name(),
            dataset.classes(),
            parts,
            Optional.of(trained.history()),
            samples(),
            provenance());
    ReportWriter.Written written = ReportWriter.write(data, job.workspace().evaluation());
    return new Evaluated(
        evaluations(parts),
        written.evaluation(),
        written.predictions(),
        written.page(),
        table(parts));
  }

  private PartReport evaluate(List<Integer> indices, float[] probabilities) throws XrayException {
    List<ImageResult> images = new ArrayList<>();
    for (int i = 0; i < indices.size(); i++) {
      int index = indices.get(i);
      images.add(
          ImageResult.of(
              dataset.images().get(index), probabilities[i], Optional.of(pixels.image(index))));
    }
    Evaluation evaluation =
        Evaluator.evaluate(
            images.stream().map(image -> image.toCase(dataset.classes())).toList(),
            job.recipe().thresholds());
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
      String name = label == 0 ? dataset.classes().negative() : dataset.classes().positive();
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
    digests.put("dataset", trained.prepared().manifest().digest());
    digests.put("training", trained.model().trainingDigest());
    digests.put("model", Hashes.sha256(Files.readAllBytes(trained.bundle())));
    return new Provenance(
        job.recipe().name(),
        job.job().seed(),
        settings(),
        digests,
        Map.of("xray", Versions.xray(), "java", System.getProperty("java.specification.version")),
        trained.model().runtime(),
        dataset.counts(),
        trained.prepared().warnings());
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new TreeMap<>();
    JsonNode tree = Json.MAPPER.valueToTree(job.recipe());
    for (String name : RecipeOverrides.names()) {
      settings.put(
          name, Json.MAPPER.convertValue(tree.at("/" + name.replace('.', '/')), Object.class));
    }
    return settings;
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
            lines.addAll(ConsoleTable.lines(part, report.evaluation(), dataset.classes())));
    return String.join("\n", lines);
  }
}
