package dev.xray.core.report;

import java.awt.Color;

/**
 * Colours of the drawings. Green and red as in the article, but a bluish green and an
 * orange-leaning red that differ in lightness too; no meaning is carried by colour alone.
 */
final class Palette {
  static final Color PAPER = Color.WHITE;
  static final Color INK = new Color(0x1B2126);
  static final Color FAINT = new Color(0x5B6670);
  static final Color LINE = new Color(0xD5DADF);
  static final Color NEGATIVE = new Color(0x0B6E55);
  static final Color POSITIVE = new Color(0xC2371D);
  static final Color ERROR = new Color(0xFFC400);

  private Palette() {}

  static Color of(boolean positive) {
    return positive ? POSITIVE : NEGATIVE;
  }
}
