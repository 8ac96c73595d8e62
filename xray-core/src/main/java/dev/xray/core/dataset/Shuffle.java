package dev.xray.core.dataset;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Fisher and Yates's shuffle with a given generator: every order equally likely. */
final class Shuffle {
  private Shuffle() {}

  /** Shuffles a list in place. */
  static void apply(List<?> list, RandomGenerator random) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, random.nextInt(i + 1));
    }
  }
}
