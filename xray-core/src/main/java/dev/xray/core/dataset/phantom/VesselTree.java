package dev.xray.core.dataset.phantom;

import java.util.ArrayList;
import java.util.List;

/** The branching vessels of the lungs, grown at random from the hila. */
final class VesselTree {
  private static final double STEP = 0.35;

  private VesselTree() {}

  static List<Tube> grow(Draw draw, List<Solid> hila) {
    List<Tube> tubes = new ArrayList<>();
    for (Solid hilum : hila) {
      int side = hilum.x() < 0 ? -1 : 1;
      int trunks = draw.whole(8, 11);
      for (int i = 0; i < trunks; i++) {
        // From straight up over sideways to straight down.
        double angle = -80 + 165 * (i + draw.uniform(0.1, 0.9)) / trunks;
        double radians = StrictMath.toRadians(side > 0 ? angle : 180 - angle);
        branch(
            draw,
            tubes,
            hilum.x() - side * 0.6,
            hilum.y() + draw.uniform(-1.6, 1.6),
            radians,
            draw.uniform(3.2, 5.5),
            draw.uniform(0.20, 0.34),
            0);
      }
    }
    return tubes;
  }

  private static void branch(
      Draw draw,
      List<Tube> tubes,
      double x,
      double y,
      double angle,
      double length,
      double radius,
      int level) {
    List<Tube.Point> points = new ArrayList<>();
    double bend = draw.normal(0, 0.05);
    double px = x;
    double py = y;
    double direction = angle;
    int steps = Math.max(2, (int) (length / STEP));
    for (int i = 0; i <= steps; i++) {
      double r = radius * (1 - 0.3 * i / steps);
      points.add(new Tube.Point(px, py, Math.max(r, 0.06), 0.55 * r * draw.uniform(0.8, 1.2)));
      direction += bend + draw.normal(0, 0.05);
      px += STEP * StrictMath.cos(direction);
      py += STEP * StrictMath.sin(direction);
    }
    tubes.add(new Tube(points, Tube.Kind.VESSEL));
    if (level < 4 && radius > 0.05) {
      double fork = draw.uniform(0.25, 0.6);
      branch(
          draw,
          tubes,
          px,
          py,
          direction + fork,
          length * draw.uniform(0.65, 0.9),
          radius * draw.uniform(0.5, 0.72),
          level + 1);
      branch(
          draw,
          tubes,
          px,
          py,
          direction - 0.9 * fork,
          length * draw.uniform(0.65, 0.9),
          radius * draw.uniform(0.55, 0.75),
          level + 1);
    }
  }
}
