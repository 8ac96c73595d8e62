package dev.xray.core.report;

import dev.xray.core.XrayException;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Whether this machine can draw. */
public final class Drawing {
  private static final String CURE =
      "The pictures of the report need a font, and Java finds none on this machine. Install one,"
          + " such as with: apt-get install fontconfig fonts-dejavu-core (Debian, Ubuntu),"
          + " dnf install fontconfig dejavu-sans-fonts (Fedora, RHEL)"
          + " or apk add fontconfig ttf-dejavu (Alpine).";

  private Drawing() {}

  /**
   * Draws a word, since small container images come without any font: call it before hours of
   * training rather than after.
   *
   * @throws XrayException with the commands that cure it, if text cannot be drawn
   */
  public static void check() throws XrayException {
    Graphics2D graphics = new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      graphics.getFontMetrics(Canvas.plain(9)).stringWidth("xray");
      graphics.drawString("xray", 0, 9);
    } catch (RuntimeException | LinkageError | InternalError e) {
      // Which of them depends on the JDK: what fails is its native font code.
      throw new XrayException(CURE, e);
    } finally {
      graphics.dispose();
    }
  }
}
