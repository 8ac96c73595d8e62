package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.ConfusionMatrix;
import dev.xray.core.evaluation.ThresholdEvaluation;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Locale;

/** A confusion matrix as a picture: truth in rows, shade by the share of the row. */
final class ConfusionHeatmap {
  private static final int LEFT = 150;
  private static final int CELL_WIDTH = 190;
  private static final int CELL_HEIGHT = 120;
  private static final int HEAD = 58;
  private static final Color SHADE = new Color(0x1F5FA8);

  private ConfusionHeatmap() {}

  static String fileName(Part part, double threshold) {
    return "confusion-" + name(part) + "-" + Numbers.threshold(threshold) + ".png";
  }

  static byte[] png(String model, Part part, ThresholdEvaluation at, Classes classes) {
    Canvas canvas =
        new Canvas(
            2 * Canvas.MARGIN + LEFT + 2 * CELL_WIDTH,
            HEAD + 2 * CELL_HEIGHT + 8,
            2,
            model + ": confusion matrix, " + name(part),
            "Predicted "
                + classes.positive()
                + " where its probability is greater than "
                + Numbers.threshold(at.threshold())
                + ". Rows are the truth; shade is the share of the row.");
    int x = Canvas.MARGIN + LEFT;
    int y = canvas.top() + HEAD;
    head(canvas, classes, x, y);
    ConfusionMatrix confusion = at.confusion();
    row(canvas, classes.negative(), confusion.negatives(), x, y);
    cell(canvas, confusion.trueNegatives(), confusion.negatives(), "right", x, y);
    cell(
        canvas,
        confusion.falsePositives(),
        confusion.negatives(),
        "false alarm",
        x + CELL_WIDTH,
        y);
    int second = y + CELL_HEIGHT;
    row(canvas, classes.positive(), confusion.positives(), x, second);
    cell(canvas, confusion.falseNegatives(), confusion.positives(), "missed", x, second);
    cell(canvas, confusion.truePositives(), confusion.positives(), "found", x + CELL_WIDTH, second);
    return canvas.png();
  }

  private static void head(Canvas canvas, Classes classes, int x, int y) {
    canvas.centred("predicted", x + CELL_WIDTH, y - 36, Canvas.plain(14), Palette.FAINT);
    column(canvas, classes.negative(), x, y);
    column(canvas, classes.positive(), x + CELL_WIDTH, y);
    canvas.text("truth", Canvas.MARGIN, y - 11, Canvas.plain(14), Palette.FAINT);
  }

  private static void column(Canvas canvas, String name, int x, int y) {
    String fitted = Canvas.fit(name, Canvas.bold(16), CELL_WIDTH - 10);
    canvas.centred(fitted, x + CELL_WIDTH / 2, y - 11, Canvas.bold(16), Palette.INK);
  }

  private static void row(Canvas canvas, String name, int count, int x, int y) {
    canvas.text(
        Canvas.fit(name, Canvas.bold(16), LEFT - 12),
        x - LEFT,
        y + CELL_HEIGHT / 2,
        Canvas.bold(16),
        Palette.INK);
    canvas.text(
        Numbers.count(count, "image"),
        x - LEFT,
        y + CELL_HEIGHT / 2 + 20,
        Canvas.plain(13),
        Palette.FAINT);
  }

  private static void cell(Canvas canvas, int count, int of, String meaning, int x, int y) {
    double share = of == 0 ? 0 : (double) count / of;
    Graphics2D graphics = canvas.graphics();
    graphics.setColor(mixed(share));
    graphics.fillRect(x, y, CELL_WIDTH, CELL_HEIGHT);
    graphics.setColor(Palette.LINE);
    graphics.drawRect(x, y, CELL_WIDTH, CELL_HEIGHT);
    Color ink = share > 0.55 ? Color.WHITE : Palette.INK;
    int centre = x + CELL_WIDTH / 2;
    canvas.centred(Integer.toString(count), centre, y + 58, Canvas.bold(34), ink);
    String percent = of == 0 ? "" : String.format(Locale.ROOT, ", %.1f%%", 100 * share);
    canvas.centred(meaning + percent, centre, y + 88, Canvas.plain(13), ink);
  }

  private static Color mixed(double share) {
    return new Color(
        mixed(255, SHADE.getRed(), share),
        mixed(255, SHADE.getGreen(), share),
        mixed(255, SHADE.getBlue(), share));
  }

  private static int mixed(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }

  static String name(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }
}
