package dev.xray.core.dataset.phantom;

/**
 * The edges of the collimator: a rectangle, slightly turned, outside which the picture is dark.
 *
 * @param left share of the width that is dark at the left; negative for none
 * @param top likewise
 * @param right likewise
 * @param bottom likewise
 * @param slope of the edges
 * @param level of the dark border, in [0, 1]
 */
record Collimation(
    double left, double top, double right, double bottom, double slope, double level) {

  static Collimation of(Draw draw, Framing framing) {
    boolean any = draw.chance(0.5);
    double[] sides = new double[4];
    for (int i = 0; i < 4; i++) {
      double inset = draw.uniform(0.005, 0.06);
      sides[i] = any && draw.chance(0.6) ? inset : -1;
    }
    return new Collimation(
        sides[0],
        sides[1],
        sides[2],
        sides[3],
        draw.normal(0, 0.008),
        draw.chance(0.8) ? draw.uniform(0, 0.06) : draw.uniform(0.06, 0.2));
  }

  /** Darkens the border of a picture in place. */
  void apply(float[] picture, int width, int height) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double open = open((x + 0.5) / width, (y + 0.5) / height, width);
        int i = y * width + x;
        picture[i] = (float) (level + open * (picture[i] - level));
      }
    }
  }

  /** 1 inside, 0 outside, with an edge of about three pixels. */
  private double open(double u, double v, int width) {
    double inside = 1;
    inside = Math.min(inside, edge(u - slope * (v - 0.5), left, width));
    inside = Math.min(inside, edge(1 - u + slope * (v - 0.5), right, width));
    inside = Math.min(inside, edge(v + slope * (u - 0.5), top, width));
    return Math.min(inside, edge(1 - v - slope * (u - 0.5), bottom, width));
  }

  private static double edge(double position, double inset, int width) {
    return inset < 0 ? 1 : Math.max(0, Math.min(1, (position - inset) * width / 3 + 0.5));
  }
}
