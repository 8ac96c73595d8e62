package dev.xray.core.dataset.phantom;

import java.util.ArrayList;
import java.util.List;

/**
 * The lead letters of a radiograph: the side, and on some the view. They stand where they do
 * whatever the label.
 *
 * @param words none to two
 */
record Letters(List<Word> words) {
  /**
   * A word.
   *
   * @param text of letters in {@link #GLYPHS}
   * @param x middle, as a share of the width
   * @param y middle, as a share of the height
   * @param cell side of a dot of the letters in pixels
   * @param angle clockwise in degrees
   * @param level grey level in [0, 1]
   */
  record Word(String text, double x, double y, double cell, double angle, double level) {}

  /** Letters of five by seven dots, rows from the top. */
  private static final String GLYPHS = "LRAPSUINE";

  private static final String[][] DOTS = {
    {"#....", "#....", "#....", "#....", "#....", "#....", "#####"},
    {"####.", "#...#", "#...#", "####.", "#.#..", "#..#.", "#...#"},
    {".###.", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"},
    {"####.", "#...#", "#...#", "####.", "#....", "#....", "#...."},
    {".####", "#....", "#....", ".###.", "....#", "....#", "####."},
    {"#...#", "#...#", "#...#", "#...#", "#...#", "#...#", ".###."},
    {".###.", "..#..", "..#..", "..#..", "..#..", "..#..", ".###."},
    {"#...#", "##..#", "#.#.#", "#..##", "#...#", "#...#", "#...#"},
    {"#####", "#....", "#....", "####.", "#....", "#....", "#####"},
  };

  static Letters of(Draw draw, Framing framing, boolean ap) {
    double cell = framing.width() * draw.uniform(0.0065, 0.0105);
    List<Word> words = new ArrayList<>();
    boolean left = draw.chance(0.5);
    double level = draw.uniform(0.85, 1);
    double y = draw.uniform(0.09, 0.2);
    double inset = draw.uniform(0.09, 0.14);
    double angle = draw.normal(0, 8);
    if (draw.chance(0.9)) {
      words.add(new Word(left ? "R" : "L", left ? inset : 1 - inset, y, cell, angle, level));
    }
    if (draw.chance(ap ? 0.8 : 0.25)) {
      String text = ap ? (draw.chance(0.3) ? "SUPINE" : "AP") : "PA";
      words.add(
          new Word(
              text,
              draw.chance(0.5) ? draw.uniform(0.14, 0.2) : draw.uniform(0.8, 0.86),
              y + 9 * cell / framing.height() + draw.uniform(0.02, 0.05),
              0.55 * cell,
              draw.normal(0, 2),
              level));
    }
    return new Letters(words);
  }

  /** Draws the words over a picture in place. */
  void apply(float[] picture, int width, int height) {
    for (Word word : words) {
      apply(word, picture, width, height);
    }
  }

  private static void apply(Word word, float[] picture, int width, int height) {
    double radians = StrictMath.toRadians(word.angle());
    double cos = StrictMath.cos(radians);
    double sin = StrictMath.sin(radians);
    double columns = 6.0 * word.text().length() - 1;
    double reach = word.cell() * (columns + 7);
    double cx = word.x() * width;
    double cy = word.y() * height;
    for (int y = (int) Math.max(0, cy - reach); y < Math.min(height, cy + reach); y++) {
      for (int x = (int) Math.max(0, cx - reach); x < Math.min(width, cx + reach); x++) {
        double ink = 0;
        // Nine samples a pixel, against jagged edges.
        for (int k = 0; k < 9; k++) {
          double dx = x + (k % 3) / 3.0 - 1 / 3.0 - cx;
          double dy = y + (k / 3) / 3.0 - 1 / 3.0 - cy;
          double column = (cos * dx + sin * dy) / word.cell() + columns / 2;
          double row = (cos * dy - sin * dx) / word.cell() + 3.5;
          ink += dot(word.text(), column, row) ? 1 / 9.0 : 0;
        }
        int i = y * width + x;
        picture[i] = (float) Math.max(picture[i], picture[i] + ink * (word.level() - picture[i]));
      }
    }
  }

  private static boolean dot(String text, double column, double row) {
    if (column < 0 || row < 0 || row >= 7 || column >= 6 * text.length() - 1) {
      return false;
    }
    int within = (int) column % 6;
    int glyph = GLYPHS.indexOf(text.charAt((int) column / 6));
    return within < 5 && DOTS[glyph][(int) row].charAt(within) == '#';
  }
}
