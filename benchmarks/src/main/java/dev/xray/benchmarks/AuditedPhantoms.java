package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.audit.Alarms;
import dev.xray.core.audit.Check;
import dev.xray.core.audit.association.Associations;
import dev.xray.core.audit.baseline.BaselineResult;
import dev.xray.core.audit.baseline.Baselines;
import dev.xray.core.audit.facts.FactsReader;
import dev.xray.core.audit.facts.ImageFacts;
import dev.xray.core.audit.probe.ImageFiles;
import dev.xray.core.audit.probe.ProbeImages;
import dev.xray.core.audit.probe.ProbeReport;
import dev.xray.core.audit.probe.ProbeSettings;
import dev.xray.core.audit.probe.Prober;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.FileDigests;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.Split;
import dev.xray.core.dataset.SplitSettings;
import dev.xray.core.dataset.Splitter;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.dataset.phantom.Shortcut;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Thresholds;
import dev.xray.core.explanation.Explainer;
import dev.xray.core.explanation.Localisation;
import dev.xray.core.explanation.MapMethod;
import dev.xray.core.explanation.OcclusionSettings;
import dev.xray.core.image.Pixels;
import dev.xray.core.image.RecordCache;
import dev.xray.core.network.Weights;
import dev.xray.core.training.Predictor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Trains on phantoms and audits data and model as {@code xray:audit} does, checks of both halves
 * held together, with the maps of all methods besides.
 */
final class AuditedPhantoms {
  /** A hospital's phantoms, half to learn from and half to test, whole patients on one side. */
  private static final SplitSettings HALVES = new SplitSettings(0.5, 0, true, List.of());

  private final PhantomSettings phantoms;
  private final Learner learner;

  /**
   * Prepares.
   *
   * @param phantoms what is generated; the arm is chosen by {@link #run}
   * @param learner how it is learned
   */
  AuditedPhantoms(PhantomSettings phantoms, Learner learner) {
    this.phantoms = phantoms;
    this.learner = learner;
  }

  /**
   * What was found in one arm with one seed.
   *
   * @param testImages number of them
   * @param auc of the model on its test images
   * @param reversed AUC where the marker stands on the other class; absent without a marker
   * @param baselines AUC of each null baseline by its id
   * @param probes AUC under each probe by its key
   * @param shortcut the metric of that name; absent where undefined
   * @param alarms ids of the checks that alarm, over all checks of the audit together
   * @param found positives that the model calls positive
   * @param pointing by the name of a way to point: how well it does on those
   */
  record Result(
      int testImages,
      double auc,
      OptionalDouble reversed,
      Map<String, Double> baselines,
      Map<String, Double> probes,
      OptionalDouble shortcut,
      List<String> alarms,
      int found,
      Map<String, Pointing> pointing) {}

  /**
   * How well a way to point does.
   *
   * @param lesionHits share of the found positives on which it points at a lesion
   * @param lungHits the same, of the lungs
   * @param lesionShare mean share of the map that lies on lesions
   * @param lungShare mean share of the map that lies in the lungs
   */
  record Pointing(double lesionHits, double lungHits, double lesionShare, double lungShare) {
    static Pointing of(Localisation.Row row) {
      return new Pointing(
          row.lesionHits().value().orElse(Double.NaN),
          row.lungHits().value().orElse(Double.NaN),
          row.lesionShare().value().orElse(Double.NaN),
          row.lungShare().value().orElse(Double.NaN));
    }
  }

