package dev.xray.core.image;

/**
 * Where an image of any shape lies in the network's input after cropping and {@link
 * Preprocessing.Fit}.
 *
 * @param imageWidth of the decoded image in pixels
 * @param imageHeight of the decoded image in pixels
 * @param cutX columns that are cut off left and right each
 * @param cutY rows that are cut off above and below each
 * @param left first column of the input that shows the image
 * @param top first row of the input that shows the image
 * @param width columns of the input that show the image
 * @param height rows of the input that show the image
 */
public record Placement(
    int imageWidth, int imageHeight, int cutX, int cutY, int left, int top, int width, int height) {
  /** The placement that a {@link Preprocessor} makes. */
  public static Placement of(Preprocessing settings, int imageWidth, int imageHeight) {
    int cutX = (int) (imageWidth * settings.crop());
    int cutY = (int) (imageHeight * settings.crop());
    int width = settings.width();
    int height = settings.height();
    if (settings.fit() == Preprocessing.Fit.STRETCH) {
      return new Placement(imageWidth, imageHeight, cutX, cutY, 0, 0, width, height);
    }
    int keptX = imageWidth - 2 * cutX;
    int keptY = imageHeight - 2 * cutY;
    double scale = Math.min((double) width / keptX, (double) height / keptY);
    int inner = Math.min(width, Math.max(1, (int) Math.round(keptX * scale)));
    int high = Math.min(height, Math.max(1, (int) Math.round(keptY * scale)));
    return new Placement(
        imageWidth, imageHeight, cutX, cutY, (width - inner) / 2, (height - high) / 2, inner, high);
  }

  /** Columns of the image that are left. */
  public int keptX() {
    return imageWidth - 2 * cutX;
  }

  /** Rows of the image that are left. */
  public int keptY() {
    return imageHeight - 2 * cutY;
  }

  /** Whether the network sees a place of its input: what was cut off lies beyond it. */
  public boolean shows(double inputX, double inputY) {
    return inputX >= left - 0.5
        && inputX <= left + width - 0.5
        && inputY >= top - 0.5
        && inputY <= top + height - 0.5;
  }

  /**
   * The column of the input that shows a column of the image, beyond it where that is cut off;
   * half-pixel, as OpenCV resizes.
   *
   * @param x in the image, with the centre of the first pixel at 0
   */
  public double inputX(double x) {
    return left + (x - cutX + 0.5) * width / keptX() - 0.5;
  }

  /**
   * The row of the input that shows a row of the image.
   *
   * @param y in the image, with the centre of the first pixel at 0
   */
  public double inputY(double y) {
    return top + (y - cutY + 0.5) * height / keptY() - 0.5;
  }
}
