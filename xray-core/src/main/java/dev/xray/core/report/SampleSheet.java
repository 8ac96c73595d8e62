package dev.xray.core.report;

import dev.xray.core.AtomicFiles;
import dev.xray.core.XrayException;
import java.io.IOException;
import java.nio.file.Path;

/** A sheet with some images of a class as the network sees them. */
public final class SampleSheet {
  private static final int SIDE = 200;
  private static final int GAP = 8;

  private SampleSheet() {}

  /**
   * Writes a sheet as PNG, atomically. The same samples give the same bytes on one machine.
   *
   * @param samples the images after preprocessing; at least one
   * @param file made or replaced, with its folder
   * @throws XrayException if this machine has no font, see {@link Drawing}
   */
  public static void write(ClassSamples samples, Path file) throws IOException, XrayException {
    Drawing.check();
    AtomicFiles.write(file, png(samples));
  }

  /** The name of the sheet's file, such as {@code samples-covid.png}. */
  public static String fileName(String label) {
    return "samples-" + FileNames.safe(label) + ".png";
  }

  static byte[] png(ClassSamples samples) {
    int count = samples.images().size();
    int columns = Math.max(3, Math.min(6, (int) Math.ceil(Math.sqrt(count * 1.5))));
    int rows = Math.max(1, (count + columns - 1) / columns);
    Canvas canvas =
        new Canvas(
            2 * Canvas.MARGIN + columns * (SIDE + GAP) - GAP,
            rows * (SIDE + GAP),
            1,
            "Samples of class " + samples.label(),
            Numbers.count(count, "image") + " as the network sees them, after preprocessing.");
    for (int i = 0; i < count; i++) {
      canvas.picture(
          samples.images().get(i),
          Canvas.MARGIN + i % columns * (SIDE + GAP),
          canvas.top() + i / columns * (SIDE + GAP),
          SIDE);
    }
    return canvas.png();
  }
}
