package dev.xray.core.dataset.phantom;

import java.util.List;

/**
 * A rib, clavicle or vessel as a chain of points in the plane of the image, in centimetres.
 *
 * @param points at least two
 * @param kind which profile its shadow has
 */
record Tube(List<Point> points, Kind kind) {
  /** Profile of the shadow across the tube. */
  enum Kind {
    /** Dense shell, lighter core: the edges are the brightest. */
    BONE,
    /** Round and homogeneous. */
    VESSEL
  }

  /**
   * A point on the axis.
   *
   * @param x centimetres
   * @param y centimetres
   * @param radius half the width of the shadow
   * @param strength attenuation (line integral, no unit) at the middle of the shadow
   */
  record Point(double x, double y, double radius, double strength) {}
}
