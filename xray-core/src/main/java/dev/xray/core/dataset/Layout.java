package dev.xray.core.dataset;

import dev.xray.core.SettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How a collection of images says what its images are: what its table's columns mean, and what its
 * file names tell.
 *
 * @param columns what xray calls a column, one of {@link #COLUMNS}, to the table's own name for it;
 *     where one is left out, the table is searched for its usual names
 * @param file the file of a row, with columns in braces: {@code {patientid}} or {@code {id}.png};
 *     without an ending, the image of that name with whichever ending. Empty: a column names it
 * @param values column to what its values are made into: {@code AP = AP erect | AP supine; PA =
 *     pa}. On the left the value that xray takes, on the right conditions as in {@link
 *     SourceSpec#where}; a blank right side is a blank cell; what fits none stays
 * @param patient regular expression, found in the patient's id, or, where no column has that, in
 *     the file's path within the folder; its first group that matched, or else what it matched, is
 *     the id. An id in which it is not found stays; a file name without it tells no patient
 */
public record Layout(
    Map<String, String> columns,
    Optional<String> file,
    Map<String, String> values,
    Optional<String> patient) {
  /** What a column can be called. */
  public static final List<String> COLUMNS =
      List.of("file", "patient", "view", "sex", "age", "licence", "finding");

  /** The column that classes are read from. */
  static final String FINDING = "finding";

  /** No table, or one that names its columns as usual. */
  public static final Layout PLAIN =
      new Layout(Map.of(), Optional.empty(), Map.of(), Optional.empty());

  private static final String TABLE = "metadata.csv";
  private static final String IMAGES = "images";

  /** Copies the maps. */
  public Layout {
    columns = Map.copyOf(columns);
    values = Map.copyOf(values);
  }

  /** The collections whose layout has a name. */
  public enum Named {
    /**
     * The COVID-19 image data collection of J. P. Cohen et al., both generations of its table:
     * {@code finding} says {@code COVID-19} in the first, {@code Pneumonia/Viral/COVID-19} in the
     * second.
     */
    COVID_CHESTXRAY(true, PLAIN),

    /**
     * The Figure 1 collection of L. Wang et al.: no column names files, {@code patientid} is the
     * file's name without its ending, and ends in a letter where a patient has several images.
     */
    FIGURE1(
        true,
        new Layout(Map.of(), Optional.of("{patientid}"), Map.of(), Optional.of("^(.*\\d)[a-z]?$"))),

    /**
     * The Actualmed collection of L. Wang et al.: {@code imagename} names files; a blank finding
     * means that it was inconclusive.
     */
    ACTUALMED(
        true,
        new Layout(
            Map.of(), Optional.empty(), Map.of(FINDING, "inconclusive ="), Optional.empty())),

    /**
     * D. Kermany et al.'s chest radiographs of children as Kaggle has them: folders {@code
     * train/NORMAL}, {@code train/PNEUMONIA} and so on; names like {@code person123_virus_4.jpeg},
     * {@code IM-0117-0001.jpeg} and {@code NORMAL2-IM-0173-0001-0002.jpeg} tell the patient.
     */
    CHEST_XRAY(
        false,
        new Layout(
            Map.of(),
            Optional.empty(),
            Map.of(),
            Optional.of("(person\\d+)_[a-z]+_\\d+|((?:NORMAL2-)?IM-\\d+)-\\d+")));

    private final boolean table;
    private final Layout layout;

    Named(boolean table, Layout layout) {
      this.table = table;
      this.layout = layout;
    }

    /** As settings write it, such as {@code covid-chestxray}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The one that a setting names.
     *
     * @param setting dotted name, for the error
     * @throws SettingException if there is none
     */
    public static Named of(String setting, String text) throws SettingException {
      for (Named named : values()) {
        if (named.text().equalsIgnoreCase(text.strip())) {
          return named;
        }
      }
      throw new SettingException(
          setting,
          "is '"
              + text
              + "', but must be one of "
              + String.join(", ", Arrays.stream(values()).map(Named::text).toList())
              + "; for another collection leave it out and set columns, file, values or patient.");
    }

    /** What its columns and names mean. */
    public Layout layout() {
      return layout;
    }

    /** The table in the collection's folder, if it has one. */
    public Optional<Path> metadata(Path folder) {
      return table ? Optional.of(folder.resolve(TABLE)) : Optional.empty();
    }

    /** Where images lie in the collection's folder. */
    public Path images(Path folder) {
      Path images = folder.resolve(IMAGES);
      return table && Files.isDirectory(images) ? images : folder;
    }
  }

  /**
   * This layout with single parts of another put over it.
   *
   * @param over its columns and values come beside or in the place of this one's, its file and
   *     patient in the place, where it has them
   */
  public Layout with(Layout over) {
    Map<String, String> allColumns = new TreeMap<>(columns);
    allColumns.putAll(over.columns);
    Map<String, String> allValues = new TreeMap<>(values);
    allValues.putAll(over.values);
    return new Layout(
        allColumns, over.file.or(() -> file), allValues, over.patient.or(() -> patient));
  }

  /**
   * Checks what can be known without a table.
   *
   * @param source number of the source, for errors
   * @throws SettingException if a column's name is not known, or the expression is none
   */
  void validate(int source) throws SettingException {
    for (String column : columns.keySet()) {
      if (!COLUMNS.contains(column)) {
        throw new SettingException(
            DatasetSpec.setting(source, "columns." + column),
            "is not known: columns can be given for " + String.join(", ", COLUMNS) + ".");
      }
    }
    if (patient.isPresent()) {
      try {
        Pattern.compile(patient.get());
      } catch (PatternSyntaxException e) {
        throw new SettingException(
            DatasetSpec.setting(source, "patient"),
            "is '"
                + patient.get()
                + "', which is no regular expression: "
                + e.getDescription()
                + ".");
      }
    }
  }

  /**
   * The patient of an image.
   *
   * @param id as a table writes it, if it does
   * @param path of the file within its folder
   */
  Optional<String> patientOf(Optional<String> id, String path) {
    if (patient.isEmpty()) {
      return id;
    }
    Matcher matcher = Pattern.compile(patient.get()).matcher(id.orElse(path));
    if (!matcher.find()) {
      return id;
    }
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.group(group) != null) {
        return Optional.of(matcher.group(group));
      }
    }
    return Optional.of(matcher.group());
  }
}
