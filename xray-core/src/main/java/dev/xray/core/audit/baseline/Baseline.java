package dev.xray.core.audit.baseline;

import dev.xray.core.audit.facts.ImageFacts;
import dev.xray.core.dataset.Age;
import dev.xray.core.dataset.LabeledImage;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** What little a null baseline may look at. */
public enum Baseline {
  /**
   * Format, channels, bit depth, EXIF, width, height, aspect ratio. Not the size in bytes: what is
   * on the picture, and so the disease, changes how well it compresses.
   */
  FILE_HEADER("fileHeader", "the file's header", Kind.CANNOT_CONTAIN, true, Baseline::header),
  /** View, sex, age and licence, and whether each is given. */
  METADATA("metadata", "the metadata", Kind.CANNOT_CONTAIN, true, Baseline::metadata),
  /** The outermost 8% of each side. */
  FRAME(
      "frame",
      "the outermost 8% of the picture",
      Kind.CANNOT_CONTAIN,
      false,
      (image, facts) -> Optional.of(Features.of(facts.frame()))),
  /** What lies outside the lung mask, dilated by 3% of the longer side. */
  OUTSIDE_LUNGS(
      "outsideLungs",
      "everything outside the lungs",
      Kind.CANNOT_CONTAIN,
      false,
      (image, facts) -> facts.outsideLungs().map(Features::of)),
  /** Shares of 32 ranges of grey. */
  HISTOGRAM(
      "histogram",
      "the grey histogram",
      Kind.LEGITIMATE,
      false,
      (image, facts) -> Optional.of(Features.of(facts.histogram()))),
  /** Eight times eight means. */
  THUMBNAIL(
      "thumbnail",
      "an 8 × 8 thumbnail",
      Kind.LEGITIMATE,
      false,
      (image, facts) -> Optional.of(Features.of(facts.thumbnail()))),
  /** What lies outside the central two thirds of each side. */
  OUTSIDE_CENTRE(
      "outsideCentre",
      "the picture without its central two thirds",
      Kind.LEGITIMATE,
      false,
      (image, facts) -> Optional.of(Features.of(facts.outsideCentre())));

  /** What a good score of a baseline means. */
  public enum Kind {
    /** The disease cannot be seen in it: a score beyond chance raises the alarm. */
    CANNOT_CONTAIN("cannot contain the disease"),
    /** The disease may be seen in it, if crudely: a model must do better. */
    LEGITIMATE("simple but legitimate");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** Its name for a reader. */
    public String text() {
      return text;
    }
  }

  private final String id;
  private final String title;
  private final Kind kind;
  private final boolean ofTheFile;
  private final BiFunction<LabeledImage, ImageFacts, Optional<Features>> features;

  Baseline(
      String id,
      String title,
      Kind kind,
      boolean ofTheFile,
      BiFunction<LabeledImage, ImageFacts, Optional<Features>> features) {
    this.id = id;
    this.title = title;
    this.kind = kind;
    this.ofTheFile = ofTheFile;
    this.features = features;
  }

  /** Its name in {@code audit.json}. */
  public String id() {
    return id;
  }

  /** What it looks at, to be read within a sentence. */
  public String title() {
    return title;
  }

  /** What a good score means. */
  public Kind kind() {
    return kind;
  }

  /** Whether it looks at what is known of a picture, not at the picture. */
  public boolean ofTheFile() {
    return ofTheFile;
  }

  /** What it knows of an image; empty where that is not known of this one. */
  Optional<Features> features(LabeledImage image, ImageFacts facts) {
    return features.apply(image, facts);
  }

  private static Optional<Features> header(LabeledImage image, ImageFacts facts) {
    return Optional.of(
        new Features(
            new double[] {facts.width(), facts.height(), facts.aspectRatio()},
            Map.of(
                "format", facts.format().name(),
                "channels", facts.channels() + "",
                "bitDepth", facts.bitDepth() + "",
                "exif", facts.exif() + "")));
  }

  private static Optional<Features> metadata(LabeledImage image, ImageFacts facts) {
    double age = image.age().map(Age::years).flatMap(Baseline::box).orElse(Double.NaN);
    return Optional.of(
        new Features(
            new double[] {age},
            Map.of(
                "view", text(image.view()),
                "sex", text(image.sex()),
                "licence", text(image.licence()))));
  }

  private static Optional<Double> box(java.util.OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  private static String text(Optional<String> value) {
    return value.map(written -> written.strip().toUpperCase(Locale.ROOT)).orElse("");
  }
}
