package dev.xray.core.pipeline;

import dev.xray.core.SettingException;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.SourceSpec;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Images of another origin on which a model is evaluated too, such as those of another hospital.
 * They may be of one class alone: then there is only sensitivity, or only specificity.
 *
 * @param name how outputs call it; letters, digits, {@code .}, {@code _} and {@code -}; not that of
 *     a part
 * @param sources where the images come from; none is balanced
 */
public record ExternalSet(String name, List<SourceSpec> sources) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** Copies the list. */
  public ExternalSet {
    sources = List.copyOf(sources);
  }

  /** Dotted name of a set's setting. */
  static String setting(int set, String name) {
    return "externalSets[" + set + "]." + name;
  }

  /**
   * Checks all that can be known without looking at files.
   *
   * @param sets as the job tells them
   * @param dataset that the model is made from, for its classes
   * @throws SettingException naming what cannot be used
   */
  static void validate(List<ExternalSet> sets, DatasetSpec dataset) throws SettingException {
    Set<String> names = new HashSet<>();
    for (Part part : Part.values()) {
      names.add(part.name().toLowerCase(Locale.ROOT));
    }
    for (int i = 0; i < sets.size(); i++) {
      String name = sets.get(i).name();
      if (!NAME.matcher(name).matches() || !names.add(name.toLowerCase(Locale.ROOT))) {
        throw new SettingException(
            setting(i, "name"),
            "is '"
                + name
                + "', but every external set needs a name of its own, of letters, digits, '.', '_'"
                + " and '-', other than "
                + String.join(", ", Arrays.stream(Part.values()).map(ExternalSet::text).toList())
                + ".");
      }
      try {
        sets.get(i).spec(dataset).validateExternal();
      } catch (SettingException e) {
        throw inSet(i, e);
      }
    }
  }

  private static String text(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  DatasetSpec spec(DatasetSpec dataset) {
    return new DatasetSpec(dataset.classes(), sources);
  }

  /** The same error, told of a set's source. */
  static SettingException inSet(int set, SettingException error) {
    return error.setting().startsWith("sources")
        ? new SettingException(setting(set, error.setting()), error.problem())
        : error;
  }
}
