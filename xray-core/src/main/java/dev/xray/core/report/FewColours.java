package dev.xray.core.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Drawings in a byte a pixel and a palette that is always the same: 48 greys, and the colours of a
 * result with their shades to white and black, for smoothed edges. Radiographs keep all that an eye
 * sees of a thumbnail, in a fraction of the bytes.
 */
final class FewColours {
  private static final int GREYS = 48;
  private static final int SHADES = 16;
  private static final int[] COLOURS = colours();

  private FewColours() {}

  /** The same drawing, each pixel in the nearest colour of the palette. */
  static BufferedImage of(BufferedImage image) {
    BufferedImage indexed =
        new BufferedImage(
            image.getWidth(),
            image.getHeight(),
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, COLOURS.length, COLOURS, 0, false, -1, 0));
    Map<Integer, Integer> nearest = new HashMap<>();
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int x = 0; x < row.length; x++) {
        row[x] = nearest.computeIfAbsent(row[x], FewColours::nearest);
      }
      indexed.getRaster().setPixels(0, y, row.length, 1, row);
    }
    return indexed;
  }

  private static int nearest(int rgb) {
    int best = 0;
    for (int i = 1; i < COLOURS.length; i++) {
      if (distance(rgb, COLOURS[i]) < distance(rgb, COLOURS[best])) {
        best = i;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    return IntStream.of(0, 8, 16)
        .map(shift -> ((one >> shift) & 0xFF) - ((other >> shift) & 0xFF))
        .map(difference -> difference * difference)
        .sum();
  }

  /** Sorted, so that similar pixels have similar bytes. */
  private static int[] colours() {
    TreeSet<Integer> colours = new TreeSet<>();
    for (int i = 0; i < GREYS; i++) {
      colours.add(mixed(Color.BLACK, Color.WHITE, i, GREYS - 1));
    }
    for (Color colour : List.of(Palette.of(true), Palette.of(false), Palette.ERROR)) {
      for (int i = 0; i <= SHADES; i++) {
        colours.add(mixed(colour, Color.WHITE, i, SHADES));
        colours.add(mixed(colour, Color.BLACK, i, SHADES));
      }
    }
    return colours.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int mixed(Color from, Color to, int part, int of) {
    return rgb(
        new Color(
            from.getRed() + (to.getRed() - from.getRed()) * part / of,
            from.getGreen() + (to.getGreen() - from.getGreen()) * part / of,
            from.getBlue() + (to.getBlue() - from.getBlue()) * part / of));
  }

  private static int rgb(Color colour) {
    return colour.getRGB() & 0xFFFFFF;
  }
}
