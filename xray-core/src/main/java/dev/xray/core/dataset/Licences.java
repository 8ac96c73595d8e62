package dev.xray.core.dataset;

import dev.xray.core.SettingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Whether pictures of a data set may be published, by the licence that its metadata give for each
 * image. No legal advice: it only stops what nobody has looked at.
 */
public final class Licences {
  /** How an image without a licence is named, also in the setting that accepts it. */
  public static final String UNKNOWN = "unknown";

  /**
   * Licences that let anybody publish an altered copy, also commercially. A reduced picture is an
   * altered copy, so that Creative Commons' ND is not among them, and neither is NC.
   */
  private static final Pattern FREE =
      Pattern.compile(
          "(cc[ -]?0|public domain|pddl|cc[ -]by([ -]sa)?|odc[ -]by|apache|mit)"
              + "([ -]?(licen[cs]e)?,?([ -]?v?(ersion )?\\d(\\.\\d)?)?( universal| international)?)");

  private Licences() {}

  /**
   * Makes sure that all images may be published.
   *
   * @param images of the data set
   * @param accepted licences, as the metadata write them, capitals aside, that somebody has looked
   *     at and accepted; {@value #UNKNOWN} for images without one
   * @throws SettingException about {@code publishImages}: names the licences in the way, and how
   *     many images have them
   */
  public static void check(Collection<LabeledImage> images, Collection<String> accepted)
      throws SettingException {
    List<String> lower = accepted.stream().map(Licences::fold).toList();
    SortedMap<String, Integer> inTheWay = new TreeMap<>();
    for (LabeledImage image : images) {
      String licence = image.licence().orElse(UNKNOWN);
      if (!isFree(licence) && !lower.contains(fold(licence))) {
        inTheWay.merge(licence, 1, Integer::sum);
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

  /** Whether a licence, as written, is known to let anybody publish an altered copy. */
  static boolean isFree(String licence) {
    return FREE.matcher(fold(licence)).matches();
  }

  private static String fold(String licence) {
    return licence.trim().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
