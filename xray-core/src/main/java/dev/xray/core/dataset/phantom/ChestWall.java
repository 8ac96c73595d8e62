package dev.xray.core.dataset.phantom;

/**
 * How far each lung reaches to the side, at heights from the apex to the diaphragm.
 *
 * @param right distance from the midline in centimetres, at every {@link #STEP}
 * @param left likewise
 */
@SuppressWarnings("ArrayRecordComponent")
record ChestWall(double[] right, double[] left) {
  private static final double TOP = -12;
  private static final double STEP = 0.5;
  private static final int STEPS = 50;

  /** Measures a patient; lung counts where the ray crosses at least so many centimetres of it. */
  static ChestWall of(Anatomy anatomy, double leastLung) {
    double[][] sides = new double[2][STEPS];
    for (int side = 0; side < 2; side++) {
      for (int i = 0; i < STEPS; i++) {
        sides[side][i] = 4;
        for (double x = 18; x > 4; x -= 0.2) {
          if (anatomy.lungAlong(side == 0 ? -x : x, TOP + i * STEP) > leastLung) {
            sides[side][i] = x;
            break;
          }
        }
      }
    }
    return new ChestWall(sides[0], sides[1]);
  }

  /** Distance from the midline; side is negative for the patient's right. */
  double reach(int side, double y) {
    int i = (int) Math.max(0, Math.min(STEPS - 1, Math.round((y - TOP) / STEP)));
    return side < 0 ? right[i] : left[i];
  }
}
