package dev.xray.core.image;

/**
 * Where an image of any shape lies in the network's input after {@link Preprocessing.Fit}.
 *
 * @param imageWidth of the decoded image in pixels
 * @param imageHeight of the decoded image in pixels
 * @param left first column of the input that shows the image
 * @param top first row of the input that shows the image
 * @param width columns of the input that show the image
 * @param height rows of the input that show the image
 */
public record Placement(int imageWidth, int imageHeight, int left, int top, int width, int height) {
  /** The placement that a {@link Preprocessor} makes. */
  public static Placement of(Preprocessing settings, int imageWidth, int imageHeight) {
    int width = settings.width();
    int height = settings.height();
    if (settings.fit() == Preprocessing.Fit.STRETCH) {
      return new Placement(imageWidth, imageHeight, 0, 0, width, height);
    }
    double scale = Math.min((double) width / imageWidth, (double) height / imageHeight);
    int inner = Math.min(width, Math.max(1, (int) Math.round(imageWidth * scale)));
    int high = Math.min(height, Math.max(1, (int) Math.round(imageHeight * scale)));
    return new Placement(
        imageWidth, imageHeight, (width - inner) / 2, (height - high) / 2, inner, high);
  }

  /**
   * The column of the input that shows a column of the image; half-pixel, as OpenCV resizes.
   *
   * @param x in the image, with the centre of the first pixel at 0
   */
  public double inputX(double x) {
    return left + (x + 0.5) * width / imageWidth - 0.5;
  }

  /**
   * The row of the input that shows a row of the image.
   *
   * @param y in the image, with the centre of the first pixel at 0
   */
  public double inputY(double y) {
    return top + (y + 0.5) * height / imageHeight - 0.5;
  }
}
