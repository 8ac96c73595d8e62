package dev.xray.core.audit.probe;

import dev.xray.core.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Which image of the other class lends each image its corners. */
final class Donors {
  private static final String PURPOSE = "probe donors";

  private Donors() {}

  /**
   * The images of the other class, in a random order, one after another, and again from the first
   * where they are fewer.
   *
   * @return for each image the index of its donor; empty where there is one class only
   */
  static List<Integer> of(ProbeImages images, Seed seed) {
    List<List<Integer>> byClass = List.of(shuffled(images, 0, seed), shuffled(images, 1, seed));
    if (byClass.get(0).isEmpty() || byClass.get(1).isEmpty()) {
      return List.of();
    }
    int[] next = new int[2];
    List<Integer> donors = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      int other = 1 - images.pixels().label(i);
      List<Integer> lenders = byClass.get(other);
      donors.add(lenders.get(next[other]++ % lenders.size()));
    }
    return donors;
  }

  private static List<Integer> shuffled(ProbeImages images, int label, Seed seed) {
    int[] all =
        IntStream.range(0, images.size()).filter(i -> images.pixels().label(i) == label).toArray();
    List<Integer> shuffled = new ArrayList<>();
    for (int place : Pictures.permutation(all.length, seed.random(PURPOSE, label))) {
      shuffled.add(all[place]);
    }
    return shuffled;
  }
}
