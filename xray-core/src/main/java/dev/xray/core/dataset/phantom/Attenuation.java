package dev.xray.core.dataset.phantom;

import java.util.List;

/**
 * The line integrals of attenuation through a patient, one for each pixel, with the masks.
 *
 * @param framing where the body lies on the image
 * @param healthy line integrals without opacities and haze
 * @param total line integrals with them
 * @param lungs where the ray crosses lung
 * @param lesions where an opacity has at least half its strength, within {@code lungs}
 */
@SuppressWarnings("ArrayRecordComponent")
record Attenuation(
    Framing framing, float[] healthy, float[] total, boolean[] lungs, boolean[] lesions) {
  /** Centimetres of lung on a ray from which on it counts as lung field. */
  private static final double LUNG_FIELD = 4;

  /** Lung length, in centimetres, at which an opacity has its full strength. */
  private static final double FULL_LUNG = 6;

  static Attenuation of(Anatomy anatomy, Disease disease, double visibility, Framing framing) {
    int width = framing.width();
    int height = framing.height();
    float[] healthy = new float[width * height];
    float[][] lung = new float[2][width * height];
    boolean[] field = new boolean[width * height];
    for (int py = 0; py < height; py++) {
      for (int px = 0; px < width; px++) {
        double x = framing.bodyX(px, py);
        double y = framing.bodyY(px, py);
        int i = py * width + px;
        lung[0][i] = (float) anatomy.lungAlong(anatomy.lungs().get(0), x, y);
        lung[1][i] = (float) anatomy.lungAlong(anatomy.lungs().get(1), x, y);
        double length = lung[0][i] + lung[1][i];
        field[i] = length > LUNG_FIELD;
        healthy[i] = (float) softTissue(anatomy, x, y, length);
      }
    }
    Shadows shadows = new Shadows(framing, healthy);
    for (Tube tube : anatomy.tubes()) {
      shadows.add(tube, anatomy.boneFactor(), null);
    }
    for (Tube tube : anatomy.vessels()) {
      shadows.add(tube, 1, field);
    }
    float[] total = healthy.clone();
    boolean[] lesions = new boolean[width * height];
    for (float[] one : lung) {
      addDisease(disease, visibility, framing, one, total, lesions);
    }
    return new Attenuation(framing, healthy, total, field, lesions);
  }

  /** Everything but ribs, clavicles and vessels. */
  private static double softTissue(Anatomy anatomy, double x, double y, double lung) {
    double thickness = union(anatomy.body(), x, y);
    if (thickness <= 0) {
      return 0;
    }
    for (Solid fold : anatomy.folds()) {
      // Not elliptic: a fold lies flat on the chest and has no sharp edge.
      double depth = Math.max(0, fold.depth(x, y));
      thickness += fold.halfDepth() * depth * depth * Math.min(1, thickness / 8);
    }
    Noise texture = anatomy.texture();
    double air = 0;
    for (Solid body : anatomy.air()) {
      air += body.chord(x, y);
    }
    double tissue = Math.max(0, thickness - lung - air);
    double sum = anatomy.tissueDensity() * tissue;
    if (lung > 0) {
      double patchy =
          1 + 0.20 * texture.at(x, y, 7, 2, 0.6) + 0.14 * texture.at(x + 31, y, 0.9, 3, 0.75);
      sum += anatomy.lungDensity() * lung * patchy;
      for (Solid hilum : anatomy.hila()) {
        double depth = Math.max(0, hilum.depth(x, y));
        sum += 0.22 * depth * Math.min(1, lung / 5);
      }
    }
    for (Solid bone : anatomy.bones()) {
      sum += anatomy.boneFactor() * 0.13 * bone.chord(x, y) * Math.min(1, thickness / 4);
    }
    sum += anatomy.boneFactor() * spine(x - anatomy.spineX(), y) * Math.min(1, thickness / 10);
    return sum + 0.05 * texture.at(x, y + 77, 3, 2, 0.6) * Math.min(1, thickness / 10);
  }

  /** Thickness of several bodies that merge: the fourth root of the sum of fourth powers. */
  private static double union(List<Solid> bodies, double x, double y) {
    double sum = 0;
    for (Solid body : bodies) {
      double chord = body.chord(x, y);
      sum += chord * chord * chord * chord;
    }
    return Math.sqrt(Math.sqrt(sum));
  }

  /** Vertebral bodies with disc spaces, pedicles and spinous processes. */
  private static double spine(double x, double y) {
    double period = 2.3;
    double phase = y / period - Math.floor(y / period);
    double edge = Math.abs(x) / 1.75;
    if (edge > 1.25) {
      return 0;
    }
    double body = Math.min(1, Math.max(0, (1.12 - edge) / 0.2));
    double disc = Math.min(1, Math.max(0, (Math.abs(phase - 0.5) - 0.36) / 0.1));
    double pedicle = ring(Math.abs(x) - 1.15, (phase - 0.35) * period, 0.32, 0.45);
    double spinous = ring(x, (phase - 0.75) * period, 0.22, 0.4);
    double rim = Math.max(0, 1 - Math.abs(edge - 0.95) / 0.18);
    return body * (0.26 - 0.12 * disc + 0.10 * pedicle + 0.12 * spinous + 0.08 * rim);
  }

  private static double ring(double dx, double dy, double halfWidth, double halfHeight) {
    double u = dx / halfWidth;
    double v = dy / halfHeight;
    return Math.max(0, 1 - (u * u + v * v) * 0.7);
  }

  /**
   * Adds the opacities to one lung of a positive. A negative gets just as much attenuation in the
   * same lung, but spread as a smooth haze in the way that opacities are spread on average. So
   * neither a lung's total attenuation nor the average brightness of any place says anything about
   * the label: only that there are patches does.
   */
  private static void addDisease(
      Disease disease,
      double visibility,
      Framing framing,
      float[] lung,
      float[] total,
      boolean[] lesions) {
    float[] patches = new float[lung.length];
    float[] haze = new float[lung.length];
    double patchSum = 0;
    double hazeSum = 0;
    for (int i = 0; i < lung.length; i++) {
      if (lung[i] <= 0) {
        continue;
      }
      double x = framing.bodyX(i % framing.width(), i / framing.width());
      double y = framing.bodyY(i % framing.width(), i / framing.width());
      double weight = visibility * Math.min(1, lung[i] / FULL_LUNG);
      for (Opacity opacity : disease.opacities()) {
        patches[i] += (float) (weight * opacity.at(x, y));
        lesions[i] |= disease.patchy() && lung[i] > LUNG_FIELD && opacity.profile(x, y) >= 0.5;
      }
      haze[i] = (float) (weight * disease.haze(x, y));
      patchSum += patches[i];
      hazeSum += haze[i];
    }
    double factor = hazeSum == 0 ? 0 : patchSum / hazeSum;
    for (int i = 0; i < lung.length; i++) {
      total[i] += disease.patchy() ? patches[i] : (float) (factor * haze[i]);
    }
  }
}
