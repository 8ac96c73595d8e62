package dev.xray.core.dataset.phantom;

import dev.xray.core.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * The opacities of one image, and where this patient's opacities might as well have been. Negatives
 * have it too: their lungs get the same attenuation as a haze.
 *
 * @param patchy whether the opacities can be seen as such: the label
 * @param opacities one to six
 * @param map attenuation that opacities have on average at a place, on a grid of the body
 * @param clouds unevenness of the haze
 */
@SuppressWarnings("ArrayRecordComponent")
record Disease(boolean patchy, List<Opacity> opacities, float[] map, Noise clouds) {
  private static final double STEP = 0.75;
  private static final double LEFT = -18;
  private static final double TOP = -16;
  private static final int COLUMNS = 49;
  private static final int ROWS = 44;

  /** Opacities drawn for each side to find their average. */
  private static final int SAMPLES = 100;

  /** The opacities of an image; they change a little between the images of a patient. */
  static Disease of(Seed seed, PhantomPlan.Item item, Anatomy anatomy) {
    Draw today = new Draw(seed.random("phantom opacities today", item.patient(), item.image()));
    List<Opacity> opacities = new ArrayList<>();
    Draw draw = new Draw(seed.random("phantom opacities", item.patient()));
    for (Opacity opacity : Opacity.of(draw, anatomy)) {
      opacities.add(opacity.changed(today));
    }
    Draw others = new Draw(seed.random("phantom opacities elsewhere", item.patient()));
    return new Disease(
        item.positive(),
        opacities,
        average(others, anatomy),
        new Noise(others.random().nextLong()));
  }

  private static float[] average(Draw draw, Anatomy anatomy) {
    ChestWall wall = ChestWall.of(anatomy, Opacity.LEAST_LUNG);
    float[] map = new float[COLUMNS * ROWS];
    for (int sample = 0; sample < 2 * SAMPLES; sample++) {
      Opacity opacity = Opacity.one(draw, wall, anatomy, sample % 2 == 0 ? -1 : 1);
      for (int i = 0; i < map.length; i++) {
        map[i] += (float) opacity.average(LEFT + STEP * (i % COLUMNS), TOP + STEP * (i / COLUMNS));
      }
    }
    return map;
  }

  /** The haze at a place, up to a factor: what opacities have on average, unevenly. */
  double haze(double x, double y) {
    double u = Math.max(0, Math.min(COLUMNS - 1.001, (x - LEFT) / STEP));
    double v = Math.max(0, Math.min(ROWS - 1.001, (y - TOP) / STEP));
    int i = (int) v * COLUMNS + (int) u;
    double fu = u - (int) u;
    double fv = v - (int) v;
    double top = map[i] * (1 - fu) + map[i + 1] * fu;
    double bottom = map[i + COLUMNS] * (1 - fu) + map[i + COLUMNS + 1] * fu;
    double even = top * (1 - fv) + bottom * fv;
    return even * (1 + 0.9 * clouds.at(x, y, 4.5, 1, 1));
  }
}
