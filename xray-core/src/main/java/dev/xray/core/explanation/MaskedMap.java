package dev.xray.core.explanation;

import dev.xray.core.explanation.HeatMap.Point;
import java.util.OptionalDouble;

/**
 * A map against what is known of its image.
 *
 * @param map of the image
 * @param masks of the image, on the network's input
 */
record MaskedMap(HeatMap map, Mask mask) {
  /**
   * Distance within which the highest point of a map still counts as on the target, as a share of
   * the image's shorter side: Zhang et al. (2016, ECCV) allow 15 pixels on photographs whose sides
   * are about 500.
   */
  static final double TOLERANCE = 0.03;

  static double tolerance(Mask mask) {
    return TOLERANCE * Math.min(mask.width(), mask.height());
  }

  /** The pointing game: whether the highest point is on the mask, within the tolerance. */
  boolean hit() {
    return hits(map.peak(), mask);
  }

  static boolean hits(Point point, Mask mask) {
    return mask.isNear(point, tolerance(mask));
  }

  /**
   * Share of what speaks for the positive class that lies on the mask, in [0, 1] (the energy-based
   * pointing game of Wang et al. 2020, CVPR workshops); empty where nothing does.
   */
  OptionalDouble share() {
    double inside = 0;
    double all = 0;
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        double value = Math.max(0, map.at(x, y));
        all += value;
        inside += mask.inside()[y * mask.width() + x] ? value : 0;
      }
    }
    return all > 0 ? OptionalDouble.of(inside / all) : OptionalDouble.empty();
  }
}
