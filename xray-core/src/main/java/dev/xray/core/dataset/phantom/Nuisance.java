package dev.xray.core.dataset.phantom;

/**
 * Everything that differs from image to image and says nothing about the label.
 *
 * @param framing rotation, scale and position of the body, and the shape of the image
 * @param ap whether the view is AP
 * @param breath depth of the breath in centimetres of diaphragm
 * @param photons at the detector where nothing is in the way, times one pixel
 * @param scatter scattered radiation, as a share of the photons
 * @param dark how far below the lungs' attenuation black begins
 * @param bright how far above the lungs' attenuation white begins
 * @param gamma of the display
 * @param collimation dark borders
 * @param letters side and view markers
 * @param file format of the file
 * @param quality of a JPEG file, 0 to 100
 */
record Nuisance(
    Framing framing,
    boolean ap,
    double breath,
    double photons,
    double scatter,
    double dark,
    double bright,
    double gamma,
    Collimation collimation,
    Letters letters,
    FileKind file,
    int quality) {

  /** How an image is stored. */
  enum FileKind {
    /** Grey JPEG. */
    JPEG("jpg"),
    /** JPEG with three equal channels. */
    COLOUR_JPEG("jpg"),
    /** Grey 8-bit PNG. */
    PNG("png"),
    /** 8-bit PNG with three equal channels. */
    COLOUR_PNG("png"),
    /** Grey 16-bit PNG. */
    PNG_16("png");

    private final String extension;

    FileKind(String extension) {
      this.extension = extension;
    }

    String extension() {
      return extension;
    }
  }

  static Nuisance of(Draw draw, PhantomSettings settings) {
    boolean ap = draw.chance(settings.apShare());
    Framing framing = framing(draw, settings.size(), ap);
    return new Nuisance(
        framing,
        ap,
        draw.normal(ap ? -0.6 : 0, 0.5),
        draw.uniform(6_000, 40_000),
        draw.uniform(0.010, 0.022),
        draw.uniform(0.1, 0.8),
        draw.uniform(1.6, 3.0),
        draw.uniform(0.65, 1.5),
        Collimation.of(draw, framing),
        Letters.of(draw, framing, ap),
        fileKind(draw),
        draw.whole(72, 96));
  }

  private static Framing framing(Draw draw, int size, boolean ap) {
    int width = (int) Math.round(size * draw.uniform(0.9, 1.1));
    int height = (int) Math.round(size * draw.uniform(0.9, 1.1));
    double rotation = StrictMath.toRadians(draw.normal(0, 2.5));
    double field = draw.uniform(32, 37) * (ap ? 1.04 : 1);
    return new Framing(
        width,
        height,
        Math.min(width, height) / field * draw.uniform(0.97, 1.03),
        StrictMath.cos(rotation),
        StrictMath.sin(rotation),
        draw.normal(0, 0.8),
        draw.normal(-0.3, 0.9));
  }

  private static FileKind fileKind(Draw draw) {
    double u = draw.uniform(0, 1);
    if (u < 0.60) {
      return FileKind.JPEG;
    }
    if (u < 0.72) {
      return FileKind.COLOUR_JPEG;
    }
    if (u < 0.88) {
      return FileKind.PNG;
    }
    return u < 0.93 ? FileKind.COLOUR_PNG : FileKind.PNG_16;
  }
}
