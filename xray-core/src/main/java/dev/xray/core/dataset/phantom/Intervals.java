package dev.xray.core.dataset.phantom;

import java.util.List;

/** Which part of a ray's way through one body is not taken by other bodies. */
final class Intervals {
  private Intervals() {}

  /**
   * Length of the part of [low, high] on the ray through a point that lies in none of the bodies.
   */
  static double uncovered(double low, double high, List<Solid> bodies, double x, double y) {
    double[] starts = new double[bodies.size()];
    double[] ends = new double[bodies.size()];
    int count = 0;
    for (Solid body : bodies) {
      double half = body.halfChord(x, y);
      double start = Math.max(low, body.z() - half);
      double end = Math.min(high, body.z() + half);
      if (half > 0 && start < end) {
        int i = count++;
        for (; i > 0 && starts[i - 1] > start; i--) {
          starts[i] = starts[i - 1];
          ends[i] = ends[i - 1];
        }
        starts[i] = start;
        ends[i] = end;
      }
    }
    double free = 0;
    double reached = low;
    for (int i = 0; i < count; i++) {
      free += Math.max(0, starts[i] - reached);
      reached = Math.max(reached, ends[i]);
    }
    return free + Math.max(0, high - reached);
  }
}
