package dev.xray.core.report;

import dev.xray.core.evaluation.Thresholds;
import dev.xray.core.report.ExplanationsDocument.MapDocument;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.Optional;

/**
 * An image and its map, as the template {@code maps.mustache} shows them.
 *
 * @param file its name
 * @param verdict what the model says, and whether it is right
 * @param plain the image
 * @param overlay the map over it
 * @param width of both in pixels
 * @param height of both in pixels
 * @param alt what the map shows, for those who cannot see it
 * @param extremes the ends of its scale
 */
record MapView(
    String file,
    String verdict,
    String plain,
    String overlay,
    int width,
    int height,
    String alt,
    String extremes) {
  /** Longer side of a picture in pixels. */
  static final int SIDE = 420;

  static MapView of(ExplainedImage image, ShownMaps shown) {
    BufferedImage overlay = Overlay.of(image, SIDE);
    return new MapView(
        image.file(),
        verdict(image, shown),
        uri(Overlay.plain(image, SIDE)),
        uri(overlay),
        overlay.getWidth(),
        overlay.getHeight(),
        shown.method().text() + " of " + image.file() + ": " + inWords(image, shown.positive()),
        "From "
            + Overlay.signed(image.map().lowest())
            + " to "
            + Overlay.signed(image.map().highest())
            + "; the scale ends at ±"
            + Overlay.signed(image.map().largest()).substring(1)
            + ".");
  }

  /** Where to look, for those who cannot see it. */
  private static String inWords(ExplainedImage image, String positive) {
    MapDocument map = MapDocument.of(image);
    return map.highest() > 0
        ? "strongest for "
            + positive
            + " at "
            + percent(map.peakX())
            + " from the left and "
            + percent(map.peakY())
            + " from the top"
        : "nothing speaks for " + positive;
  }

  private static String percent(double share) {
    return Math.round(100 * share) + "%";
  }

  /** The colours of all maps. */
  static String scale() {
    return "data:image/png;base64," + base64(Png.encode(Overlay.scale(SIDE, 20)));
  }

  private static String verdict(ExplainedImage image, ShownMaps shown) {
    String positive = shown.classes().positive();
    boolean predicted = Thresholds.isPositive(image.probability(), shown.threshold());
    Optional<Boolean> right = image.label().map(label -> label.equals(positive) == predicted);
    return (predicted ? positive : shown.classes().negative())
        + ", "
        + Numbers.share(image.probability())
        + right
            .map(each -> each ? " ✓" : " ✗ is " + image.label().orElseThrow())
            .orElse(", the truth is not known");
  }

  private static String uri(BufferedImage picture) {
    return "data:image/jpeg;base64," + base64(Png.photograph(picture));
  }

  private static String base64(byte[] picture) {
    return Base64.getEncoder().encodeToString(picture);
  }
}
