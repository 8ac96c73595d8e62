package dev.xray.core.pipeline;

import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.evaluation.Thresholds;
import dev.xray.core.explanation.HeatMap;
import dev.xray.core.explanation.Localisation;
import dev.xray.core.explanation.Masks;
import dev.xray.core.explanation.Measurement;
import dev.xray.core.image.Pixels;
import dev.xray.core.image.Placement;
import dev.xray.core.image.Preprocessor;
import dev.xray.core.image.Shrunk;
import dev.xray.core.model.ModelDescription;
import dev.xray.core.report.ExplainedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Images as a model sees them.
 *
 * @param model what it is
 * @param subjects what is known of the images
 * @param pixels the images, in the same order
 */
record ExplainedSet(ModelDescription model, List<Subject> subjects, Pixels pixels) {
  /** Rightly found positives that are held against their masks at most. */
  private static final int MOST_FOUND = 200;

  /** Longer side of the pictures, in pixels. */
  private static final int SIDE = 440;

  /**
   * An image.
   *
   * @param path where it is
   * @param file how the report calls it
   * @param relative the same, relative to the folder of the images, with {@code /}
   * @param sha256 of the file's bytes
   * @param label its true class, where known
   * @param patient where known
   */
  record Subject(
      Path path,
      String file,
      String relative,
      String sha256,
      Optional<String> label,
      Optional<String> patient) {
    /** Of a data set. */
    static Subject of(LabeledImage image) {
      return new Subject(
          image.path(),
          image.file(),
          image.file(),
          image.sha256(),
          Optional.of(image.label()),
          image.patient());
    }

    /** A file of which no more is known. */
    static Subject of(Path file, String sha256) {
      return new Subject(
          file,
          file.toString(),
          file.getFileName().toString(),
          sha256,
          Optional.empty(),
          Optional.empty());
    }
  }

  /** Images of a data set that are preprocessed already. */
  static ExplainedSet of(ModelDescription model, List<LabeledImage> images, Pixels pixels) {
    return new ExplainedSet(model, images.stream().map(Subject::of).toList(), pixels);
  }

  /** Images of a data set. */
  static ExplainedSet of(
      ModelDescription model, List<LabeledImage> images, int threads, IntConsumer progress)
      throws XrayException, IOException {
    return of(
        model,
        images,
        new Preprocessor(model.preprocessing())
            .applyAll(images, model.classes(), threads, progress));
  }

  /** The calibrated probability of the positive class. */
  double probability(float logit) {
    return 1 / (1 + StrictMath.exp(-logit / model.temperature()));
  }

  private boolean isPositive(float logit) {
    return Thresholds.isPositive(probability(logit), model.decidingThreshold());
  }

  /**
   * Positives that were missed, then false alarms, the surest first; then the least sure others.
   */
  List<Integer> errorsFirst(float[] logits) {
    Comparator<Integer> order =
        Comparator.<Integer>comparingInt(i -> outcome(i, logits[i]))
            .thenComparingDouble(
                i -> {
                  double distance = Math.abs(probability(logits[i]) - model.decidingThreshold());
                  return outcome(i, logits[i]) == 2 ? distance : -distance;
                });
    return IntStream.range(0, logits.length).boxed().sorted(order).toList();
  }

  private int outcome(int index, float logit) {
    Optional<String> label = subjects.get(index).label();
    boolean wrong =
        label.isPresent() && label.get().equals(model.classes().positive()) != isPositive(logit);
    return !wrong ? 2 : isPositive(logit) ? 1 : 0;
  }

  /**
   * Rightly found positives whose lesions are known.
   *
   * @param finder where masks are
   */
  Optional<Measurement.Found> found(float[] logits, MaskFinder finder)
      throws XrayException, IOException {
    List<Integer> indices = new ArrayList<>();
    List<Localisation.Known> known = new ArrayList<>();
    for (int i = 0; i < logits.length && indices.size() < MOST_FOUND; i++) {
      Subject subject = subjects.get(i);
      if (isPositive(logits[i]) && subject.label().equals(positive())) {
        Masks masks = masks(subject, decoded(subject), finder);
        if (masks.lesions().filter(mask -> mask.size() > 0).isPresent()) {
          indices.add(i);
          known.add(new Localisation.Known(masks, subject.patient()));
        }
      }
    }
    return indices.isEmpty()
        ? Optional.empty()
        : Optional.of(new Measurement.Found(pixels.select(indices), known));
  }

  private Optional<String> positive() {
    return Optional.of(model.classes().positive());
  }

  /**
   * An image with its map, ready to be shown.
   *
   * @param masks where they are
   */
  ExplainedImage explained(int index, float logit, HeatMap map, MaskFinder masks)
      throws XrayException, IOException {
    Subject subject = subjects.get(index);
    GreyImage decoded = decoded(subject);
    return new ExplainedImage(
        subject.file(),
        subject.sha256(),
        subject.label(),
        probability(logit),
        logit,
        map,
        masks(subject, decoded, masks),
        Shrunk.of(decoded, SIDE),
        Placement.of(model.preprocessing(), decoded.width(), decoded.height()));
  }

  GreyImage decoded(Subject subject) throws XrayException, IOException {
    return ImageCodec.decodeGrey(subject.path());
  }

  Masks masks(Subject subject, GreyImage decoded, MaskFinder finder)
      throws XrayException, IOException {
    return Masks.read(finder, subject.path(), subject.relative(), decoded, model.preprocessing());
  }

  List<Optional<String>> patients() {
    return subjects.stream().map(Subject::patient).toList();
  }
}
