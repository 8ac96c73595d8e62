package dev.xray.core.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Deals whole groups to folds, the largest first, each to the fold that has least of its classes
 * (Graham's list scheduling, longest job first). Used once.
 */
final class FoldDealer {
  private final List<PatientGroup> groups;
  private final int[] negatives;
  private final int[] positives;
  private final double allNegatives;
  private final double allPositives;

  /**
   * A dealer.
   *
   * @param groups in a fixed order
   * @param folds number of folds
   */
  FoldDealer(List<PatientGroup> groups, int folds) {
    this.groups = groups;
    this.negatives = new int[folds];
    this.positives = new int[folds];
    this.allNegatives = Math.max(1, groups.stream().mapToInt(PatientGroup::negatives).sum());
    this.allPositives = Math.max(1, groups.stream().mapToInt(PatientGroup::positives).sum());
  }

  /** The fold of each image, from 0. Groups of one size and class are dealt in random order. */
  int[] deal(RandomGenerator random) {
    List<PatientGroup> order = new ArrayList<>(groups);
    Shuffle.apply(order, random);
    order.sort(
        Comparator.<PatientGroup>comparingInt(group -> -group.images().size())
            .thenComparingInt(group -> -group.positives()));
    int[] foldOf = new int[groups.stream().mapToInt(group -> group.images().size()).sum()];
    for (PatientGroup group : order) {
      int fold = emptiest(group);
      negatives[fold] += group.negatives();
      positives[fold] += group.positives();
      group.images().forEach(image -> foldOf[image] = fold);
    }
    return foldOf;
  }

  private int emptiest(PatientGroup group) {
    int best = 0;
    for (int fold = 1; fold < negatives.length; fold++) {
      int difference = Double.compare(load(fold, group), load(best, group));
      if (difference < 0 || difference == 0 && images(fold) < images(best)) {
        best = fold;
      }
    }
    return best;
  }

  /**
   * By how much the group would raise the sum of squares of the classes' shares in the folds, which
   * is least where they are even; what does not depend on the fold is left out.
   */
  private double load(int fold, PatientGroup group) {
    return negatives[fold] * group.negatives() / (allNegatives * allNegatives)
        + positives[fold] * group.positives() / (allPositives * allPositives);
  }

  private int images(int fold) {
    return negatives[fold] + positives[fold];
  }
}
