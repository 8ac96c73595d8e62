package dev.xray.core.audit.leakage;

/**
 * What a picture looks like from afar: low frequencies of its cosine transform, as in the
 * perceptual hash of Zauner (2010, "Implementation and benchmarking of perceptual image hash
 * functions", chapter 3.2), after its grey levels were replaced by their ranks, so that brightness,
 * contrast and gamma do not matter, and under a window that fades towards the edges, so that little
 * depends on what a crop or a turn does there.
 */
final class Fingerprint {
  /** Side of the square picture that it is taken from. */
  static final int SIDE = 64;

  /** Frequencies are 0 to this, in each direction and in sum. */
  private static final int HIGHEST = 8;

  /** Points along a side at which the picture is read. */
  private static final int GRID = 32;

  /** Half of the side that is read, as a share of the picture's. */
  private static final double HALF = 0.46;

  private static final float[][] COSINES = cosines();
  private static final float[] WINDOW = window();

  /** Number of values. */
  static final int LENGTH = (HIGHEST + 1) * (HIGHEST + 2) / 2 - 1;

  private Fingerprint() {}

  /**
   * The fingerprint of a picture in a pose.
   *
   * @param ranks {@link #SIDE} × {@link #SIDE} values, see {@link #ranks}
   * @param aspect width of the original over its height; a turn keeps its angles
   */
  static float[] of(float[] ranks, double aspect, Pose pose) {
    float[][] read = read(ranks, aspect, pose);
    float[][] rows = new float[GRID][HIGHEST + 1];
    for (int y = 0; y < GRID; y++) {
      for (int p = 0; p <= HIGHEST; p++) {
        float sum = 0;
        for (int x = 0; x < GRID; x++) {
          sum += read[y][x] * COSINES[p][x];
        }
        rows[y][p] = sum;
      }
    }
    float[] values = new float[LENGTH];
    int at = 0;
    for (int p = 0; p <= HIGHEST; p++) {
      for (int q = p == 0 ? 1 : 0; p + q <= HIGHEST; q++) {
        float sum = 0;
        for (int y = 0; y < GRID; y++) {
          sum += rows[y][p] * COSINES[q][y];
        }
        values[at++] = sum;
      }
    }
    return values;
  }

  /**
   * Grey levels as ranks from -0.5 to 0.5: the share of the inner pixels that is darker.
   *
   * @param pixels {@link #SIDE} × {@link #SIDE} unsigned bytes
   */
  static float[] ranks(byte[] pixels) {
    int[] counts = new int[256];
    int margin = SIDE / 16;
    for (int y = margin; y < SIDE - margin; y++) {
      for (int x = margin; x < SIDE - margin; x++) {
        counts[pixels[y * SIDE + x] & 0xFF]++;
      }
    }
    int inner = (SIDE - 2 * margin) * (SIDE - 2 * margin);
    float[] rankOf = new float[256];
    int below = 0;
    for (int level = 0; level < 256; level++) {
      rankOf[level] = (below + counts[level] / 2f) / inner - 0.5f;
      below += counts[level];
    }
    float[] ranks = new float[pixels.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = rankOf[pixels[i] & 0xFF];
    }
    return ranks;
  }

  private static float[][] read(float[] ranks, double aspect, Pose pose) {
    double[][] to = pose.matrix(aspect);
    float[][] read = new float[GRID][GRID];
    for (int i = 0; i < GRID; i++) {
      double v = HALF * (2 * (i + 0.5) / GRID - 1);
      for (int j = 0; j < GRID; j++) {
        double u = HALF * (2 * (j + 0.5) / GRID - 1);
        double x = to[0][0] * u + to[0][1] * v + to[0][2];
        double y = to[1][0] * u + to[1][1] * v + to[1][2];
        read[i][j] = WINDOW[i] * WINDOW[j] * at(ranks, x + 0.5, y + 0.5);
      }
    }
    return read;
  }

  /** Bilinear, with coordinates from 0 to 1; beyond an edge its pixel goes on. */
  private static float at(float[] ranks, double x, double y) {
    double column = Math.min(SIDE - 1.001, Math.max(0, x * SIDE - 0.5));
    double row = Math.min(SIDE - 1.001, Math.max(0, y * SIDE - 0.5));
    int left = (int) column;
    int top = (int) row;
    float right = (float) (column - left);
    float down = (float) (row - top);
    int at = top * SIDE + left;
    float upper = ranks[at] + right * (ranks[at + 1] - ranks[at]);
    float lower = ranks[at + SIDE] + right * (ranks[at + SIDE + 1] - ranks[at + SIDE]);
    return upper + down * (lower - upper);
  }

  private static float[][] cosines() {
    float[][] cosines = new float[HIGHEST + 1][GRID];
    for (int p = 0; p <= HIGHEST; p++) {
      for (int x = 0; x < GRID; x++) {
        cosines[p][x] = (float) StrictMath.cos(Math.PI * p * (x + 0.5) / GRID);
      }
    }
    return cosines;
  }

  private static float[] window() {
    float[] window = new float[GRID];
    for (int x = 0; x < GRID; x++) {
      window[x] = (float) StrictMath.sin(Math.PI * (x + 0.5) / GRID);
    }
    return window;
  }
}
