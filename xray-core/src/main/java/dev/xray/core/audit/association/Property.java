package dev.xray.core.audit.association;

import dev.xray.core.audit.facts.ImageFacts;
import dev.xray.core.dataset.Age;
import dev.xray.core.dataset.LabeledImage;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Something that is known of an image and should say nothing of its class. A category has a value
 * for each image, missing ones included; a number may be missing.
 */
public enum Property {
  /** Collection that the image comes from; see {@code audit.facts.Origins}. */
  SOURCE("source", "source", true),
  /** Folder within the source. */
  FOLDER("folder", "folder", true, (image, facts) -> folder(image)),
  /** Format of the file, by its content. */
  FORMAT("fileFormat", "file format", true, (image, facts) -> facts.format().name()),
  /** Grey or colour. */
  CHANNELS("channels", "number of colour channels", true, (image, facts) -> facts.channels() + ""),
  /** Bits of a channel. */
  BIT_DEPTH("bitDepth", "bit depth", true, (image, facts) -> facts.bitDepth() + ""),
  /** Whether there are EXIF data. */
  EXIF(
      "exif", "presence of EXIF data", true, (image, facts) -> facts.exif() ? "present" : "absent"),
  /** Licence of the image. */
  LICENCE("licence", "licence", true, (image, facts) -> text(image.licence())),
  /** Projection, such as PA. */
  VIEW("view", "view", true, (image, facts) -> text(image.view())),
  /** Of the patient. */
  SEX("sex", "sex", true, (image, facts) -> text(image.sex())),
  /** Whether an age is given, since that alone may give the class away. */
  AGE_GIVEN(
      "ageGiven",
      "whether the age is given",
      true,
      (image, facts) -> years(image).isPresent() ? "given" : Property.MISSING),
  /** Of the patient, where it is given. */
  AGE("age", "age", true, Property::years),
  /** As stored. */
  WIDTH("width", "width", true, ImageFacts::width),
  /** As stored. */
  HEIGHT("height", "height", true, ImageFacts::height),
  /** Width by height. */
  ASPECT_RATIO("aspectRatio", "aspect ratio", true, ImageFacts::aspectRatio),
  /** Of the outermost 8% of each side. */
  BORDER_BRIGHTNESS("borderBrightness", "border brightness", true, ImageFacts::borderBrightness),
  /** Of the whole image: the disease itself brightens it, so that it raises no alarm. */
  BRIGHTNESS("brightness", "mean brightness", false, ImageFacts::brightness);

  /** How a missing value is called. */
  static final String MISSING = "(missing)";

  private final String id;
  private final String title;
  private final boolean alarms;
  private final Optional<BiFunction<LabeledImage, ImageFacts, String>> category;
  private final Optional<BiFunction<LabeledImage, ImageFacts, OptionalDouble>> number;

  /** Known of the images together only. */
  Property(String id, String title, boolean alarms) {
    this(id, title, alarms, Optional.empty(), Optional.empty());
  }

  Property(
      String id,
      String title,
      boolean alarms,
      BiFunction<LabeledImage, ImageFacts, String> category) {
    this(id, title, alarms, Optional.of(category), Optional.empty());
  }

  Property(String id, String title, boolean alarms, Function<LabeledImage, OptionalDouble> number) {
    this(id, title, alarms, Optional.empty(), Optional.of((image, facts) -> number.apply(image)));
  }

  Property(String id, String title, boolean alarms, ToDoubleFunction<ImageFacts> number) {
    this(
        id,
        title,
        alarms,
        Optional.empty(),
        Optional.of((image, facts) -> OptionalDouble.of(number.applyAsDouble(facts))));
  }

  Property(
      String id,
      String title,
      boolean alarms,
      Optional<BiFunction<LabeledImage, ImageFacts, String>> category,
      Optional<BiFunction<LabeledImage, ImageFacts, OptionalDouble>> number) {
    this.id = id;
    this.title = title;
    this.alarms = alarms;
    this.category = category;
    this.number = number;
  }

  /** Its name in {@code audit.json}. */
  public String id() {
    return id;
  }

  /** Its name for a reader, to be read within a sentence. */
  public String title() {
    return title;
  }

  /** Whether a close association raises an alarm; not where the disease itself may be behind it. */
  public boolean alarms() {
    return alarms;
  }

  /** Whether its values may tell who a patient is, as the name of a folder may. */
  public boolean isPrivate() {
    return this == FOLDER;
  }

  /** Whether it has a number, not one of several values. */
  public boolean isNumber() {
    return number.isPresent();
  }

  /** Value of a category. */
  String category(LabeledImage image, ImageFacts facts) {
    return category.orElseThrow().apply(image, facts);
  }

  /** Value of a number; empty where it is missing. */
  OptionalDouble number(LabeledImage image, ImageFacts facts) {
    return number.orElseThrow().apply(image, facts);
  }

  private static String folder(LabeledImage image) {
    int slash = image.file().lastIndexOf('/');
    return slash < 0 ? "(none)" : image.file().substring(0, slash);
  }

  private static OptionalDouble years(LabeledImage image) {
    return image.age().map(Age::years).orElse(OptionalDouble.empty());
  }

  /** One spelling of a value. */
  private static String text(Optional<String> value) {
    return value
        .map(written -> written.strip().toUpperCase(Locale.ROOT))
        .filter(written -> !written.isEmpty())
        .orElse(MISSING);
  }
}
