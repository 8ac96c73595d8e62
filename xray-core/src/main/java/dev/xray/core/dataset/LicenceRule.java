package dev.xray.core.dataset;

import dev.xray.core.SettingException;
import dev.xray.core.dataset.Licence.Use;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
    List<LabeledImage> minded = new ArrayList<>();
    Map<Licence, SortedMap<String, Integer>> counts =
        new TreeMap<>(Comparator.comparing(Licence::use).thenComparing(Licence::id));
    for (int i = 0; i < images.size(); i++) {
      if (MINDED.contains(licences.get(i).use())) {
        minded.add(images.get(i));
        counts
            .computeIfAbsent(licences.get(i), any -> new TreeMap<>())
            .merge(images.get(i).label(), 1, Integer::sum);
      }
    }
    if (minded.isEmpty()) {
      return Optional.empty();
    }
    String problem =
        "the licence of "
            + minded.size()
            + " of "
            + Lists.counted(images.size(), "image")
            + " is unknown or not known to allow commercial use: "
            + Lists.bounded(words(counts), LISTED_LICENCES)
            + "; such as "
            + Lists.bounded(files(minded), LISTED_FILES)
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
  private static List<String> words(Map<Licence, SortedMap<String, Integer>> counts) {
    List<String> words = new ArrayList<>();
    counts.forEach(
        (licence, perClass) ->
            words.add(
                licence.id()
                    + " ("
                    + (licence.use() == Use.UNKNOWN ? "" : licence.use().text() + "; ")
                    + perClass.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "))
                    + ")"));
    return words;
  }

  /** One example of each source first. */
  private static List<String> files(List<LabeledImage> minded) {
    List<String> files = new ArrayList<>();
    List<String> further = new ArrayList<>();
    Set<String> sources = new HashSet<>();
    for (LabeledImage image : minded) {
      (sources.add(image.source()) ? files : further).add(image.source() + "/" + image.file());
    }
    files.addAll(further);
    return files;
  }
}
