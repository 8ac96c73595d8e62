package dev.xray.core.dataset.phantom;

/**
 * Smooth noise over the plane: random values on a square lattice, interpolated with a cubic
 * smoothstep ('value noise'), summed over octaves. A pure function of seed and position.
 *
 * @param seed of the lattice
 */
record Noise(long seed) {
  /** Sum of octaves, each half as coarse and with {@code gain} times the amplitude; about ±1. */
  double at(double x, double y, double scale, int octaves, double gain) {
    double sum = 0;
    double amplitude = 1;
    double total = 0;
    double step = scale;
    for (int octave = 0; octave < octaves; octave++) {
      sum += amplitude * single(x / step, y / step, octave);
      total += amplitude;
      amplitude *= gain;
      step /= 2;
    }
    return sum / total;
  }

  private double single(double x, double y, int octave) {
    double floorX = Math.floor(x);
    double floorY = Math.floor(y);
    double u = smooth(x - floorX);
    double v = smooth(y - floorY);
    long i = (long) floorX;
    long j = (long) floorY;
    double top = lattice(i, j, octave) * (1 - u) + lattice(i + 1, j, octave) * u;
    double bottom = lattice(i, j + 1, octave) * (1 - u) + lattice(i + 1, j + 1, octave) * u;
    return top * (1 - v) + bottom * v;
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  /** Uniform in [-1, 1), by the finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
  private double lattice(long i, long j, int octave) {
    long h =
        seed + i * 0x9E3779B97F4A7C15L + j * 0xC2B2AE3D27D4EB4FL + octave * 0x165667B19E3779F9L;
    h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
    h ^= h >>> 31;
    return (h >> 11) * 0x1.0p-52;
  }
}
