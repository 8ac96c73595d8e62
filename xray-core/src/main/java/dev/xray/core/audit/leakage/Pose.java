package dev.xray.core.audit.leakage;

import java.util.ArrayList;
import java.util.List;

/**
 * A way in which a copy may lie in its frame.
 *
 * @param mirrored whether left and right are swapped
 * @param degrees by which it is turned
 * @param scale share of the frame's sides that is seen: below 1 the edges are cropped
 * @param right by which its centre is moved, as a share of the width
 * @param down by which its centre is moved, as a share of the height
 */
record Pose(boolean mirrored, double degrees, double scale, double right, double down) {
  /** As it is. */
  static final Pose SAME = new Pose(false, 0, 1, 0, 0);

  /** Half of what a crop at two of the four edges takes. */
  private static final double SHIFT = 0.015;

  /**
   * The poses in which an image looks for its copies. Between two neighbours a fingerprint changes
   * little, so that turns of up to 5 degrees and crops of up to 7% are covered.
   */
  static final List<Pose> ALL = all();

  private static List<Pose> all() {
    List<Pose> poses = new ArrayList<>();
    for (boolean mirrored : new boolean[] {false, true}) {
      for (double degrees : new double[] {0, -2, 2, -4, 4}) {
        for (double scale : new double[] {1, 0.97, 0.94}) {
          poses.add(new Pose(mirrored, degrees, scale, 0, 0));
        }
      }
      for (double right : new double[] {-SHIFT, SHIFT}) {
        for (double down : new double[] {-SHIFT, SHIFT}) {
          poses.add(new Pose(mirrored, 0, 1 - 2 * SHIFT, right, down));
        }
      }
    }
    return List.copyOf(poses);
  }

  /**
   * Where the copy's points lie in the original: rows of a 2 × 3 matrix that takes coordinates from
   * -0.5 to 0.5.
   *
   * @param aspect width of the original over its height; a turn keeps its angles
   */
  double[][] matrix(double aspect) {
    double cos = StrictMath.cos(Math.toRadians(degrees)) * scale;
    double sin = StrictMath.sin(Math.toRadians(degrees)) * scale;
    double side = mirrored ? -1 : 1;
    return new double[][] {
      {side * cos, -sin / aspect, right}, {side * sin * aspect, cos, down},
    };
  }
}
