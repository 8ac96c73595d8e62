package dev.xray.core.dataset;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One place where images come from, of one class or, told apart by labels, of both.
 *
 * @param name how reports and the manifest call it; unique within a data set
 * @param metadata CSV file whose rows name the images; if empty, every image file in the folder is
 *     taken, or, with labels, the folders in it are classes, see {@link ClassFolders}
 * @param images the folder of the images
 * @param where column name to wanted value; all must match, ignoring case. A column is found
 *     however its name is written with capitals, blanks, underscores and hyphens. By default a
 *     value matches a path segment, or several in a row: {@code COVID-19} and {@code
 *     Viral/COVID-19} match {@code Pneumonia/Viral/COVID-19}, but not {@code COVID-19, ARDS}.
 *     {@code exact:V} matches the whole cell; {@code regex:R} a regular expression found anywhere
 *     in the cell ({@code ^} and {@code $} are its ends). A blank value matches a blank cell. One
 *     of several, with {@code |} and a blank on either side between them, is enough. An empty map
 *     takes every row
 * @param label the class of these images, one of the two {@link Classes}; blank with labels
 * @param balance whether images are sampled at random (seeded), so that this class has as many
 *     images as the other
 * @param layout what columns and file names mean
 * @param labels class to values of the column {@code finding}, written as in {@code where}; what is
 *     under {@value #DROP} is left out without a word, what is under nothing with a warning that
 *     lists it. Empty: all images are of the class {@code label}
 * @param patientScope whose patient ids these are, such as a hospital's: an id is the same person
 *     in every source of this scope, and another one elsewhere. Empty: ids of a table are that
 *     table's, ids in file names those of all sources without a table, and ids in headers of DICOM
 *     files those of all such files, so that a patient who is in two sources is not taken for two
 * @param licence of the images for which no table gives one
 */
public record SourceSpec(
    String name,
    Optional<Path> metadata,
    Path images,
    Map<String, String> where,
    String label,
    boolean balance,
    Layout layout,
    Map<String, String> labels,
    Optional<String> patientScope,
    Optional<String> licence) {
  /** In the place of a class: images that are left out on purpose. */
  public static final String DROP = "drop";

  /** Images of one class, in a folder or a table with the usual columns. */
  public SourceSpec(
      String name,
      Optional<Path> metadata,
      Path images,
      Map<String, String> where,
      String label,
      boolean balance) {
    this(name, metadata, images, where, label, balance, Layout.PLAIN, Map.of());
  }

  /** Images whose patients have no scope of their own, and for which no licence is stated. */
  public SourceSpec(
      String name,
      Optional<Path> metadata,
      Path images,
      Map<String, String> where,
      String label,
      boolean balance,
      Layout layout,
      Map<String, String> labels) {
    this(
        name,
        metadata,
        images,
        where,
        label,
        balance,
        layout,
        labels,
        Optional.empty(),
        Optional.empty());
  }

  /** Whether images may be of both classes. */
  boolean isLabelled() {
    return !labels.isEmpty();
  }

  /** The images of one class of a labelled source: what it takes stands in the filter. */
  SourceSpec of(String wanted) {
    Map<String, String> filter = new TreeMap<>(where);
    filter.put(Layout.FINDING, labels.getOrDefault(wanted, ""));
    return new SourceSpec(
        name, metadata, images, filter, wanted, balance, layout, Map.of(), patientScope, licence);
  }
}
