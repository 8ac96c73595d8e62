package dev.xray.core.audit.probe;

import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.evaluation.ShortcutShare;
import java.io.IOException;
import java.util.Optional;

/**
 * A change of the test images after which a trained model is asked again.
 *
 * <p>What is removed becomes the mean grey level of all test images: one level for all, since a
 * level of the image's own would still say something of what was there. Regions are the same for
 * all images, but for the lungs.
 */
public enum Probe {
  /**
   * The lungs, by their masks, with a rim of 3% of the shorter side: whatever the disease looks
   * like, it is gone. The hole has the outline of the lungs, which is left to see; where masks
   * spare consolidated lung, that outline says something of the disease.
   */
  LUNGS_REMOVED(
      "lungsRemoved",
      "lungs removed",
      Expectation.FALLS,
      Stage.PREPROCESSED,
      image -> image.lungs().fill(image.seen(), image.fill())),
  /** Everything but the outermost 8% on each side. */
  BORDER_ONLY(
      "borderOnly",
      "only the border kept",
      Expectation.FALLS,
      Stage.PREPROCESSED,
      image -> border(image).complement().fill(image.seen(), image.fill())),
  /**
   * The central two thirds of width and height, as Maguolo and Nanni (2021, Information Fusion
   * 76:1) took away most of the lungs before they trained on the rest. The outermost parts of the
   * lungs remain, so that a part of the score may too: shown, but no alarm.
   */
  CENTRE_REMOVED(
      "centreRemoved",
      "centre removed",
      Expectation.FALLS,
      Stage.PREPROCESSED,
      image -> Region.centre(image.width(), image.height()).fill(image.seen(), image.fill())),
  /**
   * 8 x 8 tiles, in another order for each image. The anatomy is gone; what fits into a tile, such
   * as a texture or a small opacity, is not: shown, but no alarm.
   */
  TILES_SHUFFLED(
      "tilesShuffled",
      "tiles shuffled",
      Expectation.FALLS,
      Stage.PREPROCESSED,
      image -> Pictures.shuffled(image.seen(), 8, image.random())),
  /** The outermost 8% on each side. */
  BORDER_REMOVED(
      "borderRemoved",
      "border removed",
      Expectation.STAYS,
      Stage.PREPROCESSED,
      image -> border(image).fill(image.seen(), image.fill())),
  /** The four corners, each a sixth of width and height: where markers and letters stand. */
  CORNERS_BLANKED(
      "cornersBlanked",
      "corners blanked",
      Expectation.STAYS,
      Stage.PREPROCESSED,
      image -> corners(image).fill(image.seen(), image.fill())),
  /**
   * The same four corners, taken from an image of the other class: a model that goes by them now
   * takes one class for the other.
   */
  CORNERS_SWAPPED(
      "cornersSwapped",
      "corners swapped between classes",
      Expectation.STAYS,
      Stage.PREPROCESSED,
      image -> corners(image).take(image.seen(), image.donor())),
  /** Left and right exchanged. The heart is then on the other side. */
  FLIPPED(
      "flipped",
      "left and right flipped",
      Expectation.STAYS,
      Stage.PREPROCESSED,
      image -> Pictures.flipped(image.seen())),
  /** Distances from middle grey times 0.7. Histogram equalisation undoes most of it. */
  CONTRAST_LOWER(
      "contrastLower",
      "contrast × 0.7",
      Expectation.STAYS,
      Stage.DECODED,
      image -> image.preprocessed(Pictures.contrast(image.decoded(), 0.7))),
  /** Distances from middle grey times 1.3. What is cut off at black and white is lost. */
  CONTRAST_HIGHER(
      "contrastHigher",
      "contrast × 1.3",
      Expectation.STAYS,
      Stage.DECODED,
      image -> image.preprocessed(Pictures.contrast(image.decoded(), 1.3))),
  /** Brighter. Histogram equalisation undoes most of it. */
  GAMMA_LOWER(
      "gammaLower",
      "gamma 0.7",
      Expectation.STAYS,
      Stage.DECODED,
      image -> image.preprocessed(Pictures.gamma(image.decoded(), 0.7))),
  /** Darker. */
  GAMMA_HIGHER(
      "gammaHigher",
      "gamma 1.4",
      Expectation.STAYS,
      Stage.DECODED,
      image -> image.preprocessed(Pictures.gamma(image.decoded(), 1.4))),
  /** Encoded as a JPEG of quality 90, as archives do: all images then have such traces. */
  JPEG_90("jpeg90", "JPEG, quality 90", Expectation.STAYS, Stage.DECODED, image -> jpeg(image, 90)),
  /** Quality 50. */
  JPEG_50("jpeg50", "JPEG, quality 50", Expectation.STAYS, Stage.DECODED, image -> jpeg(image, 50)),
  /** Quality 20: blocks can be seen, and fine signs of disease are lost: shown, but no alarm. */
  JPEG_20("jpeg20", "JPEG, quality 20", Expectation.STAYS, Stage.DECODED, image -> jpeg(image, 20)),
  /**
   * Down to as many pixels as the network sees, and back. Without it, large files bring more noise
   * and sharper edges through a resizing that does not average, so that their size can be told.
   */
  SCALED(
      "scaled",
      "down to the network's size and back",
      Expectation.STAYS,
      Stage.DECODED,
      image -> scaled(image, 1)),
  /**
   * Down to half of that width and height, and back: small signs of disease are lost too. Shown,
   * but no alarm.
   */
  SCALED_HALF(
      "scaledHalf",
      "down to half of it and back",
      Expectation.STAYS,
      Stage.DECODED,
      image -> scaled(image, 2));

