package dev.xray.core.audit.probe;

import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.ChangeEvaluator;
import dev.xray.core.evaluation.Evaluator;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.PairedCase;
import dev.xray.core.evaluation.ShortcutShare;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.image.Pixels;
import dev.xray.core.image.Preprocessor;
import dev.xray.core.runtime.Parallel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Asks a trained model again after each {@link Probe}. Images are changed a few at a time, and
 * given up when they were predicted, so that memory does not grow with their number. The result is
 * a pure function of model, images and settings, on any number of threads. Not thread-safe.
 */
public final class Prober {
  /** Changed images that are held at a time, in bytes: so many are made, then predicted. */
  private static final long MEMORY = 64 << 20;

  /** As many as the network takes at once. */
  private static final int BATCH = 32;

  private final ProbeImages images;
  private final Model model;
  private final ProbeSettings settings;
  private final Map<Probe, String> skipped = new EnumMap<>(Probe.class);
  private final List<Probe> probes = new ArrayList<>();

  /** A model that predicts images, such as {@link dev.xray.core.training.Predictor#predict}. */
  @FunctionalInterface
  public interface Model {
    /** The probability of the positive class for each image, in [0, 1]. */
    float[] predict(Pixels pixels);
  }

  private Prober(ProbeImages images, Model model, ProbeSettings settings) {
    this.images = images;
    this.model = model;
    this.settings = settings;
    for (Probe probe : Probe.values()) {
      reasonAgainst(probe)
          .ifPresentOrElse(reason -> skipped.put(probe, reason), () -> probes.add(probe));
    }
  }

  /**
   * Probes a model.
   *
   * @param images to predict; may be of one class only: what is then undefined says so
   * @param model the model
   * @param settings threshold, seed, intervals, threads
   * @param progress hears how many images are done
   * @throws XrayException if an image or a mask cannot be used
   * @throws IOException if a file cannot be read
   */
  public static ProbeReport run(
      ProbeImages images, Model model, ProbeSettings settings, IntConsumer progress)
      throws XrayException, IOException {
    return new Prober(images, model, settings).run(progress);
  }

  private Optional<String> reasonAgainst(Probe probe) {
    if (probe.needsMasks() && images.withoutMask() > 0) {
      return Optional.of(
          images.withoutMask() == images.size()
              ? "there are no masks of the lungs"
              : images.withoutMask()
                  + " of "
                  + images.size()
                  + " images have no mask of the lungs");
    }
    return probe.needsBothClasses() && Donors.of(images, settings.seed()).isEmpty()
        ? Optional.of("there are images of one class only")
        : Optional.empty();
  }

  private ProbeReport run(IntConsumer progress) throws XrayException, IOException {
    float[] unchanged = model.predict(images.pixels());
    List<Case> cases = cases(unchanged);
    Map<Probe, GreyImage> examples = new EnumMap<>(Probe.class);
    Map<Probe, float[]> changed = predictChanged(examples, progress);
    List<ProbeResult> results = new ArrayList<>();
    List<ShortcutShare.Version> versions = new ArrayList<>();
    for (Probe probe : probes) {
      List<PairedCase> pairs = pairs(unchanged, changed.get(probe));
      probe
          .shortcut()
          .ifPresent(kind -> versions.add(new ShortcutShare.Version(probe.key(), kind, pairs)));
      if (!pairs.isEmpty()) {
        results.add(
            new ProbeResult(
                probe,
                ChangeEvaluator.compare(pairs, settings.threshold(), settings.evaluation()),
                examples.get(probe)));
      }
    }
    return new ProbeReport(
        images.positives(),
        images.size() - images.positives(),
        Evaluator.scores(cases, settings.evaluation()).get(Metric.ROC_AUC),
        Evaluator.atThreshold(cases, settings.threshold(), settings.evaluation()),
        images.size() == 0 ? Optional.empty() : Optional.of(images.pixels().image(shown())),
        results,
        skipped,
        ShortcutShare.of(cases, versions, settings.evaluation()),
        Optional.empty());
  }

  private Map<Probe, float[]> predictChanged(Map<Probe, GreyImage> examples, IntConsumer progress)
      throws XrayException, IOException {
    Preprocessor preprocessor = new Preprocessor(images.preprocessing());
    ProbedImage.Common common =
        new ProbedImage.Common(
            ProbeImages.meanLevel(images.pixels()),
            Donors.of(images, settings.seed()),
            settings.seed());
    Map<Probe, float[]> changed = new EnumMap<>(Probe.class);
    probes.forEach(probe -> changed.put(probe, new float[images.size()]));
    int chunk = chunk();
    for (int start = 0; start < images.size(); start += chunk) {
      int first = start;
      int size = Math.min(chunk, images.size() - first);
      List<Map<Probe, GreyImage>> made =
          Parallel.map(
              settings.threads(),
              size,
              i -> change(new ProbedImage(images, preprocessor, common, first + i)));
      for (Probe probe : probes) {
        List<GreyImage> some = made.stream().map(all -> all.get(probe)).toList();
        System.arraycopy(predict(some, first), 0, changed.get(probe), first, size);
      }
      if (shown() >= first && shown() < first + size) {
        examples.putAll(made.get(shown() - first));
      }
      progress.accept(first + size);
    }
    return changed;
  }

  private Map<Probe, GreyImage> change(ProbedImage image) throws XrayException, IOException {
    Map<Probe, GreyImage> changed = new EnumMap<>(Probe.class);
    for (Probe probe : probes) {
      changed.put(probe, probe.apply(image));
    }
    return changed;
  }

  private float[] predict(List<GreyImage> changed, int first) {
    return model.predict(
        InMemoryPixels.of(
            images.pixels().width(),
            images.pixels().height(),
            changed,
            IntStream.range(first, first + changed.size())
                .mapToObj(images.pixels()::label)
                .toList()));
  }

  private int chunk() {
    long each = (long) images.pixels().width() * images.pixels().height() * probes.size();
    return (int) Math.max(1, Math.min(BATCH, MEMORY / each));
  }

  /** The image that is shown as an example: the first positive one, or else the first. */
  private int shown() {
    return IntStream.range(0, images.size()).filter(images::positive).findFirst().orElse(0);
  }

  private List<Case> cases(float[] probabilities) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      cases.add(new Case(images.positive(i), probabilities[i], images.patients().get(i)));
    }
    return cases;
  }

  private List<PairedCase> pairs(float[] unchanged, float[] changed) {
    List<PairedCase> pairs = new ArrayList<>();
    for (int i = 0; i < unchanged.length; i++) {
      pairs.add(
          new PairedCase(images.positive(i), changed[i], unchanged[i], images.patients().get(i)));
    }
    return pairs;
  }
}
