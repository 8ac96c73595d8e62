package dev.xray.core.dataset;

import dev.xray.core.SettingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether pictures of a data set may be published, by the licence that its metadata give for each
 * image. No legal advice: it only stops what nobody has looked at.
 */
public final class Licences {
  private Licences() {}

  /**
   * Makes sure that all images may be published.
   *
   * @param images of the data set
   * @param accepted licences that somebody has looked at and accepted, as the metadata or xray
   *     write them; {@value Licence#UNKNOWN} for images without one
   * @throws SettingException about {@code publishImages}: names the licences in the way, and how
   *     many images have them
   */
  public static void check(List<LabeledImage> images, Collection<String> accepted)
      throws SettingException {
    Set<String> byName =
        accepted.stream().map(Licence::of).map(Licences::key).collect(Collectors.toSet());
    SortedMap<String, Integer> inTheWay = new TreeMap<>();
    List<Licence> licences = Licence.of(images);
    for (int i = 0; i < images.size(); i++) {
      Licence licence = licences.get(i);
      if (licence.use() != Licence.Use.OPEN && !byName.contains(key(licence))) {
        inTheWay.merge(images.get(i).licence().orElse(Licence.UNKNOWN), 1, Integer::sum);
      }
    }
    if (inTheWay.isEmpty()) {
      return;
    }
    List<String> counts = new ArrayList<>();
    inTheWay.forEach(
        (licence, count) ->
            counts.add("'" + licence + "' (" + count + (count == 1 ? " image)" : " images)")));
    throw new SettingException(
        "publishImages",
        "is set, but these licences are non-commercial or not known to allow it: "
            + String.join(", ", counts)
            + ". Take publishImages away, or, if you may publish these images all the same, name"
            + " each of the licences in acceptedLicences.");
  }

  private static String key(Licence licence) {
    return licence.id().toLowerCase(Locale.ROOT);
  }
}
