package dev.xray.core.dataset.phantom;

import java.util.random.RandomGenerator;

/** Random draws, in the words of the generator. Not thread-safe. */
record Draw(RandomGenerator random) {
  /** Uniform in [low, high). */
  double uniform(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** Normal, cut off at two and a half standard deviations. */
  double normal(double mean, double deviation) {
    double z = random.nextGaussian();
    return mean + deviation * Math.max(-2.5, Math.min(2.5, z));
  }

  /** True with a probability. */
  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Uniform in low to high, both included. */
  int whole(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }
}
