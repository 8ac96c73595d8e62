package dev.xray.core.dataset.phantom;

import java.util.ArrayList;
import java.util.List;

/**
 * A soft, patchy opacity of the lung.
 *
 * @param x centre in centimetres
 * @param y centre in centimetres
 * @param halfWidth semi-axis in centimetres
 * @param halfHeight semi-axis in centimetres
 * @param strength attenuation in its middle, before visibility
 * @param noise its ragged edge and patchy inside
 */
record Opacity(
    double x, double y, double halfWidth, double halfHeight, double strength, Noise noise) {
  static final double LEAST_LUNG = 4.5;

  /**
   * One to six opacities of a patient, on both sides if more than one, near the chest wall and more
   * often in the lower half.
   */
  static List<Opacity> of(Draw draw, Anatomy anatomy) {
    int count = draw.whole(1, 6);
    int side = draw.chance(0.5) ? -1 : 1;
    ChestWall wall = ChestWall.of(anatomy, LEAST_LUNG);
    List<Opacity> opacities = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      opacities.add(
          one(draw, wall, anatomy, i < 2 ? (i == 0 ? side : -side) : draw.chance(0.5) ? 1 : -1));
    }
    return opacities;
  }

  /** One opacity on one side, by the same rules whatever else the patient has. */
  static Opacity one(Draw draw, ChestWall wall, Anatomy anatomy, int side) {
    double size = draw.uniform(2.0, 3.1);
    double x = side * 8;
    double y = 0;
    for (int attempt = 0; attempt < 100; attempt++) {
      double tryY = -9 + 17 * Math.sqrt(draw.random().nextDouble());
      double tryX = side * (wall.reach(side, tryY) - draw.uniform(0.7, 1.8) * size);
      if (anatomy.lungAlong(tryX, tryY) > LEAST_LUNG) {
        x = tryX;
        y = tryY;
        break;
      }
    }
    return new Opacity(
        x,
        y,
        size,
        size * draw.uniform(0.8, 1.4),
        draw.uniform(0.65, 0.90),
        new Noise(draw.random().nextLong()));
  }

  /** The same opacity on another day. */
  Opacity changed(Draw draw) {
    double growth = draw.normal(1, 0.07);
    return new Opacity(
        x + draw.normal(0, 0.15),
        y + draw.normal(0, 0.2),
        halfWidth * growth,
        halfHeight * growth,
        strength * draw.normal(1, 0.08),
        noise);
  }

  /** How much of the opacity there is at a point: 1 inside, 0 outside, soft between. */
  double profile(double px, double py) {
    double u = (px - x) / halfWidth;
    double v = (py - y) / halfHeight;
    double distance = u * u + v * v;
    if (distance > 4) {
      return 0;
    }
    return soft(Math.sqrt(distance) - 0.5 * noise.at(px, py, 1.3, 2, 0.6));
  }

  /** Attenuation at a point on average over all ragged edges and patchy insides. */
  double average(double px, double py) {
    double u = (px - x) / halfWidth;
    double v = (py - y) / halfHeight;
    return strength * soft(Math.sqrt(u * u + v * v));
  }

  private static double soft(double distance) {
    double t = Math.max(0, Math.min(1, (1.35 - distance) / 0.8));
    return t * t * (3 - 2 * t);
  }

  /** Attenuation at a point. */
  double at(double px, double py) {
    double profile = profile(px, py);
    if (profile == 0) {
      return 0;
    }
    return strength * profile * (1 + 0.6 * noise.at(px + 57, py, 1.0, 2, 0.6));
  }
}
