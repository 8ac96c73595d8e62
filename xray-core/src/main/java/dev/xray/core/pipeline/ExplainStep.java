package dev.xray.core.pipeline;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.dataset.Part;
import dev.xray.core.explanation.ExplanationFigures;
import dev.xray.core.explanation.HeatMap;
import dev.xray.core.explanation.MapMethod;
import dev.xray.core.explanation.Measurement;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.image.Preprocessor;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.model.ModelDescription;
import dev.xray.core.report.Drawing;
import dev.xray.core.report.ExplainedImage;
import dev.xray.core.report.ExplanationData;
import dev.xray.core.report.ExplanationSection;
import dev.xray.core.report.ExplanationWriter;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** From a model and images to maps of where its score reacts. */
final class ExplainStep {
  private final ExplainJob job;
  private final XrayListener listener;
  private final ModelBundle model;
  private final MapMethod method;
  private final MaskFinder masks;
  private final List<String> unreadable = new ArrayList<>();

  private ExplainStep(ExplainJob job, ModelBundle model, XrayListener listener)
      throws XrayException {
    this.job = job;
    this.listener = listener;
    this.model = model;
    this.method = MapMethod.named(job.method());
    this.masks = job.finder();
  }

  static Explained run(ExplainJob job, XrayListener listener) throws XrayException, IOException {
    job.validate();
    Drawing.check();
    ExplanationWriter.clear(job.folder());
    if (job.own().isPresent()) {
      Trained trained = Xray.of(job.own().get()).listener(listener).train();
      ExplainStep step = new ExplainStep(job, trained.content(), listener);
      return step.explain(
          step.testSet(trained.prepared()),
          Map.of("dataset", trained.prepared().manifest().digest()));
    }
    List<Path> files = files(job);
    ExplainStep step = new ExplainStep(job, ModelBundle.read(job.model().orElseThrow()), listener);
    return step.explain(step.read(files), Map.of());
  }

  private static List<Path> files(ExplainJob job) throws SettingException, IOException {
    try {
      return InputFiles.find(job.inputs());
    } catch (SettingException e) {
      throw new SettingException("explanation.images", e.problem());
    }
  }

  private ExplainedSet testSet(Prepared prepared) throws XrayException, IOException {
    List<LabeledImage> images = prepared.images(Part.TEST);
    return ExplainedSet.of(
        model.description(),
        images,
        job.runtime().threads(),
        done -> listener.progress("Preprocessing", done, images.size()));
  }

  /** Image files that the user named or that a folder or glob brought. */
  private ExplainedSet read(List<Path> files) throws XrayException, IOException {
    ModelDescription description = model.description();
    Preprocessor preprocessor = new Preprocessor(description.preprocessing());
    List<ExplainedSet.Subject> subjects = new ArrayList<>();
    List<GreyImage> images = new ArrayList<>();
    for (Path file : files) {
      byte[] bytes = ImageCodec.read(file, file.toString());
      try {
        images.add(preprocessor.apply(ImageCodec.decodeGrey(bytes, file.toString())));
        subjects.add(ExplainedSet.Subject.of(file, Hashes.sha256(bytes)));
      } catch (UnreadableImageException e) {
        if (job.inputs().contains(file.toString())) {
          throw e;
        }
        listener.warning(e.getMessage() + " It has no map.");
        unreadable.add(file.toString());
      }
    }
    if (images.isEmpty()) {
      throw InputFiles.noneReadable(files);
    }
    return new ExplainedSet(
        description,
        subjects,
        InMemoryPixels.of(
            description.width(),
            description.height(),
            images,
            Collections.nCopies(images.size(), 0)));
  }

  private Explained explain(ExplainedSet set, Map<String, String> digests)
      throws XrayException, IOException {
    ModelDescription description = model.description();
    try (Measurement network = network()) {
      float[] logits = network.logits(set.pixels());
      List<Integer> shown = set.errorsFirst(logits).stream().limit(job.most()).toList();
      listener.message("Making maps of " + shown.size() + " images with " + method.text() + ".");
      List<HeatMap> maps = network.maps(method, set.pixels().select(shown));
      List<ExplainedImage> images = new ArrayList<>();
      for (int i = 0; i < maps.size(); i++) {
        images.add(set.explained(shown.get(i), logits[shown.get(i)], maps.get(i), masks));
      }
      listener.message("Measuring what the maps are worth.");
      ExplanationFigures figures =
          network.of(List.of(method), set.pixels(), set.patients(), set.found(logits, masks));
      return write(
          new ExplanationData(
              description.name(),
              description.classes(),
              method,
              settings(),
              description.decidingThreshold(),
              images,
              logits.length,
              figures,
              withTraining(digests)));
    }
  }

  private Measurement network() throws XrayException, IOException {
    TensorFlowRuntime runtime = TensorFlowRuntime.load(job.runtime());
    runtime.notes().forEach(listener::warning);
    ModelDescription description = model.description();
    return new Measurement(
        runtime,
        description.network(),
        model.weights(),
        description.width(),
        description.height(),
        job.occlusion(),
        new Seed(job.seed()));
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("seed", Long.toString(job.seed()));
    if (method == MapMethod.OCCLUSION) {
      settings.put("occlusion.patch", Integer.toString(job.occlusion().patch()));
      settings.put("occlusion.stride", Integer.toString(job.occlusion().stride()));
      settings.put(
          "occlusion.fill",
          job.occlusion().fill().isPresent()
              ? Double.toString(job.occlusion().fill().getAsDouble())
              : "mean");
    }
    return settings;
  }

  private Map<String, String> withTraining(Map<String, String> digests) {
    Map<String, String> all = new TreeMap<>(digests);
    all.put("training", model.description().trainingDigest());
    return all;
  }

  private Explained write(ExplanationData data) throws XrayException, IOException {
    return new Explained(
        ExplanationWriter.write(data, job.folder()),
        data.images().size(),
        data.of(),
        ExplanationSection.of(data.figures(), data.classes().positive()).sentences(),
        unreadable);
  }
}
