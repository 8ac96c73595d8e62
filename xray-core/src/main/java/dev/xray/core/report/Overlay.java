package dev.xray.core.report;

import dev.xray.core.codec.GreyImage;
import dev.xray.core.explanation.Mask;
import dev.xray.core.image.Placement;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Optional;

/**
 * A map over its image. What speaks for the positive class is orange and bounded by a solid line,
 * what speaks for the negative class is blue and hatched: the sign can be read without colour. The
 * stronger, the more opaque; a plus and a minus stand where the map is highest and lowest.
 */
final class Overlay {
  private static final Color FOR = new Color(0xFF9A1F);
  private static final Color AGAINST = new Color(0x2B6BE4);
  private static final double MOST_OPAQUE = 0.7;

  /** Share of the largest value from which a place is hatched or inside the solid line. */
  private static final double MARKED = 0.4;

  private static final int HATCH = 7;
  private static final int MARK = 9;

  private final ExplainedImage image;
  private final int width;
  private final int height;
  private final double[] strength;

  private Overlay(ExplainedImage image, int side) {
    this.image = image;
    GreyImage picture = image.picture();
    double scale = (double) side / Math.max(picture.width(), picture.height());
    width = Math.max(1, (int) Math.round(picture.width() * scale));
    height = Math.max(1, (int) Math.round(picture.height() * scale));
    strength = new double[width * height];
    double largest = image.map().largest();
    for (int i = 0; i < strength.length; i++) {
      strength[i] = largest == 0 ? 0 : value(inputX(i % width), inputY(i / width)) / largest;
    }
  }

  /**
   * The picture.
   *
   * @param side its longer side in pixels
   */
  static BufferedImage of(ExplainedImage image, int side) {
    return new Overlay(image, side).draw();
  }

  /** The image alone, of the same size. */
  static BufferedImage plain(ExplainedImage image, int side) {
    return new Overlay(image, side).background();
  }

  /** Of the map; nothing where the picture was cut off before the network saw it. */
  private double value(double x, double y) {
    return image.placement().shows(x, y) ? image.map().at(x, y) : 0;
  }

  private double inputX(int x) {
    Placement placement = image.placement();
    return placement.inputX((x + 0.5) * placement.imageWidth() / width - 0.5);
  }

  private double inputY(int y) {
    Placement placement = image.placement();
    return placement.inputY((y + 0.5) * placement.imageHeight() / height - 0.5);
  }

  private BufferedImage background() {
    BufferedImage drawing = Canvas.newImage(width, height);
    Graphics2D graphics = drawing.createGraphics();
    Canvas.configure(graphics, 1);
    graphics.drawImage(Png.of(image.picture()), 0, 0, width, height, null);
    graphics.dispose();
    return drawing;
  }

  private BufferedImage draw() {
    BufferedImage drawing = background();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        drawing.setRGB(x, y, blended(drawing.getRGB(x, y), strength[y * width + x], x, y));
      }
    }
    border(drawing, 1, Color.BLACK);
    border(drawing, 0, Color.WHITE);
    outline(drawing, image.masks().lesions());
    marks(drawing);
    return drawing;
  }

  /** A colour of the map over a grey; the negative side has lines through it. */
  static int blended(int grey, double value, int x, int y) {
    if (value < -MARKED && (x + y) % HATCH < 2) {
      return ((x + y) % HATCH == 0 ? Color.WHITE : Color.BLACK).getRGB();
    }
    double opaque = MOST_OPAQUE * Math.min(1, Math.abs(value));
    Color colour = value > 0 ? FOR : AGAINST;
    Color under = new Color(grey);
    return new Color(
            mixed(under.getRed(), colour.getRed(), opaque),
            mixed(under.getGreen(), colour.getGreen(), opaque),
            mixed(under.getBlue(), colour.getBlue(), opaque))
        .getRGB();
  }

  private static int mixed(int under, int over, double opaque) {
    return (int) Math.round(under * (1 - opaque) + over * opaque);
  }

  /** White, with black beside it: seen on bright and on dark. */
  private void border(BufferedImage drawing, int beside, Color colour) {
    for (int y = 1; y < height; y++) {
      for (int x = 1; x < width; x++) {
        if (isBorder(x, y)) {
          drawing.setRGB(x - beside, y, colour.getRGB());
        }
      }
    }
  }

  private boolean isBorder(int x, int y) {
    boolean inside = strength[y * width + x] > MARKED;
    return inside != strength[y * width + x - 1] > MARKED
        || inside != strength[(y - 1) * width + x] > MARKED;
  }

  /** Dots around what is known to be diseased. */
  private void outline(BufferedImage drawing, Optional<Mask> lesions) {
    if (lesions.isEmpty()) {
      return;
    }
    for (int y = 1; y < height; y++) {
      for (int x = 1; x < width; x++) {
        boolean inside = isIn(lesions.get(), x, y);
        boolean edge =
            inside != isIn(lesions.get(), x - 1, y) || inside != isIn(lesions.get(), x, y - 1);
        if (edge && (x + y) % 6 < 3) {
          drawing.setRGB(x, y, 0x00FF66);
          drawing.setRGB(x - 1, y, 0x00FF66);
        }
      }
    }
  }

  private boolean isIn(Mask mask, int x, int y) {
    int column = (int) Math.round(inputX(x));
    int row = (int) Math.round(inputY(y));
    return column >= 0
        && column < mask.width()
        && row >= 0
        && row < mask.height()
        && mask.inside()[row * mask.width() + column];
  }

  private void marks(BufferedImage drawing) {
    int highest = 0;
    int lowest = 0;
    for (int i = 0; i < strength.length; i++) {
      highest = strength[i] > strength[highest] ? i : highest;
      lowest = strength[i] < strength[lowest] ? i : lowest;
    }
    Graphics2D graphics = drawing.createGraphics();
    Canvas.configure(graphics, 1);
    if (strength[highest] > 0) {
      mark(graphics, highest % width, highest / width, true);
    }
    if (strength[lowest] < 0) {
      mark(graphics, lowest % width, lowest / width, false);
    }
    graphics.dispose();
  }

  private static void mark(Graphics2D graphics, int x, int y, boolean plus) {
    graphics.setColor(Color.WHITE);
    graphics.fillOval(x - MARK, y - MARK, 2 * MARK, 2 * MARK);
    graphics.setColor(Color.BLACK);
    graphics.setStroke(new BasicStroke(1.2f));
    graphics.drawOval(x - MARK, y - MARK, 2 * MARK, 2 * MARK);
    graphics.setStroke(new BasicStroke(2.4f));
    graphics.drawLine(x - 5, y, x + 5, y);
    if (plus) {
      graphics.drawLine(x, y - 5, x, y + 5);
    }
  }

  /** The colours from the most negative, left, to the most positive, right, over middle grey. */
  static BufferedImage scale(int width, int height) {
    BufferedImage drawing = Canvas.newImage(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double value = 2.0 * x / (width - 1) - 1;
        drawing.setRGB(x, y, blended(0xFF808080, value, x, y));
      }
    }
    int line = (int) Math.round((1 + MARKED) / 2 * (width - 1));
    for (int y = 0; y < height; y++) {
      drawing.setRGB(line, y, Color.WHITE.getRGB());
      drawing.setRGB(line - 1, y, Color.BLACK.getRGB());
    }
    return drawing;
  }

  /** A value with its sign, three significant digits. */
  static String signed(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    String text = String.format(Locale.ROOT, format, size);
    return (value < 0 ? "−" : "+") + text;
  }
}
