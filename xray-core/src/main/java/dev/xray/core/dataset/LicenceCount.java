package dev.xray.core.dataset;

import java.util.ArrayList;
import java.util.Comparator;
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
    List<Licence> licences = Licence.of(images);
    Map<Licence, Map<String, Integer>> counts =
        new TreeMap<>(Comparator.comparing(Licence::use).thenComparing(Licence::id));
    for (int i = 0; i < images.size(); i++) {
      counts
          .computeIfAbsent(licences.get(i), any -> none(classes))
          .merge(images.get(i).label(), 1, Integer::sum);
    }
    List<LicenceCount> rows = new ArrayList<>();
    counts.forEach((licence, of) -> rows.add(new LicenceCount(licence.id(), licence.use(), of)));
    return List.copyOf(rows);
  }

  /** Images of both classes. */
  public int total() {
    return images.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<String, Integer> none(Classes classes) {
    Map<String, Integer> none = new TreeMap<>();
    classes.names().forEach(name -> none.put(name, 0));
    return none;
  }
}
