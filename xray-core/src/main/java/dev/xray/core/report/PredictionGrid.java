package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.Thresholds;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The prediction grid of the article: each image with its predicted class in green (negative, a
 * disc) or red (positive, a triangle), its score, and a cross and a frame on errors. False
 * negatives come first, then false positives, then the rest, up to {@value #MOST} images: with the
 * pictures this small and the {@linkplain FewColours few colours} the file stays below two
 * megabytes.
 */
final class PredictionGrid {
  private static final int SIDE = 112;
  private static final int GAP = 14;
  private static final int BAR = 22;
  private static final int CAPTION = 40;
  private static final int CELL = SIDE + GAP;
  private static final int ROW = SIDE + CAPTION + GAP;
  private static final int HEADING = 34;
  private static final Font LABEL = Canvas.bold(11);
  static final int MOST = 200;

  private PredictionGrid() {}

  /** Some of the images; {@code all} counts those that there is no room for, too. */
  private record Section(String heading, List<Tile> tiles, int all) {}

  static byte[] of(ReportData data) {
    double threshold = data.thresholds().get(0);
    List<ImageResult> images = data.test().images();
    List<Section> sections = new ArrayList<>();
    int left = MOST;
    for (Outcome outcome : Outcome.values()) {
      List<ImageResult> all = outcome.of(images, data.classes(), threshold);
      List<Tile> tiles =
          all.stream()
              .limit(left)
              .map(image -> tile(image, outcome, data.classes(), threshold))
              .toList();
      left -= tiles.size();
      sections.add(new Section(heading(outcome, all.size(), data.classes()), tiles, all.size()));
    }
    return draw(
        data.name() + ": predictions on the test images",
        legend(data.classes(), threshold) + " A cross and a yellow frame mark an error.",
        sections,
        "errors first");
  }

  static byte[] of(PredictionData data) {
    double threshold = data.thresholds().get(0);
    List<Tile> tiles =
        data.images().stream()
            .limit(MOST)
            .map(image -> tile(image, data.classes(), threshold))
            .toList();
    return draw(
        data.name() + ": predictions",
        legend(data.classes(), threshold) + " The truth is not known.",
        List.of(new Section("", tiles, data.images().size())),
        "in the order of the table");
  }

  static String heading(Outcome outcome, int count, Classes classes) {
    return switch (outcome) {
      case FALSE_NEGATIVE -> "False negatives: " + count + " " + classes.positive() + " missed";
      case FALSE_POSITIVE ->
          "False positives: " + count + " " + classes.negative() + " called " + classes.positive();
      case RIGHT -> "Right: " + count;
    };
  }

  private static String legend(Classes classes, double threshold) {
    return "Predicted "
        + classes.positive()
        + " (red, triangle) where the probability of "
        + classes.positive()
        + " is greater than "
        + Numbers.threshold(threshold)
        + ", otherwise "
        + classes.negative()
        + " (green, disc).";
  }

  private static Tile tile(ImageResult image, Outcome outcome, Classes classes, double threshold) {
    Optional<String> error =
        outcome == Outcome.RIGHT ? Optional.empty() : Optional.of("is " + image.label());
    return new Tile(
        image.picture().map(Supplier::get),
        Thresholds.isPositive(image.probability(), threshold),
        verdict(image.probability(), classes, threshold),
        error,
        image.file());
  }

  private static Tile tile(PredictedImage image, Classes classes, double threshold) {
    return new Tile(
        image.picture(),
        Thresholds.isPositive(image.probability(), threshold),
        verdict(image.probability(), classes, threshold),
        Optional.empty(),
        image.file());
  }

  private static String verdict(double probability, Classes classes, double threshold) {
    boolean positive = Thresholds.isPositive(probability, threshold);
    return (positive ? classes.positive() : classes.negative()) + " " + Numbers.share(probability);
  }

  private static byte[] draw(String title, String subtitle, List<Section> sections, String order) {
    int shown = sections.stream().mapToInt(section -> section.tiles().size()).sum();
    int all = sections.stream().mapToInt(Section::all).sum();
    int columns = Math.max(5, Math.min(12, (int) Math.ceil(Math.sqrt(shown * 1.2))));
    int height = 0;
    for (Section section : sections) {
      height += heightOf(section, columns);
    }
    String more = shown < all ? " Showing " + shown + " of " + all + " images, " + order + "." : "";
    Canvas canvas =
        new Canvas(
            2 * Canvas.MARGIN + columns * CELL - GAP,
            Math.max(height, 1),
            1,
            title,
            subtitle + more);
    int y = canvas.top();
    for (Section section : sections) {
      draw(canvas, section, columns, y);
      y += heightOf(section, columns);
    }
    return canvas.png(FewColours::of);
  }

  private static void draw(Canvas canvas, Section section, int columns, int top) {
    int y = top;
    if (!section.heading().isEmpty()) {
      canvas.text(section.heading(), Canvas.MARGIN, y + 21, Canvas.bold(16), Palette.INK);
      y += HEADING;
    }
    for (int i = 0; i < section.tiles().size(); i++) {
      draw(
          canvas,
          section.tiles().get(i),
          Canvas.MARGIN + i % columns * CELL,
          y + i / columns * ROW);
    }
  }

  private static void draw(Canvas canvas, Tile tile, int x, int y) {
    Graphics2D graphics = canvas.graphics();
    if (tile.picture().isPresent()) {
      canvas.picture(tile.picture().get(), x, y, SIDE);
    } else {
      graphics.setColor(Palette.LINE);
      graphics.fillRect(x, y, SIDE, SIDE);
    }
    graphics.setColor(Palette.of(tile.positive()));
    graphics.fillRect(x, y + SIDE, SIDE, BAR);
    shape(graphics, tile.positive(), x + 4, y + SIDE + 5);
    canvas.text(
        Canvas.fit(tile.verdict(), LABEL, SIDE - 24), x + 22, y + SIDE + 16, LABEL, Color.WHITE);
    canvas.text(
        Canvas.fit(tile.file(), Canvas.plain(11), SIDE),
        x,
        y + SIDE + BAR + 14,
        Canvas.plain(11),
        Palette.FAINT);
    tile.error().ifPresent(error -> mark(canvas, error, x, y));
  }

  /** A triangle for positive, a disc for negative, in white. */
  private static void shape(Graphics2D graphics, boolean positive, int x, int y) {
    graphics.setColor(Color.WHITE);
    if (positive) {
      graphics.fillPolygon(new int[] {x, x + 14, x + 7}, new int[] {y + 12, y + 12, y}, 3);
    } else {
      graphics.fillOval(x + 1, y, 12, 12);
    }
  }

  /** A frame, a cross in a corner and the truth in words, which read without colour too. */
  private static void mark(Canvas canvas, String error, int x, int y) {
    String text = Canvas.fit(error, LABEL, SIDE - 30);
    int width = 28 + Canvas.width(text, LABEL);
    int left = x + SIDE - width;
    Graphics2D graphics = canvas.graphics();
    canvas.stroke(4);
    graphics.setColor(Palette.ERROR);
    graphics.drawRect(x - 2, y - 2, SIDE + 4, SIDE + BAR + 4);
    graphics.fillRect(left, y, width, 22);
    graphics.setColor(Color.BLACK);
    canvas.stroke(3);
    graphics.drawLine(left + 7, y + 7, left + 15, y + 15);
    graphics.drawLine(left + 15, y + 7, left + 7, y + 15);
    canvas.stroke(1);
    canvas.text(text, left + 22, y + 16, LABEL, Color.BLACK);
  }

  private static int heightOf(Section section, int columns) {
    int rows = (section.tiles().size() + columns - 1) / columns;
    return (section.heading().isEmpty() ? 0 : HEADING) + rows * ROW;
  }
}