  /** How the ids of the checks begin; the probe's key follows. */
  public static final String CHECKS = "probe.";

  /** A change. */
  @FunctionalInterface
  interface Change {
    /** The changed image as the network sees it. */
    GreyImage apply(ProbedImage image) throws XrayException, IOException;
  }

  private final String key;
  private final String text;
  private final Expectation expectation;
  private final Stage stage;
  private final Change change;

  Probe(String key, String text, Expectation expectation, Stage stage, Change change) {
    this.key = key;
    this.text = text;
    this.expectation = expectation;
    this.stage = stage;
    this.change = change;
  }

  private static Region border(ProbedImage image) {
    return Region.border(image.width(), image.height());
  }

  private static Region corners(ProbedImage image) {
    return Region.corners(image.width(), image.height());
  }

  private static GreyImage jpeg(ProbedImage image, int quality) throws XrayException, IOException {
    return image.preprocessed(Pictures.jpeg(image.decoded(), quality));
  }

  private static GreyImage scaled(ProbedImage image, int divisor)
      throws XrayException, IOException {
    return image.preprocessed(
        Pictures.reduced(image.decoded(), image.width() / divisor, image.height() / divisor));
  }

  /** Its name in {@code audit.json}, such as {@code borderOnly}. */
  public String key() {
    return key;
  }

  /** Its name for a reader. */
  public String text() {
    return text;
  }

  /** What it should do to the score. */
  public Expectation expectation() {
    return expectation;
  }

  /** On what it is made. */
  public Stage stage() {
    return stage;
  }

  /**
   * Whether it may raise an alarm; false for those that may leave, or take, a part of the disease
   * itself.
   */
  public boolean alarms() {
    return switch (this) {
      case CENTRE_REMOVED, TILES_SHUFFLED, JPEG_20, SCALED_HALF -> false;
      default -> true;
    };
  }

  /** Whether it needs masks of the lungs. */
  public boolean needsMasks() {
    return this == LUNGS_REMOVED;
  }

  /** Whether it needs images of both classes. */
  public boolean needsBothClasses() {
    return this == CORNERS_SWAPPED;
  }

  /** How it counts in {@link ShortcutShare}; empty where it does not. */
  public Optional<ShortcutShare.Kind> shortcut() {
    return switch (this) {
      case LUNGS_REMOVED, BORDER_ONLY -> Optional.of(ShortcutShare.Kind.REMOVED);
      case CORNERS_SWAPPED -> Optional.of(ShortcutShare.Kind.EXCHANGED);
      default -> Optional.empty();
    };
  }

  /** Changes an image. */
  GreyImage apply(ProbedImage image) throws XrayException, IOException {
    return change.apply(image);
  }
}
