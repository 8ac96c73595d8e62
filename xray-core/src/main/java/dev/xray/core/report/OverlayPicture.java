package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import java.awt.image.BufferedImage;

/** The file of one image: the image, its map over it, the scale. */
final class OverlayPicture {
  private static final int SIDE = 400;
  private static final int GAP = 20;
  private static final int BAR = 18;
  private static final int SCALE = 70;

  private OverlayPicture() {}

  static byte[] of(ExplainedImage image, ExplanationData data) {
    BufferedImage overlay = Overlay.of(image, SIDE);
    Canvas canvas =
        new Canvas(
            2 * Canvas.MARGIN + 2 * SIDE + GAP,
            overlay.getHeight() + SCALE,
            1,
            image.file(),
            subtitle(image, data));
    int left = Canvas.MARGIN + (SIDE - overlay.getWidth()) / 2;
    canvas.graphics().drawImage(Overlay.plain(image, SIDE), left, canvas.top(), null);
    canvas.graphics().drawImage(overlay, left + SIDE + GAP, canvas.top(), null);
    scale(canvas, image, data.classes(), canvas.top() + overlay.getHeight() + 12);
    return canvas.png();
  }

  private static void scale(Canvas canvas, ExplainedImage image, Classes classes, int y) {
    int left = Canvas.MARGIN + SIDE + GAP;
    canvas.graphics().drawImage(Overlay.scale(SIDE, BAR), left, y, null);
    double largest = image.map().largest();
    int below = y + BAR + 17;
    canvas.text(
        Overlay.signed(-largest) + " for " + classes.negative(),
        left,
        below,
        Canvas.plain(13),
        Palette.INK);
    canvas.centred("0", left + SIDE / 2, below, Canvas.plain(13), Palette.INK);
    String most = Overlay.signed(largest) + " for " + classes.positive();
    canvas.text(
        most,
        left + SIDE - Canvas.width(most, Canvas.plain(13)),
        below,
        Canvas.plain(13),
        Palette.INK);
    canvas.text(
        "Right: the map. Left: the image.", Canvas.MARGIN, y + 14, Canvas.plain(13), Palette.FAINT);
  }

  private static String subtitle(ExplainedImage image, ExplanationData data) {
    return data.method().text()
        + ". Probability of "
        + data.classes().positive()
        + " "
        + Numbers.share(image.probability())
        + image.label().map(label -> "; the truth is " + label).orElse("; the truth is not known")
        + ". "
        + ExplanationSection.MEANING
        + (lesionsKnown(image) ? " Green dots: the known lesions." : "");
  }

  /** Whether there is an outline to see. */
  static boolean lesionsKnown(ExplainedImage image) {
    return image.masks().lesions().filter(mask -> mask.size() > 0).isPresent();
  }
}
