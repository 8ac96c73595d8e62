package dev.xray.core.dataset.phantom;

/**
 * An ellipsoid, tilted in the plane of the image, whose upper and lower halves may have different
 * heights. Lengths in centimetres; x to the right of the image, y down, z towards the front of the
 * body.
 *
 * @param x centre
 * @param y centre
 * @param z centre
 * @param halfWidth semi-axis along x
 * @param up semi-axis above the centre
 * @param down semi-axis below the centre; infinite for a body that goes on as a cylinder
 * @param halfDepth semi-axis along z
 * @param cos of the tilt
 * @param sin of the tilt, positive clockwise on the image
 * @param boxy whether the outline is a superellipse of exponent 2.5 instead of an ellipse
 */
record Solid(
    double x,
    double y,
    double z,
    double halfWidth,
    double up,
    double down,
    double halfDepth,
    double cos,
    double sin,
    boolean boxy) {

  /** An ellipsoid with a tilt in degrees, clockwise. */
  static Solid ellipsoid(
      double x,
      double y,
      double z,
      double halfWidth,
      double halfHeight,
      double halfDepth,
      double tilt) {
    return of(x, y, z, halfWidth, halfHeight, halfHeight, halfDepth, tilt, false);
  }

  static Solid of(
      double x,
      double y,
      double z,
      double halfWidth,
      double up,
      double down,
      double halfDepth,
      double tilt,
      boolean boxy) {
    double radians = StrictMath.toRadians(tilt);
    return new Solid(
        x,
        y,
        z,
        halfWidth,
        up,
        down,
        halfDepth,
        StrictMath.cos(radians),
        StrictMath.sin(radians),
        boxy);
  }

  /** The same body somewhere else. */
  Solid moved(double dx, double dy) {
    return new Solid(x + dx, y + dy, z, halfWidth, up, down, halfDepth, cos, sin, boxy);
  }

  /** 1 at the centre line of the body, 0 on its outline, negative outside. */
  double depth(double px, double py) {
    double dx = px - x;
    double dy = py - y;
    double u = Math.abs((cos * dx + sin * dy) / halfWidth);
    double v = cos * dy - sin * dx;
    v = v < 0 ? -v / up : v / down;
    if (u >= 1 || v >= 1) {
      return -1;
    }
    return boxy ? 1 - u * u * Math.sqrt(u) - v * v * Math.sqrt(v) : 1 - u * u - v * v;
  }

  /** Half the length of the ray's way through the body; the way is centred at {@link #z}. */
  double halfChord(double px, double py) {
    double depth = depth(px, py);
    return depth <= 0 ? 0 : halfDepth * Math.sqrt(depth);
  }

  /** The whole length of the ray's way through the body. */
  double chord(double px, double py) {
    return 2 * halfChord(px, py);
  }
}
