package dev.xray.core.pipeline;

import dev.xray.core.SettingException;
import dev.xray.core.dataset.ImageColumns;
import dev.xray.core.dataset.LabeledImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * By which columns images are told apart, and what each image has there. The values are published,
 * so a column must not tell who a patient is: one that most patients have to themselves is refused,
 * and a value of one patient alone is called {@value #OTHER}.
 */
final class Slicing {
  /** Value of images of which a column says nothing. */
  static final String UNKNOWN = "unknown";

  /** Stands for all values that only one patient has. */
  static final String OTHER = "other";

  /** Values of a column beyond which it divides nothing any more. */
  static final int MOST_VALUES = 20;

  private static final List<String> USUAL = List.of("sex", "age", "view", "source");
  private static final String SETTING = "evaluation.slices";

  private final AgeBands ageBands;
  private final List<LabeledImage> images;

  /** Column to those of its values that keep their name. */
  private final Map<String, Set<String>> columns = new LinkedHashMap<>();

  private Slicing(EvaluationOptions options, List<LabeledImage> images) {
    this.ageBands = new AgeBands(options.ageBands());
    this.images = images;
  }

  /**
   * Finds columns and values.
   *
   * @param images of all sets
   * @throws SettingException if a column does not exist or would tell who a patient is
   */
  static Slicing of(EvaluationOptions options, List<LabeledImage> images) throws SettingException {
    Slicing slicing = new Slicing(options, images);
    Set<String> asked = new LinkedHashSet<>(options.slices());
    for (String column : asked) {
      if (column.equals(EvaluationOptions.AUTO)) {
        slicing.addUsual();
      } else {
        slicing.add(ImageColumns.canonical(column));
      }
    }
    return slicing;
  }

  private void addUsual() {
    for (String column : USUAL) {
      Set<String> values = patientsOf(column).keySet();
      if (values.size() > 1) {
        columns.put(column, values);
      }
    }
  }

  private void add(String column) throws SettingException {
    if (ImageColumns.isIdentifying(column)) {
      throw new SettingException(
          SETTING,
          "names '"
              + column
              + "', which tells who or which image it is: figures by it would publish that.");
    }
    Map<String, Set<String>> patients = patientsOf(column);
    if (patients.isEmpty()) {
      throw new SettingException(
          SETTING,
          "names '"
              + column
              + "', but no image has a value there. There are "
              + String.join(", ", ImageColumns.of(images))
              + ".");
    }
    Set<String> shared = new HashSet<>(patients.keySet());
    if (!ImageColumns.isOwn(column)) {
      shared.removeIf(value -> patients.get(value).size() == 1);
      if (shared.size() * 2 < patients.size() || patients.size() > MOST_VALUES) {
        throw tellsWho(column, patients);
      }
    }
    columns.put(column, shared);
  }

  private static SettingException tellsWho(String column, Map<String, Set<String>> patients) {
    long alone = patients.values().stream().filter(group -> group.size() == 1).count();
    return new SettingException(
        SETTING,
        "names '"
            + column
            + "', which has "
            + patients.size()
            + " values, "
            + alone
            + " of them of one patient alone: figures by it would tell who a patient is. Name a"
            + " column with at most "
            + MOST_VALUES
            + " values that patients share.");
  }

  /** Each value of a column to the patients who have it. */
  private Map<String, Set<String>> patientsOf(String column) {
    Map<String, Set<String>> patients = new HashMap<>();
    for (LabeledImage image : images) {
      value(image, column)
          .ifPresent(
              value ->
                  patients
                      .computeIfAbsent(value, any -> new HashSet<>())
                      .add(image.patient().orElse("image " + image.sha256())));
    }
    return patients;
  }

  private Optional<String> value(LabeledImage image, String column) {
    Optional<String> cell = ImageColumns.value(image, column);
    return column.equals("age") ? cell.flatMap(ageBands::of) : cell;
  }

  /** The columns, in the order asked for. */
  List<String> columns() {
    return new ArrayList<>(columns.keySet());
  }

  /** What an image has in each column. */
  Map<String, String> attributes(LabeledImage image) {
    Map<String, String> attributes = new LinkedHashMap<>();
    columns.forEach(
        (column, shared) ->
            attributes.put(
                column,
                value(image, column)
                    .map(value -> shared.contains(value) ? value : OTHER)
                    .orElse(UNKNOWN)));
    return attributes;
  }

  /** Bands and numbers by size, then words, then what is not known. */
  static int compare(String one, String other) {
    int rank = Integer.compare(rank(one), rank(other));
    if (rank != 0) {
      return rank;
    }
    int size = Double.compare(leadingNumber(one), leadingNumber(other));
    return size != 0 ? size : one.compareTo(other);
  }

  private static int rank(String value) {
    return value.equals(UNKNOWN) ? 2 : value.equals(OTHER) ? 1 : 0;
  }

  private static double leadingNumber(String value) {
    String digits = value.replaceAll("^(\\d{0,9}).*$", "$1");
    return digits.isEmpty() || !Character.isDigit(digits.charAt(0))
        ? Double.MAX_VALUE
        : Double.parseDouble(digits);
  }
}
