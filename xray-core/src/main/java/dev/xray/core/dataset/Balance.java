package dev.xray.core.dataset;

import dev.xray.core.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Leaves out images of {@link SourceSpec#balance balanced} sources, chosen at random, until their
 * class has as many images as the other.
 */
final class Balance {
  private final DatasetSpec spec;
  private final List<List<FoundImage>> images;
  private final Seed seed;
  private final Consumer<String> warnings;

  private Balance(
      DatasetSpec spec, List<List<FoundImage>> images, Seed seed, Consumer<String> warnings) {
    this.spec = spec;
    this.images = images;
    this.seed = seed;
    this.warnings = warnings;
  }

  /**
   * Balances the classes.
   *
   * @param spec the sources
   * @param images of each source, in a fixed order
   * @param seed decides which stay
   * @param warnings hears of a class that has too few images to be balanced
   * @return images of each source that stay, in the same order
   */
  static List<List<FoundImage>> apply(
      DatasetSpec spec, List<List<FoundImage>> images, Seed seed, Consumer<String> warnings) {
    Balance balance = new Balance(spec, images, seed, warnings);
    Set<FoundImage> dropped = new HashSet<>();
    for (String label : spec.classes().names()) {
      dropped.addAll(balance.dropped(label));
    }
    return images.stream()
        .map(list -> list.stream().filter(image -> !dropped.contains(image)).toList())
        .toList();
  }

  private List<FoundImage> dropped(String label) {
    int own = 0;
    int other = 0;
    List<FoundImage> pool = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      SourceSpec source = spec.sources().get(i);
      if (!source.label().equals(label)) {
        other += images.get(i).size();
        continue;
      }
      own += images.get(i).size();
      if (source.balance()) {
        pool.addAll(images.get(i));
      }
    }
    if (!pool.isEmpty() && own < other && !otherIsBalanced(label)) {
      warnings.accept(
          "class " + label + " has " + own + " images, the other " + other + ": not balanced.");
    }
    int surplus = Math.max(0, Math.min(pool.size(), own - other));
    Shuffle.apply(pool, seed.random("balance", spec.classes().index(label)));
    return List.copyOf(pool.subList(0, surplus));
  }

  /** Whether the other class can be made smaller, as where a balanced source has both. */
  private boolean otherIsBalanced(String label) {
    return spec.sources().stream()
        .anyMatch(source -> source.balance() && !source.label().equals(label));
  }
}
