package dev.xray.core.report;

import dev.xray.core.Disclaimer;
import dev.xray.core.codec.GreyImage;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A drawing with a title above and the disclaimer below. Needs no display. Not thread-safe. */
final class Canvas {
  static final int MARGIN = 20;
  private static final int LINE = 18;

  private final BufferedImage image;
  private final Graphics2D graphics;
  private final int width;
  private final int top;
  private final int bottom;

  /**
   * Makes a drawing.
   *
   * @param width of the whole in units
   * @param bodyHeight of what is drawn between title and disclaimer, in units
   * @param scale pixels for a unit
   * @param title one line
   * @param subtitle wrapped; may be empty
   */
  Canvas(int width, int bodyHeight, double scale, String title, String subtitle) {
    this.width = width;
    List<String> subtitles = wrap(subtitle, width);
    List<String> footer = wrap(Disclaimer.TEXT, width);
    top = MARGIN + 30 + subtitles.size() * LINE + 8;
    bottom = top + bodyHeight;
    int height = bottom + 14 + footer.size() * LINE + MARGIN - 6;
    image = newImage((int) Math.round(width * scale), (int) Math.round(height * scale));
    graphics = image.createGraphics();
    configure(graphics, scale);
    graphics.setColor(Palette.PAPER);
    graphics.fillRect(0, 0, width, height);
    text(fit(title, bold(20), width - 2 * MARGIN), MARGIN, MARGIN + 18, bold(20), Palette.INK);
    lines(subtitles, MARGIN + 30, Palette.FAINT, plain(13));
    graphics.setColor(Palette.LINE);
    graphics.drawLine(MARGIN, bottom + 8, width - MARGIN, bottom + 8);
    lines(footer, bottom + 12, Palette.INK, plain(13));
  }

  /** Where the body begins. */
  int top() {
    return top;
  }

  Graphics2D graphics() {
    return graphics;
  }

  byte[] png() {
    return png(UnaryOperator.identity());
  }

  /**
   * Ends the drawing.
   *
   * @param last what is done to the pixels before they are written
   */
  byte[] png(UnaryOperator<BufferedImage> last) {
    graphics.dispose();
    return Png.encode(last.apply(image));
  }

  /** Text with its baseline at y. */
  void text(String text, int x, int y, Font font, Color colour) {
    graphics.setFont(font);
    graphics.setColor(colour);
    graphics.drawString(text, x, y);
  }

  /** Text centred about x. */
  void centred(String text, int x, int y, Font font, Color colour) {
    text(text, x - metrics(font).stringWidth(text) / 2, y, font, colour);
  }

  /** A picture scaled into a square. */
  void picture(GreyImage picture, int x, int y, int side) {
    graphics.setColor(Color.BLACK);
    graphics.fillRect(x, y, side, side);
    double scale = Math.min((double) side / picture.width(), (double) side / picture.height());
    int w = Math.max(1, (int) Math.round(picture.width() * scale));
    int h = Math.max(1, (int) Math.round(picture.height() * scale));
    graphics.drawImage(Png.of(picture), x + (side - w) / 2, y + (side - h) / 2, w, h, null);
  }

  void stroke(float thickness) {
    graphics.setStroke(new BasicStroke(thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_MITER));
  }

  static Font plain(int size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, size);
  }

  static Font bold(int size) {
    return new Font(Font.SANS_SERIF, Font.BOLD, size);
  }

  /** Shortens a text in its middle, so that both ends of a file name can be read. */
  static String fit(String text, Font font, int width) {
    FontMetrics metrics = metrics(font);
    String fitted = text;
    for (int keep = text.length() - 1; keep > 1 && metrics.stringWidth(fitted) > width; keep--) {
      int head = keep / 2;
      fitted = text.substring(0, head) + "…" + text.substring(text.length() - (keep - head));
    }
    return fitted;
  }

  static int width(String text, Font font) {
    return metrics(font).stringWidth(text);
  }

  static void configure(Graphics2D graphics, double scale) {
    graphics.scale(scale, scale);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
  }

  static BufferedImage newImage(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
  }

  private void lines(List<String> lines, int y, Color colour, Font font) {
    int baseline = y;
    for (String line : lines) {
      baseline += LINE;
      text(line, MARGIN, baseline, font, colour);
    }
  }

  private static List<String> wrap(String text, int width) {
    FontMetrics metrics = metrics(plain(13));
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && metrics.stringWidth(longer) > width - 2 * MARGIN) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }

  private static FontMetrics metrics(Font font) {
    Graphics2D scratch = newImage(1, 1).createGraphics();
    try {
      configure(scratch, 1);
      return scratch.getFontMetrics(font);
    } finally {
      scratch.dispose();
    }
  }
}
