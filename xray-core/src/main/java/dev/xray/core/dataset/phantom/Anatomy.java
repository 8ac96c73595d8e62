package dev.xray.core.dataset.phantom;

import java.util.ArrayList;
import java.util.List;

/**
 * One patient's chest, in centimetres; the origin lies in the midline at half height of the lungs.
 * The patient's right is at the left of the image. Proportions are those of adult radiographs, by
 * eye; nothing here claims anatomical truth.
 *
 * @param body trunk, neck, shoulders and arms, merged softly
 * @param folds breasts or pectoral muscles, added to the body
 * @param lungs the patient's right and left lung
 * @param displacing what takes room from the lungs: heart, vessels, mediastinum, diaphragms
 * @param air trachea, main bronchi, stomach bubble
 * @param bones scapulae and upper arms
 * @param tubes ribs and clavicles
 * @param vessels of the lungs
 * @param hila where vessels enter the lungs
 * @param lungDensity attenuation of lung per centimetre
 * @param tissueDensity attenuation of soft tissue per centimetre
 * @param boneFactor strength of all bone
 * @param spineX bend of the spine to one side
 * @param texture of lungs and tissue
 */
record Anatomy(
    List<Solid> body,
    List<Solid> folds,
    List<Solid> lungs,
    List<Solid> displacing,
    List<Solid> air,
    List<Solid> bones,
    List<Tube> tubes,
    List<Tube> vessels,
    List<Solid> hila,
    double lungDensity,
    double tissueDensity,
    double boneFactor,
    double spineX,
    Noise texture) {

  /**
   * Makes a patient.
   *
   * @param draw the patient's stream: the same stream gives the same patient
   * @param female whether there are breasts
   * @param breath how much deeper than average this image's breath is, in centimetres of diaphragm
   * @param ap whether the view is AP: a larger heart, scapulae over the lungs
   */
  static Anatomy of(Draw draw, boolean female, double breath, boolean ap) {
    double wide = draw.normal(1, 0.05);
    double tall = draw.normal(1, 0.04);
    double thick = draw.normal(1, 0.08);
    List<Solid> lungs = lungs(draw, wide, tall, thick);
    List<Solid> displacing = mediastinum(draw, wide, ap);
    displacing.addAll(diaphragms(draw, wide, tall, thick, breath));
    List<Solid> body = body(draw, wide, thick);
    List<Solid> folds = folds(draw, wide, female);
    List<Solid> air = airways(draw);
    Skeleton skeleton = Skeleton.of(draw, lungs, wide, ap);
    List<Solid> hila =
        List.of(
            Solid.ellipsoid(-4.0 * wide, -0.2, 0, 1.7, 2.6, 1.2, draw.uniform(5, 20)),
            Solid.ellipsoid(4.2 * wide, -1.0, 0, 1.6, 2.4, 1.2, draw.uniform(-20, -5)));
    return new Anatomy(
        body,
        folds,
        lungs,
        displacing,
        air,
        skeleton.bones(),
        skeleton.tubes(),
        VesselTree.grow(draw, hila),
        hila,
        draw.uniform(0.050, 0.085),
        draw.normal(0.19, 0.008),
        draw.uniform(0.8, 1.25),
        draw.normal(0, 0.3),
        new Noise(draw.random().nextLong()));
  }

  /** Centimetres of lung on the ray through a point, for one lung. */
  double lungAlong(Solid lung, double x, double y) {
    double half = lung.halfChord(x, y);
    if (half <= 0) {
      return 0;
    }
    double low = lung.z() - half;
    double high = lung.z() + half;
    return Intervals.uncovered(low, high, displacing, x, y);
  }

  /** Centimetres of lung on the ray through a point, both lungs. */
  double lungAlong(double x, double y) {
    return lungAlong(lungs.get(0), x, y) + lungAlong(lungs.get(1), x, y);
  }

  private static List<Solid> lungs(Draw draw, double wide, double tall, double thick) {
    double right = draw.normal(1.03, 0.02);
    double left = draw.normal(0.98, 0.02);
    double tilt = draw.normal(4.5, 0.8);
    return List.of(
        Solid.of(-7.0 * wide, 6, 0, 6.7 * wide * right, 20.5 * tall, 8.6, 8.3 * thick, tilt, true),
        Solid.of(7.0 * wide, 6, 0, 6.6 * wide * left, 20.3 * tall, 8.6, 8.1 * thick, -tilt, true));
  }

  private static List<Solid> mediastinum(Draw draw, double wide, boolean ap) {
    double size = draw.normal(1, 0.07) * (ap ? 1.13 : 1);
    double knob = draw.normal(1, 0.12);
    List<Solid> solids = new ArrayList<>();
    solids.add(Solid.ellipsoid(0.1, -2, -1, 2.9 * wide * draw.normal(1, 0.06), 22, 6.5, 0));
    double heartX = draw.normal(2.9, 0.35);
    double heartY = draw.normal(4.9, 0.4);
    double tilt = draw.normal(36, 5);
    solids.add(Solid.ellipsoid(heartX, heartY, 3, 6.6 * size, 5.1 * size, 5, tilt));
    solids.add(Solid.ellipsoid(-1.5, heartY - 0.8, 2.5, 2.7 * size, 4.6 * size, 4.5, -8));
    solids.add(Solid.ellipsoid(2.5, -5.9, 0, 1.75 * knob, 1.9 * knob, 3.2, 0));
    solids.add(Solid.ellipsoid(2.7, -2.2, 2, 2.0, 2.9, 3.4, -18));
    solids.add(Solid.ellipsoid(-1.9, -6, 1, 1.35 * draw.normal(1, 0.1), 6.5, 3, 2));
    solids.add(Solid.ellipsoid(1.9, 4, -4.5, 1.5, 15, 2.2, draw.normal(0, 1.5)));
    return solids;
  }

  private static List<Solid> diaphragms(
      Draw draw, double wide, double tall, double thick, double breath) {
    double top = draw.normal(8.2, 0.7) * tall + breath;
    double step = draw.normal(1.2, 0.5);
    double endless = Double.POSITIVE_INFINITY;
    List<Solid> domes = new ArrayList<>();
    domes.add(
        Solid.of(-6.2 * wide, top + 8.5, 1.6, 8.4 * wide, 8.5, endless, 9.2 * thick, 0, false));
    domes.add(
        Solid.of(6.6 * wide, top + step + 8, 1.6, 8.2 * wide, 8, endless, 9.2 * thick, 0, false));
    return domes;
  }

  private static List<Solid> body(Draw draw, double wide, double thick) {
    double fat = draw.normal(1.02, 0.05);
    double shrug = draw.normal(0, 0.8);
    double raise = draw.normal(10, 4);
    double arm = draw.normal(22.5, 1.2);
    double endless = Double.POSITIVE_INFINITY;
    List<Solid> solids = new ArrayList<>();
    solids.add(Solid.of(0, 6, 0, 18.5 * wide * fat, 25, endless, 10.6 * thick * fat, 0, true));
    solids.add(Solid.of(0, -18, -1, 5.6 * fat, endless, 14, 6, 0, false));
    for (int side = -1; side <= 1; side += 2) {
      solids.add(
          Solid.ellipsoid(
              side * 12.5 * wide, -10.4 + shrug, -1, 10, 6.4 * fat, 8 * thick, side * raise));
      solids.add(
          Solid.ellipsoid(
              side * 6.5, -14.2 + shrug, -2, 11, 4.2 * fat, 6, side * draw.uniform(22, 28)));
      solids.add(
          Solid.ellipsoid(
              side * arm, 2.5, -1, 4.3 * fat, 19, 5 * fat, -side * draw.uniform(2, 12)));
    }
    return solids;
  }

  private static List<Solid> folds(Draw draw, double wide, boolean female) {
    double depth = female ? draw.uniform(1.2, 3.8) : draw.uniform(0.2, 1.2);
    double y = female ? draw.normal(5.5, 1) : draw.normal(0, 1);
    double size = draw.normal(1, 0.1);
    List<Solid> solids = new ArrayList<>();
    for (int side = -1; side <= 1; side += 2) {
      solids.add(
          Solid.ellipsoid(
              side * draw.normal(8.5, 0.5) * wide,
              y,
              0,
              6.8 * size,
              6.3 * size,
              depth,
              side * draw.uniform(0, 25)));
    }
    return solids;
  }

  private static List<Solid> airways(Draw draw) {
    double shift = draw.normal(-0.2, 0.25);
    List<Solid> air = new ArrayList<>();
    air.add(Solid.of(shift, -11, 0, 0.95, 12, 7.6, 0.95, draw.normal(0, 1.2), false));
    air.add(Solid.ellipsoid(shift - 1.3, -2.6, 0, 0.65, 2.0, 0.6, 38));
    air.add(Solid.ellipsoid(shift + 1.8, -2.3, 0, 0.55, 2.6, 0.5, -52));
    if (draw.chance(0.3)) {
      air.add(
          Solid.ellipsoid(
              draw.normal(6.5, 1),
              draw.normal(14, 1),
              3,
              draw.uniform(1.2, 3),
              draw.uniform(0.8, 2),
              draw.uniform(0.7, 1.8),
              draw.uniform(-20, 20)));
    }
    return air;
  }
}
