package dev.xray.core.report;

import dev.xray.core.Disclaimer;
import dev.xray.core.evaluation.Thresholds;
import dev.xray.core.report.ExplanationsDocument.ImageDocument;
import dev.xray.core.report.ExplanationsDocument.MapDocument;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What {@code explain.html} shows; its methods are the names in the template. */
final class ExplanationPage {
  private static final int SIDE = 420;

  private final ExplanationData data;
  private final List<ImageDocument> documents;
  private final ExplanationTables tables;

  ExplanationPage(ExplanationData data, ExplanationsDocument document) {
    this.data = data;
    this.documents = document.images();
    this.tables = new ExplanationTables(document.figures());
  }

  /**
   * An image.
   *
   * @param file its name
   * @param verdict what the model says, and whether it is right
   * @param error whether it is wrong
   * @param plain the image
   * @param overlay the map over it
   * @param width of both in pixels
   * @param height of both in pixels
   * @param alt what the map shows, for those who cannot see it
   * @param extremes the ends of its scale
   */
  record ImageView(
      String file,
      String verdict,
      boolean error,
      String plain,
      String overlay,
      int width,
      int height,
      String alt,
      String extremes) {}

  String name() {
    return data.name();
  }

  String disclaimer() {
    return Disclaimer.TEXT;
  }

  String method() {
    return data.method().text();
  }

  String positive() {
    return data.classes().positive();
  }

  String negative() {
    return data.classes().negative();
  }

  String meaning() {
    return ExplanationSection.MEANING;
  }

  String shown() {
    return data.images().size() == data.of()
        ? Numbers.count(data.of(), "image")
        : data.images().size() + " of " + Numbers.count(data.of(), "image");
  }

  String scale() {
    return uri("png", Png.encode(Overlay.scale(SIDE, 20)));
  }

  ExplanationTables figures() {
    return tables;
  }

  boolean lesionsKnown() {
    return data.images().stream().anyMatch(OverlayPicture::lesionsKnown);
  }

  boolean untrustworthy() {
    return data.figures().methods().stream().anyMatch(each -> !each.sanity().trustworthy());
  }

  List<ImageView> images() {
    return IntStream.range(0, data.images().size())
        .mapToObj(i -> view(data.images().get(i), documents.get(i).map()))
        .toList();
  }

  private ImageView view(ExplainedImage image, MapDocument map) {
    var overlay = Overlay.of(image, SIDE);
    boolean predicted = Thresholds.isPositive(image.probability(), data.threshold());
    Optional<Boolean> right = image.label().map(label -> label.equals(positive()) == predicted);
    return new ImageView(
        image.file(),
        verdict(image, predicted, right),
        !right.orElse(true),
        uri("png", Png.encode(Overlay.plain(image, SIDE))),
        uri("png", Png.encode(overlay)),
        overlay.getWidth(),
        overlay.getHeight(),
        method() + " of " + image.file() + ": " + inWords(map),
        "From "
            + Overlay.signed(image.map().lowest())
            + " to "
            + Overlay.signed(image.map().highest())
            + "; the scale ends at ±"
            + Overlay.signed(image.map().largest()).substring(1)
            + ".");
  }

  /** Where to look, for those who cannot see it. */
  private String inWords(MapDocument map) {
    return map.highest() > 0
        ? "strongest for "
            + positive()
            + " at "
            + percent(map.peakX())
            + " from the left and "
            + percent(map.peakY())
            + " from the top"
        : "nothing speaks for " + positive();
  }

  private static String percent(double share) {
    return Math.round(100 * share) + "%";
  }

  private String verdict(ExplainedImage image, boolean predicted, Optional<Boolean> right) {
    return (predicted ? positive() : negative())
        + ", "
        + Numbers.share(image.probability())
        + right
            .map(each -> each ? " ✓" : " ✗ is " + image.label().orElseThrow())
            .orElse(", the truth is not known");
  }

  private static String uri(String type, byte[] picture) {
    return "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(picture);
  }
}
