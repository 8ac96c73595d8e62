package dev.xray.core.dataset;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is known of an image, by the name of a column of its metadata. Names are compared as those
 * of a metadata file: capitals, blanks, underscores and hyphens do not matter. {@code view}, {@code
 * sex}, {@code age} and {@code licence} are found under their usual headers, {@code source} is the
 * name of the image's source.
 */
public final class ImageColumns {
  private static final Map<String, String> SYNONYMS = Map.of("gender", "sex", "license", "licence");
  private static final Set<String> OWN = Set.of("view", "sex", "age", "source", "licence");
  private static final Set<String> IDENTIFYING =
      Set.of("patient", "patientid", "filename", "imagename", "file", "path", "sha256");

  private ImageColumns() {}

  /**
   * The cell of an image in a column.
   *
   * @return its text; empty where the column or its value is missing
   */
  public static Optional<String> value(LabeledImage image, String column) {
    return switch (key(column)) {
      case "view" -> image.view();
      case "sex" -> image.sex();
      case "age" -> image.age();
      case "source" -> Optional.of(image.source());
      case "licence" -> image.licence();
      default ->
          image.metadata().entrySet().stream()
              .filter(cell -> key(cell.getKey()).equals(key(column)))
              .map(Map.Entry::getValue)
              .findFirst();
    };
  }

  /** Whether a column's name says that it tells who or which image it is. */
  public static boolean isIdentifying(String column) {
    return IDENTIFYING.contains(key(column));
  }

  /** Whether a column has a component of its own and few values, or values made into few. */
  public static boolean isOwn(String column) {
    return OWN.contains(key(column));
  }

  /** The one spelling of a column's name: {@code Sex} and {@code gender} are {@code sex}. */
  public static String canonical(String column) {
    return isOwn(column) ? key(column) : column.strip();
  }

  /** Every column that some image has a value in, sorted. */
  public static Set<String> of(Collection<LabeledImage> images) {
    Set<String> columns = new TreeSet<>();
    for (LabeledImage image : images) {
      columns.addAll(image.metadata().keySet());
    }
    columns.addAll(
        OWN.stream()
            .filter(own -> images.stream().anyMatch(image -> value(image, own).isPresent()))
            .collect(Collectors.toSet()));
    columns.removeIf(ImageColumns::isIdentifying);
    return columns;
  }

  private static String key(String column) {
    String simple = column.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    return SYNONYMS.getOrDefault(simple, simple);
  }
}
