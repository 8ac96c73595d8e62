package dev.xray.core.dataset.phantom;

import org.jspecify.annotations.Nullable;

/** Adds the shadows of tubes to a map of line integrals. Not thread-safe. */
final class Shadows {
  private final Framing framing;
  private final float[] map;
  private final float[] layer;

  /**
   * Constructs shadows.
   *
   * @param framing of the map
   * @param map changed in place
   */
  Shadows(Framing framing, float[] map) {
    this.framing = framing;
    this.map = map;
    this.layer = new float[map.length];
  }

  /** Adds one tube; where its segments overlap the darkest counts. */
  void add(Tube tube, double factor, boolean @Nullable [] within) {
    int left = framing.width();
    int top = framing.height();
    int right = -1;
    int bottom = -1;
    for (int i = 1; i < tube.points().size(); i++) {
      int[] box = segment(tube.points().get(i - 1), tube.points().get(i), tube.kind());
      left = Math.min(left, box[0]);
      top = Math.min(top, box[1]);
      right = Math.max(right, box[2]);
      bottom = Math.max(bottom, box[3]);
    }
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        int i = y * framing.width() + x;
        if (within == null || within[i]) {
          map[i] += (float) (factor * layer[i]);
        }
        layer[i] = 0;
      }
    }
  }

  /** Draws a segment into the layer and returns the box it touched: left, top, right, bottom. */
  private int[] segment(Tube.Point a, Tube.Point b, Tube.Kind kind) {
    double scale = framing.pixelsPerCm();
    double ax = framing.pixelX(a.x(), a.y());
    double ay = framing.pixelY(a.x(), a.y());
    double dx = framing.pixelX(b.x(), b.y()) - ax;
    double dy = framing.pixelY(b.x(), b.y()) - ay;
    double square = Math.max(1e-9, dx * dx + dy * dy);
    double margin =
        1.2 + Math.max(a.radius(), b.radius()) * scale * (kind == Tube.Kind.BONE ? 1 : 1.5);
    int left = (int) Math.max(0, Math.floor(Math.min(ax, ax + dx) - margin));
    int right = (int) Math.min(framing.width() - 1, Math.ceil(Math.max(ax, ax + dx) + margin));
    int top = (int) Math.max(0, Math.floor(Math.min(ay, ay + dy) - margin));
    int bottom = (int) Math.min(framing.height() - 1, Math.ceil(Math.max(ay, ay + dy) + margin));
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double t = ((x - ax) * dx + (y - ay) * dy) / square;
        t = Math.max(0, Math.min(1, t));
        double ex = x - ax - t * dx;
        double ey = y - ay - t * dy;
        double radius = (a.radius() + t * (b.radius() - a.radius())) * scale;
        double strength = a.strength() + t * (b.strength() - a.strength());
        double value = strength * profile(Math.sqrt(ex * ex + ey * ey), radius, kind);
        int i = y * framing.width() + x;
        layer[i] = (float) Math.max(layer[i], value);
      }
    }
    return new int[] {left, top, right, bottom};
  }

  /** Across a tube: 1 is the strength at its middle (vessel) or its rim (bone). */
  private static double profile(double distance, double radius, Tube.Kind kind) {
    if (kind == Tube.Kind.VESSEL) {
      // Never thinner than the detector sees.
      double soft = Math.max(radius, 0.8);
      double q = 1 - distance * distance / (2.2 * soft * soft);
      return q <= 0 ? 0 : q * q * Math.min(1, radius / 0.8);
    }
    double edge = Math.min(1, Math.max(0, (radius - distance) / 1.6 + 0.5));
    double r = Math.min(1, distance / radius);
    return edge * (0.62 + 0.38 * r * r * r * r);
  }
}
