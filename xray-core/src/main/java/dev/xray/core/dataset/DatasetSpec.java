package dev.xray.core.dataset;

import dev.xray.core.SettingException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What to learn from.
 *
 * @param classes the two classes
 * @param sources at least one for each class
 */
public record DatasetSpec(Classes classes, List<SourceSpec> sources) {
  /**
   * Checks everything that can be known without looking at files.
   *
   * @throws SettingException if class names are not usable, a source's label is no class, two
   *     sources have one name, or a class has no source
   */
  public void validate() throws SettingException {
    Set<String> labels = labels();
    for (String label : classes.names()) {
      if (!labels.contains(label)) {
        throw new SettingException(
            "sources", "give no images of class " + label + ": add a source with this label.");
      }
    }
  }

  /**
   * Likewise for a set that a model is only tried on: one class is enough, and nothing is balanced.
   *
   * @throws SettingException as {@link #validate}, and if there is no source or one is balanced
   */
  public void validateExternal() throws SettingException {
    labels();
    if (sources.isEmpty()) {
      throw new SettingException("sources", "is missing: say where the images come from.");
    }
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i).balance()) {
        throw new SettingException(
            setting(i, "balance"), "is true, but the images of an external set are all taken.");
      }
    }
  }

  /** Classes that have a source. */
  private Set<String> labels() throws SettingException {
    classes.validate();
    Set<String> names = new HashSet<>();
    Set<String> labels = new HashSet<>();
    for (int i = 0; i < sources.size(); i++) {
      SourceSpec source = sources.get(i);
      if (source.name().isBlank() || !names.add(source.name())) {
        throw new SettingException(
            setting(i, "name"),
            "is '" + source.name() + "', but every source needs a name of its own.");
      }
      if (source.patientScope().filter(String::isBlank).isPresent()) {
        throw new SettingException(
            setting(i, "patientScope"), "is blank: name whose patient ids these are.");
      }
      source.layout().validate(i);
      if (source.licence().filter(String::isBlank).isPresent()) {
        throw new SettingException(
            setting(i, "licence"),
            "is blank: write a licence, such as CC BY 4.0, or leave it out.");
      }
      checkTable(i, source);
      if (source.isLabelled()) {
        checkLabels(i, source);
        labels.addAll(source.labels().keySet());
        continue;
      }
      if (!classes.names().contains(source.label())) {
        throw new SettingException(
            setting(i, "label"),
            "is '"
                + source.label()
                + "', but must be one of the classes: "
                + String.join(", ", classes.names())
                + ".");
      }
      labels.add(source.label());
    }
    return labels;
  }

  private void checkLabels(int index, SourceSpec source) throws SettingException {
    if (!source.label().isBlank()) {
      throw new SettingException(
          setting(index, "labels"), "is given beside label: take one of them away.");
    }
    for (String label : source.labels().keySet()) {
      if (!classes.names().contains(label) && !label.equals(SourceSpec.DROP)) {
        throw new SettingException(
            setting(index, "labels." + label),
            "is no class: there are "
                + String.join(", ", classes.names())
                + ", and "
                + SourceSpec.DROP
                + " for what is left out.");
      }
    }
    if (source.labels().keySet().equals(Set.of(SourceSpec.DROP))) {
      throw new SettingException(
          setting(index, "labels"), "names no class: say which values are of which class.");
    }
  }

  /** What speaks of a table needs one. */
  private static void checkTable(int index, SourceSpec source) throws SettingException {
    if (source.metadata().isPresent()) {
      return;
    }
    Layout layout = source.layout();
    if (layout.file().isPresent() || !layout.columns().isEmpty()) {
      throw new SettingException(
          setting(index, layout.file().isPresent() ? "file" : "columns"),
          "speaks of a table, but there is none: name its CSV file in metadata.");
    }
  }

  /** Dotted name of a source's setting. */
  static String setting(int source, String name) {
    return "sources[" + source + "]." + name;
  }
}
