package dev.xray.core.dataset;

import dev.xray.core.SettingException;
import dev.xray.core.dataset.Licence.Use;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is done about images whose licence is unknown or forbids commercial use. */
public enum LicenceRule {
  /** Nothing. */
  IGNORE,
  /** They are counted in a warning. */
  WARN,
  /** They are an error. */
  FAIL;

  /** Name of the setting. */
  public static final String SETTING = "licences";

  private static final Set<Use> MINDED =
      EnumSet.of(Use.NON_COMMERCIAL, Use.UNRECOGNISED, Use.UNKNOWN);

  private static final int LISTED_FILES = 3;
  private static final int LISTED_LICENCES = 8;

  /** As settings write it, such as {@code warn}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The rule that a setting names.
   *
   * @throws SettingException if there is none
   */
  public static LicenceRule of(String text) throws SettingException {
    return Arrays.stream(values())
        .filter(rule -> rule.text().equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingException(
                    SETTING, "is '" + text + "', but must be fail, warn or ignore."));
  }

  /**
   * Applies the rule to images.
   *
   * @return the warning, with counts by licence and class, examples and what to do; names files
   * @throws SettingException the same, if the rule is {@link #FAIL}
   */
  public Optional<String> apply(List<LabeledImage> images) throws SettingException {
    if (this == IGNORE) {
      return Optional.empty();
    }
    List<Licence> licences = Licence.of(images);
    List<LicenceCount> counts =
        LicenceCount.of(images, licences, List.of()).stream()
            .filter(count -> MINDED.contains(count.use()))
            .toList();
    int minded = counts.stream().mapToInt(LicenceCount::total).sum();
    if (minded == 0) {
      return Optional.empty();
    }
    List<String> files = files(images, licences);
    String problem =
        "the licence of "
            + minded
            + " of "
            + Lists.counted(images.size(), "image")
            + " is unknown or not known to allow commercial use: "
            + Lists.bounded(counts.stream().map(LicenceRule::words).toList(), LISTED_LICENCES)
            + "; such as "
            + String.join(", ", files)
            + (minded > files.size() ? " and " + (minded - files.size()) + " more" : "")
            + ". State a licence that you know as the licence of its source, leave images out with"
            + " where, or, if your use is covered all the same, set "
            + SETTING
            + " to ignore.";
    if (this == FAIL) {
      throw new SettingException(SETTING, "is fail, and " + problem);
    }
    return Optional.of(problem.substring(0, 1).toUpperCase(Locale.ROOT) + problem.substring(1));
  }

  /** Such as {@code CC-BY-NC-SA (non-commercial; 61 covid)}. */
  private static String words(LicenceCount count) {
    return count.licence()
        + " ("
        + (count.use() == Use.UNKNOWN ? "" : count.use().text() + "; ")
        + count.images().entrySet().stream()
            .map(label -> label.getValue() + " " + label.getKey())
            .collect(Collectors.joining(", "))
        + ")";
  }

  /** Some that are minded, of as many sources as possible. */
  private static List<String> files(List<LabeledImage> images, List<Licence> licences) {
    Map<String, LabeledImage> firsts = new LinkedHashMap<>();
    List<LabeledImage> further = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      LabeledImage image = images.get(i);
      if (MINDED.contains(licences.get(i).use())
          && firsts.putIfAbsent(image.source(), image) != null
          && further.size() < LISTED_FILES) {
        further.add(image);
      }
    }
    return Stream.concat(firsts.values().stream(), further.stream())
        .limit(LISTED_FILES)
        .map(image -> image.source() + "/" + image.file())
        .toList();
  }
}
