package dev.xray.core.dataset;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many images have a licence.
 *
 * @param licence in one spelling, see {@link Licence#id()}
 * @param use what it allows
 * @param images of each class, both named
 */
public record LicenceCount(String licence, Licence.Use use, Map<String, Integer> images) {
  /**
   * Counts the licences of images.
   *
   * @return what allows most first, then by name
   */
  public static List<LicenceCount> of(List<LabeledImage> images, Classes classes) {
    return of(images, Licence.of(images), classes.names());
  }

  /**
   * The same, of licences that are known already.
   *
   * @param labels classes that are counted where there is no image too
   */
  static List<LicenceCount> of(
      List<LabeledImage> images, List<Licence> licences, List<String> labels) {
    Map<Licence, Map<String, Integer>> counts = new HashMap<>();
    for (int i = 0; i < images.size(); i++) {
      counts
          .computeIfAbsent(licences.get(i), any -> none(labels))
          .merge(images.get(i).label(), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(of -> new LicenceCount(of.getKey().id(), of.getKey().use(), of.getValue()))
        .sorted(Comparator.comparing(LicenceCount::use).thenComparing(LicenceCount::licence))
        .toList();
  }

  /** Images of both classes. */
  public int total() {
    return images.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<String, Integer> none(List<String> labels) {
    Map<String, Integer> none = new TreeMap<>();
    labels.forEach(label -> none.put(label, 0));
    return none;
  }
}
