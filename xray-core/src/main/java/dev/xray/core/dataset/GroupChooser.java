package dev.xray.core.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Chooses whole groups at random, so that they hold a wanted number of images of each class.
 *
 * <p>Groups are taken in random order, each if it fits into what is still wanted. Where that leaves
 * more than {@link #TOLERANCE} images of a class wanting, all reachable sums are searched for the
 * nearest (dynamic programming, as for subset sums), unless the data set is too large for that.
 */
final class GroupChooser {
  /** Images of a class by which a choice may miss the wanted number without a further search. */
  static final int TOLERANCE = 2;

  /** Steps of the search beyond which it is not made. */
  private static final long SEARCH_LIMIT = 200_000_000L;

  private final List<PatientGroup> groups;
  private final int negatives;
  private final int positives;

  private GroupChooser(List<PatientGroup> groups, int negatives, int positives) {
    this.groups = groups;
    this.negatives = negatives;
    this.positives = positives;
  }

  /**
   * Chooses groups.
   *
   * @param groups in a fixed order
   * @param negatives wanted images of class 0
   * @param positives wanted images of class 1
   * @param random decides
   * @return the chosen groups; where whole groups cannot make up the wanted numbers, the nearest
   *     choice that takes some and leaves some of each class, if there is one
   */
  static List<PatientGroup> choose(
      List<PatientGroup> groups, int negatives, int positives, RandomGenerator random) {
    List<PatientGroup> shuffled = new ArrayList<>(groups);
    Shuffle.apply(shuffled, random);
    GroupChooser chooser = new GroupChooser(shuffled, negatives, positives);
    List<PatientGroup> greedy = chooser.greedy();
    if (chooser.isClose(greedy) || !chooser.isSearchable()) {
      return greedy;
    }
    return chooser.search();
  }

  private List<PatientGroup> greedy() {
    int negativesLeft = negatives;
    int positivesLeft = positives;
    List<PatientGroup> chosen = new ArrayList<>();
    for (PatientGroup group : groups) {
      if (group.negatives() <= negativesLeft && group.positives() <= positivesLeft) {
        chosen.add(group);
        negativesLeft -= group.negatives();
        positivesLeft -= group.positives();
      }
    }
    return chosen;
  }

  private boolean isClose(List<PatientGroup> chosen) {
    int negativesChosen = chosen.stream().mapToInt(PatientGroup::negatives).sum();
    int positivesChosen = chosen.stream().mapToInt(PatientGroup::positives).sum();
    return negativesChosen > 0
        && positivesChosen > 0
        && negatives - negativesChosen <= TOLERANCE
        && positives - positivesChosen <= TOLERANCE;
  }

  private boolean isSearchable() {
    return (long) groups.size() * width() * height() <= SEARCH_LIMIT;
  }

  /** Sums of class 0 that are searched: from 0 to one less than this. */
  private int width() {
    return 1 + limit(groups.stream().mapToInt(PatientGroup::negatives).toArray(), negatives);
  }

  /** Sums of class 1 that are searched: from 0 to one less than this. */
  private int height() {
    return 1 + limit(groups.stream().mapToInt(PatientGroup::positives).toArray(), positives);
  }

  /** The nearest sum is not farther above the wanted one than a group is large; one image stays. */
  private static int limit(int[] sizes, int wanted) {
    int all = Arrays.stream(sizes).sum();
    int largest = Arrays.stream(sizes).max().orElse(0);
    return Math.max(0, Math.min(all - 1, wanted + Math.max(wanted, largest)));
  }

  private List<PatientGroup> search() {
    int width = width();
    int height = height();
    // The first group, in order, with which a sum is reached; -1 not yet, -2 the empty sum.
    int[] last = new int[width * height];
    Arrays.fill(last, -1);
    last[0] = -2;
    for (int g = 0; g < groups.size(); g++) {
      PatientGroup group = groups.get(g);
      for (int n = width - 1; n >= group.negatives(); n--) {
        for (int p = height - 1; p >= group.positives(); p--) {
          int sum = n * height + p;
          if (last[sum] == -1
              && last[(n - group.negatives()) * height + p - group.positives()] != -1) {
            last[sum] = g;
          }
        }
      }
    }
    return trace(last, nearest(last, width, height), height);
  }

  /** The reached sum nearest to the wanted one: least in its worse class, then in both. */
  private int nearest(int[] last, int width, int height) {
    int nearest = 0;
    long least = Long.MAX_VALUE;
    for (int n = 0; n < width; n++) {
      for (int p = 0; p < height; p++) {
        long a = Math.abs(n - negatives);
        long b = Math.abs(p - positives);
        long distance = (n == 0 || p == 0 ? 1L << 62 : 0) + (Math.max(a, b) << 31) + a + b;
        if (last[n * height + p] != -1 && distance < least) {
          least = distance;
          nearest = n * height + p;
        }
      }
    }
    return nearest;
  }

  /** The groups of a sum. Each was reached from a sum that only earlier groups make up. */
  private List<PatientGroup> trace(int[] last, int sum, int height) {
    List<PatientGroup> chosen = new ArrayList<>();
    for (int at = sum; last[at] >= 0; ) {
      PatientGroup group = groups.get(last[at]);
      chosen.add(group);
      at -= group.negatives() * height + group.positives();
    }
    return chosen;
  }
}