  /**
   * Generates, trains, audits.
   *
   * @param folder for the phantoms; what lies there is replaced
   */
  Result run(Shortcut arm, Seed seed, Path folder) throws Exception {
    Hospital own = hospital(arm, seed, folder.resolve("own"));
    Pixels test = own.pixels(Part.TEST);
    Weights weights = learner.train(own.pixels(Part.TRAINING), seed);
    List<Check> checks = new ArrayList<>();

    List<ImageFacts> facts =
        new FactsReader(
                MaskFinder.besideImages(),
                FileDigests.forgetful(),
                RecordCache.none(),
                learner.settings().threads())
            .read(own.dataset.images(), done -> {});
    checks.addAll(Associations.checks(Associations.of(own.dataset, facts, seed.value())));
    List<BaselineResult> baselines = Baselines.of(own.dataset, own.split, facts, seed);
    checks.addAll(Baselines.checks(baselines));

    ProbeReport probes;
    OptionalDouble reversed = OptionalDouble.empty();
    try (Predictor predictor =
        new Predictor(
            learner.runtime(), learner.recipe().network(), weights, test.width(), test.height())) {
      probes = probe(own, test, predictor, seed);
      checks.addAll(probes.checks());
      if (arm == Shortcut.PLANTED) {
        Pixels other =
            hospital(Shortcut.REVERSED, seed, folder.resolve("reversed")).pixels(Part.TEST);
        reversed = OptionalDouble.of(Learner.auc(other, predictor.predict(other)));
      }
    }

    List<Integer> found = new ArrayList<>();
    Map<String, Pointing> pointing = pointing(own, test, weights, found);
    return new Result(
        test.size(),
        probes.auc().value().orElseThrow(),
        reversed,
        areas(baselines),
        areas(probes),
        probes.shortcut().value().value(),
        Alarms.of(checks).stream()
            .filter(Alarms.Alarm::raised)
            .map(alarm -> alarm.check().id())
            .toList(),
        found.size(),
        pointing);
  }

  private static Map<String, Double> areas(List<BaselineResult> baselines) {
    Map<String, Double> areas = new TreeMap<>();
    baselines.forEach(
        each -> areas.put(each.baseline().id(), each.auc().value().orElse(Double.NaN)));
    return areas;
  }

  private static Map<String, Double> areas(ProbeReport probes) {
    Map<String, Double> areas = new TreeMap<>();
    probes
        .results()
        .forEach(
            each ->
                areas.put(each.probe().key(), each.evaluation().auc().value().orElse(Double.NaN)));
    return areas;
  }

  private ProbeReport probe(Hospital own, Pixels test, Predictor predictor, Seed seed)
      throws Exception {
    List<LabeledImage> images = own.images(Part.TEST);
    return Prober.run(
        new ProbeImages(
            test,
            new ImageFiles(images, MaskFinder.besideImages()),
            images.stream().map(LabeledImage::patient).toList(),
            learner.recipe().preprocessing()),
        predictor::predict,
        new ProbeSettings(
            Thresholds.DEFAULT.get(0),
            seed,
            EvaluationSettings.defaults(),
            learner.settings().threads()),
        done -> {});
  }

  /** How well each way to point does on the positives that the model finds, which are added. */
  private Map<String, Pointing> pointing(
      Hospital own, Pixels test, Weights weights, List<Integer> found) throws Exception {
    Map<String, Pointing> pointing = new LinkedHashMap<>();
    try (Explainer explainer =
        new Explainer(
            learner.runtime(),
            learner.recipe().network(),
            weights,
            test.width(),
            test.height(),
            OcclusionSettings.defaults())) {
      float[] logits = explainer.logits(test);
      IntStream.range(0, test.size())
          .filter(i -> test.label(i) == 1 && logits[i] > 0)
          .forEach(found::add);
      if (found.isEmpty()) {
        return pointing;
      }
      List<Localisation.Known> known =
          learner.known(found.stream().map(own.images(Part.TEST)::get).toList());
      Localisation.baselines(known).forEach(row -> pointing.put(row.name(), Pointing.of(row)));
      for (MapMethod method : MapMethod.values()) {
        pointing.put(
            method.text(),
            Pointing.of(
                Localisation.of(method.text(), known, explainer.maps(method, test.select(found)))));
      }
    }
    return pointing;
  }

  private Hospital hospital(Shortcut arm, Seed seed, Path folder) throws Exception {
    PhantomGenerator.generate(phantoms.withShortcut(arm), seed, folder, done -> {});
    Dataset dataset = PhantomData.read(folder, seed);
    return new Hospital(
        dataset, Splitter.split(dataset.images(), PhantomData.CLASSES, HALVES, seed));
  }

  private final class Hospital {
    private final Dataset dataset;
    private final Split split;

    private Hospital(Dataset dataset, Split split) {
      this.dataset = dataset;
      this.split = split;
    }

    private List<LabeledImage> images(Part part) {
      return split.indices(part).stream().map(dataset.images()::get).toList();
    }

    private Pixels pixels(Part part) throws Exception {
      return learner.pixels(images(part));
    }
  }
}
