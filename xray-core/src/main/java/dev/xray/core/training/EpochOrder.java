package dev.xray.core.training;

import dev.xray.core.Seed;
import java.util.random.RandomGenerator;

/** The order in which an epoch sees the images: a pure function of seed and epoch. */
final class EpochOrder {
  private EpochOrder() {}

  /**
   * Shuffles (Fisher and Yates).
   *
   * @param images number of images
   * @param epoch from 1
   * @return each number below {@code images} once
   */
  static int[] of(int images, int epoch, Seed seed) {
    RandomGenerator random = seed.random("shuffle", epoch);
    int[] order = new int[images];
    for (int i = 0; i < images; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
