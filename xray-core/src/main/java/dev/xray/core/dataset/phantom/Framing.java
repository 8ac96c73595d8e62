package dev.xray.core.dataset.phantom;

/**
 * Where the body lies on the image: a similarity between centimetres of the body and pixels.
 *
 * @param width of the image in pixels
 * @param height of the image in pixels
 * @param pixelsPerCm scale
 * @param cos of the rotation
 * @param sin of the rotation, positive clockwise
 * @param centreX body coordinate in the middle of the image
 * @param centreY body coordinate in the middle of the image
 */
record Framing(
    int width,
    int height,
    double pixelsPerCm,
    double cos,
    double sin,
    double centreX,
    double centreY) {

  double bodyX(double px, double py) {
    double dx = (px - 0.5 * (width - 1)) / pixelsPerCm;
    double dy = (py - 0.5 * (height - 1)) / pixelsPerCm;
    return centreX + cos * dx + sin * dy;
  }

  double bodyY(double px, double py) {
    double dx = (px - 0.5 * (width - 1)) / pixelsPerCm;
    double dy = (py - 0.5 * (height - 1)) / pixelsPerCm;
    return centreY - sin * dx + cos * dy;
  }

  double pixelX(double x, double y) {
    double dx = x - centreX;
    double dy = y - centreY;
    return 0.5 * (width - 1) + pixelsPerCm * (cos * dx - sin * dy);
  }

  double pixelY(double x, double y) {
    double dx = x - centreX;
    double dy = y - centreY;
    return 0.5 * (height - 1) + pixelsPerCm * (sin * dx + cos * dy);
  }
}
