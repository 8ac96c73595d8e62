package dev.xray.core.dataset.phantom;

import java.util.ArrayList;
import java.util.List;

/**
 * Ribs, clavicles, scapulae and upper arms.
 *
 * @param bones scapulae and upper arms
 * @param tubes ribs and clavicles
 */
record Skeleton(List<Solid> bones, List<Tube> tubes) {
  private static final int RIBS = 10;

  static Skeleton of(Draw draw, List<Solid> lungs, double wide, boolean ap) {
    List<Tube> tubes = new ArrayList<>();
    double pitch = draw.normal(2.42, 0.07);
    double fall = draw.normal(1, 0.1);
    double strength = draw.uniform(0.17, 0.26);
    for (int side = -1; side <= 1; side += 2) {
      double first = -14.6 + draw.normal(0, 0.15);
      Solid lung = lungs.get(side < 0 ? 0 : 1);
      for (int rib = 0; rib < RIBS; rib++) {
        double y = first + rib * pitch + draw.normal(0, 0.08);
        double drop = fall * Math.min(11, 4.6 + 1.5 * rib);
        double radius = draw.normal(0.62, 0.04) * (rib == 0 ? 1.15 : 1);
        tubes.addAll(rib(side, y, drop, lung, radius, strength, rib));
      }
    }
    tubes.addAll(clavicles(draw));
    return new Skeleton(bones(draw, wide, ap), tubes);
  }

  /** The posterior and the anterior half of a rib: a helix round the lung. */
  private static List<Tube> rib(
      int side, double y, double drop, Solid lung, double radius, double strength, int rib) {
    double half = reach(lung, side, Math.min(8, y + 0.4 * drop)) + 0.35;
    int last = rib < 7 ? 144 : 144 - 12 * (rib - 6);
    List<Tube.Point> back = new ArrayList<>();
    List<Tube.Point> front = new ArrayList<>();
    for (int degrees = 12; degrees <= last; degrees += 6) {
      double angle = StrictMath.toRadians(degrees);
      double sin = StrictMath.sin(angle);
      double cos = StrictMath.cos(angle);
      // Seen along the ray, a rib is longer where it turns round the chest wall.
      double oblique = 1 / Math.sqrt(cos * cos + 0.16);
      // At the side the two halves of the rib lie over each other.
      double turn = 0.6 + 0.4 * Math.min(1, Math.abs(degrees - 90) / 25.0);
      double fade = turn * (degrees < 90 ? 1 : 0.75 * Math.min(1, (last + 12.0 - degrees) / 30));
      double width = radius * (degrees < 90 ? 1 : 1.12);
      Tube.Point point =
          new Tube.Point(
              side * half * sin,
              y + drop * (degrees / 180.0 - 0.12 * sin),
              width * (0.75 + 0.25 * Math.abs(cos)),
              strength * fade * Math.min(1.5, 0.6 + 0.4 * oblique));
      if (degrees <= 90) {
        back.add(point);
      }
      if (degrees >= 90) {
        front.add(point);
      }
    }
    return List.of(new Tube(back, Tube.Kind.BONE), new Tube(front, Tube.Kind.BONE));
  }

  /** How far from the midline the lung reaches at a height. */
  private static double reach(Solid lung, int side, double y) {
    double x = lung.x() * 0.75;
    double found = Math.abs(x);
    for (double step = 0; step < 12; step += 0.1) {
      if (lung.depth(x + side * step, y) > 0) {
        found = Math.abs(x) + step;
      }
    }
    return Math.max(found, 5.0);
  }

  private static List<Tube> clavicles(Draw draw) {
    double slope = draw.normal(1.4, 1.0);
    double y = draw.normal(-10.7, 0.5);
    double strength = draw.uniform(0.35, 0.5);
    List<Tube> tubes = new ArrayList<>();
    for (int side = -1; side <= 1; side += 2) {
      double bend = draw.normal(0.6, 0.12);
      List<Tube.Point> points = new ArrayList<>();
      for (int i = 0; i <= 24; i++) {
        double t = i / 24.0;
        double wave = bend * StrictMath.sin(2 * Math.PI * t);
        double radius = 0.56 + 0.42 * (1 - t) * (1 - t) * (1 - t) + 0.12 * t;
        points.add(new Tube.Point(side * (1.9 + 13.8 * t), y - slope * t + wave, radius, strength));
      }
      tubes.add(new Tube(points, Tube.Kind.BONE));
    }
    return tubes;
  }

  private static List<Solid> bones(Draw draw, double wide, boolean ap) {
    double out = (ap ? 12.8 : 15.2) * wide;
    List<Solid> bones = new ArrayList<>();
    for (int side = -1; side <= 1; side += 2) {
      double turn = draw.normal(14, 4);
      bones.add(Solid.ellipsoid(side * out, -5.8, -6, 3.0, 7.2, 0.45, side * turn));
      bones.add(Solid.ellipsoid(side * (out + 1.6), -11.6, -5, 2.2, 1.6, 0.7, side * 30));
      bones.add(Solid.ellipsoid(side * 19.3 * wide, -11.0, -2, 2.3, 2.5, 1.7, 0));
      bones.add(Solid.of(side * 20.6 * wide, -9, -2, 1.25, 3, 16, 1.2, -side * 4, false));
    }
    return bones;
  }
}
